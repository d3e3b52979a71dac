// <people-page>: all namecards, with a search that works while the user types.
//
//   const page = new PeoplePage(); page.show(view)     a PeopleView

import { CardFields, emptyCard } from "../../components/card-fields/card-fields.js";
import { EmptyState } from "../../components/empty-state/empty-state.js";
import { FormDialog } from "../../components/form-dialog/form-dialog.js";
import { ListEnd } from "../../components/list-end/list-end.js";
import { NameCard } from "../../components/name-card/name-card.js";
import { TextField } from "../../components/text-field/text-field.js";
import { debounce } from "../../lib/debounce.js";
import { element, find, html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { call } from "../../lib/ipc.js";
import { t } from "../../lib/l10n.js";
import { Latest } from "../../lib/latest.js";
import { keepFocus, showList } from "../../lib/lists.js";
import { act, stay, tell } from "../../lib/navigation.js";
import { hashOf } from "../../lib/router.js";

/** @typedef {import("../../../src-tauri/bindings/PeopleView").PeopleView} PeopleView */
/** @typedef {import("../../../src-tauri/bindings/PersonRow").PersonRow} PersonRow */
/** @typedef {import("../../../src-tauri/bindings/PersonRows").PersonRows} PersonRows */
/** @typedef {import("../../../src-tauri/bindings/Shown").Shown} Shown */

/** Long enough that two letters typed quickly cause one search, short enough to feel immediate. */
const SEARCH_PAUSE_MS = 80;

export class PeoplePage extends HTMLElement {
  #search = new TextField({ label: t("ui-people-search"), placeholder: t("ui-people-search"), type: "search", spoken: true });
  #end = new ListEnd({ more: () => this.#lengthen() });
  #empty = new EmptyState();
  #searches = new Latest();
  #searchSoon = debounce(() => void this.#find(), SEARCH_PAUSE_MS);
  #begun = false;
  /** The part of the list that is shown. @type {PersonRow[]} */
  #rows = [];

  constructor() {
    super();
    this.className = "page people";
    this.#search.classList.add("search");
    this.#search.box.prepend(icon("search"));
    this.#search.input.dataset.arrows = "list";
    this.#search.input.addEventListener("input", this.#searchSoon);
    this.append(html`
      <header><h1 tabindex="-1">${t("ui-people-title")}</h1><p class="subline" role="status"></p></header>
      <div class="tools">
        <search>${this.#search}</search>
        <span class="exports">
          <button type="button" data-control="new" @click="${openNewPerson}">${t("ui-people-new")}</button>
          <a data-look="button" data-control="import" href="#/import">${t("ui-people-import")}</a>
          <a data-look="button" data-control="duplicates" href="#/duplicates">${t("ui-people-duplicates")}</a>
          <a data-look="button" data-control="export" href="#/export">${t("ui-people-export")}</a>
        </span>
      </div>
      <ul class="cards"></ul>
      ${this.#end}
      ${this.#empty}
    `);
  }

  /** @param {PeopleView} view */
  show(view) {
    if (!this.#begun) this.#search.value = view.query;
    this.#begun = true;
    // Only an answer to the search as it is typed now counts.
    if (view.query === this.#search.value) this.#list(view);
  }

  leave() {
    this.#searchSoon.cancel();
  }

  /** @param {PeopleView} view */
  #list(view) {
    find(this, ".subline").textContent = view.summary;
    // An export from here is limited to the people found.
    find(this, "[data-control=export]").setAttribute("href", hashOf({ page: "export", query: view.query }));
    this.#rows = view.rows;
    this.#showRows(view.more);
    find(this, ".cards").hidden = view.rows.length === 0;
    this.#empty.show(view.empty);
    // Without any people there is nothing to search or export, but people can be imported.
    const first = view.empty?.first_run ?? false;
    this.#search.hidden = first;
    for (const control of this.querySelectorAll(".exports > :not([data-control=import], [data-control=new])")) {
      if (control instanceof HTMLElement) control.hidden = first;
    }
  }

  /** @param {boolean} more whether more rows follow */
  #showRows(more) {
    showList(find(this, ".cards"), this.#rows, ({ id }) => String(id), rowOf);
    this.#end.show(more);
  }

  /** Adds the rows that follow the last one listed. */
  async #lengthen() {
    const isLatest = this.#searches.mark();
    const [query, last] = [this.#search.value, this.#rows.at(-1)];
    if (!last) return;
    /** @type {PersonRows} */
    const found = await call("people_after", { query, after: last.id });
    if (!isLatest() || query !== this.#search.value || this.#rows.at(-1) !== last || !this.isConnected) return;
    this.#rows = [...this.#rows, ...found.rows];
    stay({ page: "people", query, through: this.#rows.at(-1)?.id ?? null });
    this.#showRows(found.more);
  }

  /** Lists the people whom the search finds. */
  async #find() {
    const isLatest = this.#searches.begin();
    const page = /** @type {const} */ ({ page: "people", query: this.#search.value, through: null });
    try {
      /** @type {Shown} */
      const { view } = await call("show", { page });
      if (view.page !== "people") return;
      if (!isLatest() || !this.isConnected) return;
      stay(page);
      keepFocus(this, () => this.#list(view));
    } catch (error) {
      tell(error);
    }
  }
}

/** Asks for a card that belongs to no interview yet. */
function openNewPerson() {
  const body = new CardFields({ card: emptyCard(), zones: "" });
  FormDialog.open({
    title: t("ui-people-new"),
    body,
    fields: (name) => body.field(name),
    save: () => act("person_add", { card: body.value }, { page: false, strict: true }),
  });
}

/** @param {PersonRow} person */
function rowOf(person) {
  const row = element`<li data-row="person:${person.id}"></li>`;
  row.append(new NameCard({ person }));
  return row;
}

export const registerPeoplePage = () => customElements.define("people-page", PeoplePage);
