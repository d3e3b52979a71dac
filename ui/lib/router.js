// Between a page of the contract and the address of this window's history entry.

/** @typedef {import("../../src-tauri/bindings/PageRef").PageRef} PageRef */
/** @typedef {import("../../src-tauri/bindings/View").View} View */

/**
 * @param {PageRef} page
 * @returns {string} such as "#/person/3"
 */
export function hashOf(page) {
  switch (page.page) {
    case "people":
      return page.query ? `#/people/${encodeURIComponent(page.query)}` : "#/people";
    case "person":
    case "application":
      return `#/${page.page}/${page.id}`;
    case "interview":
      if (page.id !== null) return `#/interview/${page.id}`;
      return page.application === null ? "#/interview" : `#/interview/for/${page.application}`;
    default:
      return `#/${page.page}`;
  }
}

/**
 * @param {string} hash
 * @returns {PageRef} Today, where the address means nothing
 */
export function pageOf(hash) {
  const [name, first, second] = hash.replace(/^#\//, "").split("/");
  const id = Number(first);
  switch (name) {
    case "people":
      return { page: "people", query: decodeURIComponent(first ?? "") };
    case "person":
    case "application":
      if (Number.isSafeInteger(id) && first) return { page: name, id };
      break;
    case "interview":
      if (first === "for") return { page: "interview", id: null, application: Number(second) };
      return { page: "interview", id: first ? id : null, application: null };
    case "applications":
    case "settings":
      return { page: name };
  }
  return { page: "today" };
}

/**
 * The page that a view belongs to.
 * @param {View} view
 * @returns {PageRef}
 */
export function pageOfView(view) {
  switch (view.page) {
    case "people":
      return { page: "people", query: view.query };
    case "person":
    case "application":
      return { page: view.page, id: view.id };
    case "interview":
      return view.form.interview === null
        ? { page: "interview", id: null, application: view.form.application }
        : { page: "interview", id: view.form.interview, application: null };
    default:
      return { page: view.page };
  }
}

/**
 * Which of the four places of the sidebar a page belongs to.
 * @param {PageRef} page
 * @returns {"today"|"people"|"applications"|"settings"|null}
 */
export function placeOf(page) {
  if (page.page === "person") return "people";
  if (page.page === "application") return "applications";
  return page.page === "interview" ? null : page.page;
}
