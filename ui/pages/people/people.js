// People: every namecard, found as one types.

import { EmptyState } from "../../components/empty-state/empty-state.js";
import { ListEnd } from "../../components/list-end/list-end.js";
import { NameCard } from "../../components/name-card/name-card.js";
import { TextField } from "../../components/text-field/text-field.js";
import { element, find } from "../../lib/html.js";
import { debounce } from "../../lib/debounce.js";
import { icon } from "../../lib/icons.js";
import { call } from "../../lib/ipc.js";
import { t } from "../../lib/l10n.js";
import { Latest } from "../../lib/latest.js";
import { keepFocus, showList } from "../../lib/lists.js";
import { stay, tell } from "../../lib/navigation.js";
import { hashOf } from "../../lib/router.js";

/** @typedef {import("../../../src-tauri/bindings/PeopleView").PeopleView} PeopleView */
/** @typedef {import("../../../src-tauri/bindings/PersonRows").PersonRows} PersonRows */
/** @typedef {import("../../../src-tauri/bindings/Shown").Shown} Shown */
/** @typedef {import("../../lib/navigation.js").Page} Page */

/** Long enough that a quick typist asks once for two letters, short enough to feel immediate. */
const SEARCH_PAUSE_MS = 80;

/** @returns {Page} */
export function peoplePage() {
  const empty = new EmptyState();
  const end = new ListEnd({ more: lengthen });
  const search = new TextField({ label: t("ui-people-search"), placeholder: t("ui-people-search"), type: "search", spoken: true });
  search.classList.add("search");
  search.box.prepend(icon("search"));
  search.input.dataset.arrows = "list";
  const root = element`<div class="page people">
    <header><h1 tabindex="-1">${t("ui-people-title")}</h1><p class="subline" role="status"></p></header>
    <div class="tools">
      <search>${search}</search>
      <span class="exports">
        <a data-look="button" data-control="import" href="#/import">${t("ui-people-import")}</a>
        <a data-look="button" data-control="duplicates" href="#/duplicates">${t("ui-people-duplicates")}</a>
        <a data-look="button" data-control="export" href="#/export">${t("ui-people-export")}</a>
      </span>
    </div>
    <ul class="cards"></ul>
    ${end}
    ${empty}
  </div>`;
  const searches = new Latest();
  const searchSoon = debounce(() => void look(), SEARCH_PAUSE_MS);
  let begun = false;
  /** @type {PeopleView["rows"]} */
  let rows = [];

  /** @param {PeopleView} view */
  function list(view) {
    find(root, ".subline").textContent = view.summary;
    // Whoever looks for somebody exports those.
    find(root, "[data-control=export]").setAttribute("href", hashOf({ page: "export", query: view.query }));
    rows = view.rows;
    showRows(view.more);
    find(root, ".cards").hidden = view.rows.length === 0;
    empty.show(view.empty);
    // Where nobody is, there is nothing to search and to save; somebody can be brought in.
    const first = view.empty?.first_run ?? false;
    search.hidden = first;
    for (const control of root.querySelectorAll(".exports > :not([data-control=import])")) {
      if (control instanceof HTMLElement) control.hidden = first;
    }
  }

  /** @param {boolean} more */
  function showRows(more) {
    showList(find(root, ".cards"), rows, ({ id }) => String(id), (person) => {
      const row = element`<li data-row="person:${person.id}"></li>`;
      row.append(new NameCard({ person }));
      return row;
    });
    end.show(more);
  }

  /** Adds those that follow the last one listed. */
  async function lengthen() {
    const isLatest = searches.mark();
    const [query, last] = [search.value, rows.at(-1)];
    if (!last) return;
    /** @type {PersonRows} */
    const found = await call("people_after", { query, after: last.id });
    if (!isLatest() || query !== search.value || rows.at(-1) !== last || !root.isConnected) return;
    rows = [...rows, ...found.rows];
    stay({ page: "people", query, through: rows.at(-1)?.id ?? null });
    showRows(found.more);
  }

  async function look() {
    const isLatest = searches.begin();
    const page = /** @type {const} */ ({ page: "people", query: search.value, through: null });
    try {
      /** @type {Shown} */
      const { view } = await call("show", { page });
      if (view.page !== "people") return;
      if (!isLatest() || !root.isConnected) return;
      stay(page);
      keepFocus(root, () => list(view));
    } catch (error) {
      tell(error);
    }
  }

  search.input.addEventListener("input", searchSoon);

  return {
    root,
    /** @param {PeopleView} view */
    show(view) {
      if (!begun) search.value = view.query;
      begun = true;
      // What is typed by now counts, not what was asked a moment ago.
      if (view.query === search.value) list(view);
    },
    leave: searchSoon.cancel,
  };
}
