// Applications, looked at in one of five ways: a list, a board by stage, lanes of time, six weeks of what is due, and how
// answers come.

import { ApplicationBoard } from "../components/application-board/application-board.js";
import { ApplicationLanes } from "../components/application-lanes/application-lanes.js";
import { ApplicationList } from "../components/application-list/application-list.js";
import { ChoicePills } from "../components/choice-pills/choice-pills.js";
import { DueCalendar } from "../components/due-calendar/due-calendar.js";
import { EmptyState } from "../components/empty-state/empty-state.js";
import { FigureTables } from "../components/figure-tables/figure-tables.js";
import { element, find } from "../lib/html.js";
import { t } from "../lib/l10n.js";

/** @typedef {import("../../src-tauri/bindings/ApplicationsView").ApplicationsView} ApplicationsView */
/** @typedef {import("../lib/stage.js").Page} Page */

/** The look chosen last, as long as the window lives. */
let chosen = "list";

/** @returns {Page} */
export function applicationsPage() {
  const empty = new EmptyState();
  const open = new ApplicationList();
  const closed = new ApplicationList();
  const board = new ApplicationBoard();
  const lanes = new ApplicationLanes();
  const calendar = new DueCalendar();
  const replies = new FigureTables();
  const looks = new ChoicePills({
    label: t("ui-applications-look"),
    spoken: true,
    value: chosen,
    choices: [
      { value: "list", label: t("ui-applications-list") },
      { value: "board", label: t("ui-applications-board") },
      { value: "timeline", label: t("ui-applications-timeline") },
      { value: "calendar", label: t("ui-applications-calendar") },
      { value: "replies", label: t("ui-applications-replies") },
    ],
  });
  const root = element`<div class="page applications">
    <header><h1 tabindex="-1" data-arrows="list">${t("ui-applications-title")}</h1><p class="subline"></p></header>
    <div class="looks">${looks}</div>
    <div data-look-of="list" class="groups">
      <section class="open" aria-labelledby="applications-open"><h2 class="eyebrow" id="applications-open">${t("ui-applications-open")}</h2>${open}</section>
      <section class="closed" aria-labelledby="applications-closed"><h2 class="eyebrow" id="applications-closed">${t("ui-applications-closed")}</h2>${closed}</section>
    </div>
    <div data-look-of="board">${board}</div>
    <div data-look-of="timeline">${lanes}</div>
    <div data-look-of="calendar">${calendar}</div>
    <div data-look-of="replies">${replies}</div>
    ${empty}
  </div>`;
  /** @type {ApplicationsView|null} */
  let shown = null;

  /** Only what is looked at is drawn. */
  function draw() {
    if (!shown) return;
    const view = shown;
    for (const part of root.querySelectorAll("[data-look-of]")) {
      if (part instanceof HTMLElement) part.hidden = view.rows.length === 0 || part.dataset.lookOf !== chosen;
    }
    const rows = { open: view.rows.filter((row) => !row.closed), closed: view.rows.filter((row) => row.closed) };
    const draws = {
      list: () => {
        open.show(rows.open);
        closed.show(rows.closed);
      },
      board: () => board.show(view.board),
      timeline: () => lanes.show(view.lanes),
      calendar: () => calendar.show(view.calendar),
      replies: () => replies.show(view.replies),
    };
    draws[/** @type {keyof typeof draws} */ (chosen)]();
    find(root, ".open").hidden = rows.open.length === 0;
    find(root, ".closed").hidden = rows.closed.length === 0;
  }

  looks.addEventListener("change", () => {
    chosen = looks.value;
    draw();
  });

  return {
    root,
    /** @param {ApplicationsView} view */
    show(view) {
      shown = view;
      find(root, ".subline").textContent = view.summary;
      find(root, ".looks").hidden = view.rows.length === 0;
      draw();
      empty.show(view.empty);
    },
  };
}
