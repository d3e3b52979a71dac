// <backups-page>: the backups: when they were made, what is in them, and how to restore one.
//
//   const page = new BackupsPage(); page.show(view)     a BackupsView

import { BackupList } from "../../components/backup-list/backup-list.js";
import { find, html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { t } from "../../lib/l10n.js";
import { act, tell } from "../../lib/navigation.js";

/** @typedef {import("../../../src-tauri/bindings/BackupsView").BackupsView} BackupsView */

export class BackupsPage extends HTMLElement {
  #list = new BackupList([
    { label: t("ui-backups-restore"), control: "restore", run: ({ name }) => run("backup_restore", { name }) },
    { label: t("ui-backups-delete"), control: "delete", sure: t("ui-backups-delete-sure"), always: true, run: ({ name }) => run("backup_delete", { name }) },
  ]);

  constructor() {
    super();
    this.className = "page backups";
    this.append(html`
      <header><a class="back" href="#/settings">${icon("back")}${t("ui-settings-title")}</a>
        <h1 tabindex="-1">${t("ui-backups-title")}</h1>
        <p class="subline" role="status"></p>
        <p class="hint">${t("ui-backups-hint")}</p></header>
      <p class="banner" hidden></p>
      <div class="tools">
        <button type="button" data-look="primary" data-control="make" @click="${() => run("backup_make")}">${t("ui-backups-make")}</button>
        <button type="button" data-control="open" @click="${() => run("backup_restore_file")}">${t("ui-backups-open")}</button>
      </div>
      ${this.#list}
      <section aria-labelledby="backups-folder"><h2 class="eyebrow" id="backups-folder">${t("ui-backups-folder")}</h2>
        <p class="folder"><bdi></bdi></p>
        <div class="tools">
          <button type="button" data-control="choose" @click="${() => run("backup_folder")}">${t("ui-backups-choose")}</button>
          <button type="button" data-control="usual" @click="${() => run("backup_folder_usual")}">${t("ui-backups-usual")}</button>
        </div></section>
    `);
  }

  /** @param {BackupsView} view */
  show(view) {
    find(this, ".subline").textContent = view.summary;
    const banner = find(this, ".banner");
    banner.textContent = view.problem;
    banner.hidden = view.problem === "";
    find(this, ".folder bdi").textContent = view.folder;
    find(this, "[data-control=usual]").hidden = !view.chosen;
    this.#list.show(view.rows);
  }
}

/**
 * @param {string} command
 * @param {object} [request]
 */
const run = (command, request = {}) => void act(command, request, { page: false }).catch(tell);

export const registerBackupsPage = () => customElements.define("backups-page", BackupsPage);
