// The words of the window. They come from the catalogue with `boot`; no sentence is written in JS or HTML.

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
 * The text with this id. A missing one shows its id: visible in a test, harmless to a reader.
 * @param {string} id
 */
export const t = (id) => messages[id] ?? id;

/**
 * Puts words into static markup: `data-l10n-id="id"` for the text, `data-l10n-attrs="aria-label=id, placeholder=id"`.
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
