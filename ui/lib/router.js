// Translates between a `PageRef` and the address in this window's history.

/** @typedef {import("../../src-tauri/bindings/PageRef").PageRef} PageRef */
/** @typedef {import("../../src-tauri/bindings/ApplicationsTab").ApplicationsTab} ApplicationsTab */

/** The tab of the applications that was open last in this window. @type {ApplicationsTab} */
let tab = "list";
const TABS = ["list", "board", "timeline", "calendar", "replies"];

/**
 * @param {PageRef} page
 * @returns {string} such as "#/person/3"
 */
export function hashOf(page) {
  switch (page.page) {
    case "people":
      if (page.through !== null) return `#/people/${encodeURIComponent(page.query)}/${page.through}`;
      return page.query ? `#/people/${encodeURIComponent(page.query)}` : "#/people";
    case "applications":
      return `#/applications/${page.tab}${page.through === null ? "" : `/${page.through}`}`;
    case "person":
    case "application":
      return `#/${page.page}/${page.id}`;
    case "interview":
      if (page.id !== null) return `#/interview/${page.id}`;
      return page.application === null ? "#/interview" : `#/interview/for/${page.application}`;
    case "write":
      return `#/write/${encodeURIComponent(page.step)}${page.template === null ? "" : `/${encodeURIComponent(page.template)}`}`;
    case "call":
      return `#/call/${encodeURIComponent(page.step)}`;
    case "export":
      return page.query ? `#/export/${encodeURIComponent(page.query)}` : "#/export";
    case "merge":
      return `#/merge/${page.keep}/${page.other}`;
    case "template":
      return `#/template/${page.language}/${encodeURIComponent(page.name)}`;
    default:
      return `#/${page.page}`;
  }
}

/** The page of all applications, with the tab that was open last. @returns {PageRef} */
export const applicationsPageRef = () => ({ page: "applications", tab, through: null });

/** @param {ApplicationsTab} chosen */
export const rememberTab = (chosen) => void (tab = chosen);

/**
 * @param {string} hash
 * @returns {PageRef} Today if the address is unknown
 */
export function pageOf(hash) {
  const [name, first, second] = hash.replace(/^#\//, "").split("/");
  const id = Number(first);
  switch (name) {
    case "people":
      return { page: "people", query: decodeURIComponent(first ?? ""), through: idOf(second) };
    case "person":
    case "application":
      if (Number.isSafeInteger(id) && first) return { page: name, id };
      break;
    case "interview":
      if (first === "for") return { page: "interview", id: null, application: Number(second) };
      return { page: "interview", id: first ? id : null, application: null };
    case "applications":
      if (TABS.includes(first ?? "")) return { page: "applications", tab: /** @type {ApplicationsTab} */ (first), through: idOf(second) };
      return applicationsPageRef();
    case "write":
      return { page: "write", step: decodeURIComponent(first ?? ""), template: second ? decodeURIComponent(second) : null };
    case "call":
      return { page: "call", step: decodeURIComponent(first ?? "") };
    case "template":
      return { page: "template", language: first ?? "", name: decodeURIComponent(second ?? "") };
    case "export":
      return { page: "export", query: decodeURIComponent(first ?? "") };
    case "merge":
      if (idOf(first) !== null && idOf(second) !== null) return { page: "merge", keep: id, other: Number(second) };
      break;
    case "settings":
    case "import":
    case "duplicates":
    case "templates":
    case "backups":
      return { page: name };
  }
  return { page: "today" };
}

/** @param {string|undefined} part */
const idOf = (part) => (part && Number.isSafeInteger(Number(part)) ? Number(part) : null);

/**
 * Which of the four places of the sidebar a page belongs to.
 * @param {PageRef} page
 * @returns {"today"|"people"|"applications"|"settings"|null}
 */
export function placeOf(page) {
  if (["person", "export", "import", "duplicates", "merge"].includes(page.page)) return "people";
  if (page.page === "application") return "applications";
  if (page.page === "write" || page.page === "call") return "today";
  if (["template", "templates", "backups"].includes(page.page)) return "settings";
  switch (page.page) {
    case "today":
    case "people":
    case "applications":
    case "settings":
      return page.page;
    default:
      return null;
  }
}
