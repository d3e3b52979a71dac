// Applications, looked at in one of five ways: a list, a board by stage, lanes of time, six weeks of what is due, and how
// answers come.

import { ApplicationBoard } from "../../components/application-board/application-board.js";
import { ApplicationLanes } from "../../components/application-lanes/application-lanes.js";
import { ApplicationList } from "../../components/application-list/application-list.js";
import { ChoicePills } from "../../components/choice-pills/choice-pills.js";
import { DueCalendar } from "../../components/due-calendar/due-calendar.js";
import { EmptyState } from "../../components/empty-state/empty-state.js";
import { FigureTables } from "../../components/figure-tables/figure-tables.js";
import { ListEnd } from "../../components/list-end/list-end.js";
import { element, find } from "../../lib/html.js";
import { call } from "../../lib/ipc.js";
import { t } from "../../lib/l10n.js";
import { refresh, stay, tell } from "../../lib/navigation.js";
import { rememberLook } from "../../lib/router.js";

/** @typedef {import("../../../src-tauri/bindings/ApplicationsView").ApplicationsView} ApplicationsView */
/** @typedef {import("../../../src-tauri/bindings/ApplicationRow").ApplicationRow} ApplicationRow */
/** @typedef {import("../../../src-tauri/bindings/Look").Look} Look */
/** @typedef {import("../../../src-tauri/bindings/ApplicationRows").ApplicationRows} ApplicationRows */
/** @typedef {import("../../lib/navigation.js").Page} Page */

/** @returns {Page} */
export function applicationsPage() {
  const empty = new EmptyState();
  const open = new ApplicationList();
  const closed = new ApplicationList();
  const end = new ListEnd({ more: lengthen });
  const board = new ApplicationBoard();
  const lanes = new ApplicationLanes();
  const calendar = new DueCalendar();
  const replies = new FigureTables();
  const looks = new ChoicePills({
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
  const root = element`<div class="page applications">
    <header><h1 tabindex="-1" data-arrows="list">${t("ui-applications-title")}</h1><p class="subline"></p></header>
    <div class="looks">${looks}</div>
    <div data-look-of="list" class="groups">
      <section class="open" aria-labelledby="applications-open"><h2 class="eyebrow" id="applications-open">${t("ui-applications-open")}</h2>${open}</section>
      <section class="closed" aria-labelledby="applications-closed"><h2 class="eyebrow" id="applications-closed">${t("ui-applications-closed")}</h2>${closed}</section>
      ${end}
    </div>
    <div data-look-of="board">${board}</div>
    <div data-look-of="timeline">${lanes}</div>
    <div data-look-of="calendar">${calendar}</div>
    <div data-look-of="replies">${replies}</div>
    ${empty}
  </div>`;
  /** The part of the list that is shown. @type {ApplicationRow[]} */
  let rows = [];

  /** @param {ApplicationsView["seen"]} seen */
  function draw(seen) {
    switch (seen.look) {
      case "list":
        rows = seen.rows;
        return showRows(seen.more);
      case "board":
        return board.show(seen.columns);
      case "timeline":
        return lanes.show(seen);
      case "calendar":
        return calendar.show(seen);
      case "replies":
        return replies.show(seen);
    }
  }

  /** @param {boolean} more */
  function showRows(more) {
    const parts = { open: rows.filter((row) => !row.closed), closed: rows.filter((row) => row.closed) };
    open.show(parts.open);
    closed.show(parts.closed);
    find(root, ".open").hidden = parts.open.length === 0;
    find(root, ".closed").hidden = parts.closed.length === 0;
    end.show(more);
  }

  /** Adds those that follow the last one listed. */
  async function lengthen() {
    const last = rows.at(-1);
    if (!last) return;
    /** @type {ApplicationRows} */
    const found = await call("applications_after", { after: last.id });
    if (rows.at(-1) !== last || looks.value !== "list" || !root.isConnected) return;
    rows = [...rows, ...found.rows];
    stay({ page: "applications", look: "list", through: rows.at(-1)?.id ?? null });
    showRows(found.more);
  }

  looks.addEventListener("change", () => {
    const look = /** @type {Look} */ (looks.value);
    rememberLook(look);
    stay({ page: "applications", look, through: null });
    refresh().catch(tell);
  });

  return {
    root,
    /** @param {ApplicationsView} view */
    show(view) {
      const { look } = view.seen;
      find(root, ".subline").textContent = view.summary;
      find(root, ".looks").hidden = Boolean(view.empty);
      looks.value = look;
      draw(view.seen);
      for (const part of root.querySelectorAll("[data-look-of]")) {
        if (part instanceof HTMLElement) part.hidden = Boolean(view.empty) || part.dataset.lookOf !== look;
      }
      empty.show(view.empty);
    },
  };
}
