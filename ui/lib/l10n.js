// The texts of the window. They come from the catalogue with `boot`; JS and HTML contain no sentences.

/** @type {Record<string, string>} */
let messages = {};

/**
 * @param {Record<string, string>} catalogue
 * @param {string} language a BCP 47 tag
 * @param {"ltr"|"rtl"} direction
 */
export function setWords(catalogue, language, direction) {
  messages = catalogue;
  document.documentElement.lang = language;
  document.documentElement.dir = direction;
}

/**
 * The text with this id. If it is missing, the id itself, which a test notices and does no harm to a user.
 * @param {string} id
 */
export const t = (id) => messages[id] ?? id;

/**
 * Puts texts into static markup: `data-l10n-id="id"` for the text, `data-l10n-attrs="aria-label=id, placeholder=id"`.
 * @param {ParentNode} root
 */
export function putWords(root) {
  for (const node of root.querySelectorAll("[data-l10n-id]")) {
    node.textContent = t(node.getAttribute("data-l10n-id") ?? "");
  }
  for (const node of root.querySelectorAll("[data-l10n-attrs]")) {
    for (const pair of (node.getAttribute("data-l10n-attrs") ?? "").split(",")) {
      const [name, id] = pair.split("=").map((part) => part.trim());
      if (name && id) node.setAttribute(name, t(id));
    }
  }
}
