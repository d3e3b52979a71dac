// <applications-page>: all applications, in five tabs: a list, a board by stage, a time line, a calendar of six weeks,
// and figures on how answers come.
//
//   const page = new ApplicationsPage(); page.show(view)     an ApplicationsView

import { ApplicationBoard } from "../../components/application-board/application-board.js";
import { ApplicationLanes } from "../../components/application-lanes/application-lanes.js";
import { ApplicationList } from "../../components/application-list/application-list.js";
import { ChoicePills } from "../../components/choice-pills/choice-pills.js";
import { DueCalendar } from "../../components/due-calendar/due-calendar.js";
import { EmptyState } from "../../components/empty-state/empty-state.js";
import { FigureTables } from "../../components/figure-tables/figure-tables.js";
import { ListEnd } from "../../components/list-end/list-end.js";
import { find, html } from "../../lib/html.js";
import { call } from "../../lib/ipc.js";
import { t } from "../../lib/l10n.js";
import { refresh, stay, tell } from "../../lib/navigation.js";
import { rememberTab } from "../../lib/router.js";

/** @typedef {import("../../../src-tauri/bindings/ApplicationsView").ApplicationsView} ApplicationsView */
/** @typedef {import("../../../src-tauri/bindings/ApplicationRow").ApplicationRow} ApplicationRow */
/** @typedef {import("../../../src-tauri/bindings/ApplicationsTab").ApplicationsTab} ApplicationsTab */
/** @typedef {import("../../../src-tauri/bindings/ApplicationRows").ApplicationRows} ApplicationRows */

export class ApplicationsPage extends HTMLElement {
  #empty = new EmptyState();
  #open = new ApplicationList();
  #closed = new ApplicationList();
  #end = new ListEnd({ more: () => this.#lengthen() });
  #board = new ApplicationBoard();
  #lanes = new ApplicationLanes();
  #calendar = new DueCalendar();
  #replies = new FigureTables();
  #tabs = new ChoicePills({
    label: t("ui-applications-look"),
    spoken: true,
    value: "list",
    choices: [
      { value: "list", label: t("ui-applications-list") },
      { value: "board", label: t("ui-applications-board") },
      { value: "timeline", label: t("ui-applications-timeline") },
      { value: "calendar", label: t("ui-applications-calendar") },
      { value: "replies", label: t("ui-applications-replies") },
    ],
  });
  /** The part of the list that is shown. @type {ApplicationRow[]} */
  #rows = [];

  constructor() {
    super();
    this.className = "page applications";
    this.append(html`
      <header><h1 tabindex="-1" data-arrows="list">${t("ui-applications-title")}</h1><p class="subline"></p></header>
      <div class="tabs">${this.#tabs}</div>
      <div data-tab-of="list" class="groups">
        <section class="open" aria-labelledby="applications-open"><h2 class="eyebrow" id="applications-open">${t("ui-applications-open")}</h2>${this.#open}</section>
        <section class="closed" aria-labelledby="applications-closed"><h2 class="eyebrow" id="applications-closed">${t("ui-applications-closed")}</h2>${this.#closed}</section>
        ${this.#end}
      </div>
      <div data-tab-of="board">${this.#board}</div>
      <div data-tab-of="timeline">${this.#lanes}</div>
      <div data-tab-of="calendar">${this.#calendar}</div>
      <div data-tab-of="replies">${this.#replies}</div>
      ${this.#empty}
    `);
    this.#tabs.addEventListener("change", () => this.#changeTab());
  }

  /** @param {ApplicationsView} view */
  show(view) {
    const { tab } = view.content;
    find(this, ".subline").textContent = view.summary;
    find(this, ".tabs").hidden = Boolean(view.empty);
    this.#tabs.value = tab;
    this.#draw(view.content);
    for (const part of this.querySelectorAll("[data-tab-of]")) {
      if (part instanceof HTMLElement) part.hidden = Boolean(view.empty) || part.dataset.tabOf !== tab;
    }
    this.#empty.show(view.empty);
  }

  /** @param {ApplicationsView["content"]} content */
  #draw(content) {
    switch (content.tab) {
      case "list":
        this.#rows = content.rows;
        return this.#showRows(content.more);
      case "board":
        return this.#board.show(content.columns);
      case "timeline":
        return this.#lanes.show(content);
      case "calendar":
        return this.#calendar.show(content);
      case "replies":
        return this.#replies.show(content);
    }
  }

  /** @param {boolean} more whether more rows follow */
  #showRows(more) {
    const parts = { open: this.#rows.filter((row) => !row.closed), closed: this.#rows.filter((row) => row.closed) };
    this.#open.show(parts.open);
    this.#closed.show(parts.closed);
    find(this, ".open").hidden = parts.open.length === 0;
    find(this, ".closed").hidden = parts.closed.length === 0;
    this.#end.show(more);
  }

  /** Adds the rows that follow the last one listed. */
  async #lengthen() {
    const last = this.#rows.at(-1);
    if (!last) return;
    /** @type {ApplicationRows} */
    const found = await call("applications_after", { after: last.id });
    if (this.#rows.at(-1) !== last || this.#tabs.value !== "list" || !this.isConnected) return;
    this.#rows = [...this.#rows, ...found.rows];
    stay({ page: "applications", tab: "list", through: this.#rows.at(-1)?.id ?? null });
    this.#showRows(found.more);
  }

  #changeTab() {
    const tab = /** @type {ApplicationsTab} */ (this.#tabs.value);
    rememberTab(tab);
    stay({ page: "applications", tab, through: null });
    refresh().catch(tell);
  }
}

export const registerApplicationsPage = () => customElements.define("applications-page", ApplicationsPage);
