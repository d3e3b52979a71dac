// Applications: the open ones, then the closed ones.

import { ApplicationList } from "../components/application-list/application-list.js";
import { EmptyState } from "../components/empty-state/empty-state.js";
import { element, find } from "../lib/html.js";
import { t } from "../lib/l10n.js";

/** @typedef {import("../../src-tauri/bindings/ApplicationsView").ApplicationsView} ApplicationsView */
/** @typedef {import("../lib/stage.js").Page} Page */

/** @returns {Page} */
export function applicationsPage() {
  const empty = new EmptyState();
  const open = new ApplicationList();
  const closed = new ApplicationList();
  const root = element`<div class="page">
    <header><h1 tabindex="-1" data-arrows="list">${t("ui-applications-title")}</h1><p class="subline"></p></header>
    <section class="open" aria-labelledby="applications-open"><h2 class="eyebrow" id="applications-open">${t("ui-applications-open")}</h2>${open}</section>
    <section class="closed" aria-labelledby="applications-closed"><h2 class="eyebrow" id="applications-closed">${t("ui-applications-closed")}</h2>${closed}</section>
    ${empty}
  </div>`;
  return {
    root,
    /** @param {ApplicationsView} view */
    show(view) {
      find(root, ".subline").textContent = view.summary;
      const rows = { open: view.rows.filter((row) => !row.closed), closed: view.rows.filter((row) => row.closed) };
      open.show(rows.open);
      find(root, ".open").hidden = rows.open.length === 0;
      closed.show(rows.closed);
      find(root, ".closed").hidden = rows.closed.length === 0;
      empty.show(view.empty);
    },
  };
}
