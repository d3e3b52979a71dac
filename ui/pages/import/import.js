// <import-page>: files to import: they are dropped, pasted or chosen, then checked, and only then imported.
//
//   const page = new ImportPage(); page.show(view)     an ImportView

import { CardReview } from "../../components/card-review/card-review.js";
import { FileDrop } from "../../components/file-drop/file-drop.js";
import { ImportColumns } from "../../components/import-columns/import-columns.js";
import { ImportGroup } from "../../components/import-group/import-group.js";
import { TextField } from "../../components/text-field/text-field.js";
import { WorkingBar } from "../../components/working-bar/working-bar.js";
import { element, find, html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { call, sendFile } from "../../lib/ipc.js";
import { t } from "../../lib/l10n.js";
import { focusHeading, keepFocus } from "../../lib/lists.js";
import { act, refresh, tell } from "../../lib/navigation.js";

/** @typedef {import("../../../src-tauri/bindings/CardReading").CardReading} CardReading */
/** @typedef {import("../../../src-tauri/bindings/ImportChange").ImportChange} ImportChange */
/** @typedef {import("../../../src-tauri/bindings/ImportFile").ImportFile} ImportFile */
/** @typedef {import("../../../src-tauri/bindings/ImportView").ImportView} ImportView */

export class ImportPage extends HTMLElement {
  #working = new WorkingBar();
  #paste = new TextField({ label: t("ui-import-paste"), rows: 6, hint: t("ui-import-paste-hint") });
  #review = new CardReview({ discarded: () => this.#paste.input.focus() });
  /** @type {ImportView|null} */
  #view = null;
  /** The queue of choices: each is sent after the one before, and the import waits for all. @type {Promise<void>} */
  #choosing = Promise.resolve();

  constructor() {
    super();
    this.className = "page import";
    this.append(html`
      <header><a class="back" href="#/people">${icon("back")}${t("ui-people-title")}</a>
        <h1 tabindex="-1">${t("ui-import-title")}</h1><p class="subline"></p></header>
      ${this.#working}
      <div class="content"></div>
    `);
  }

  /** @param {ImportView} view */
  show(view) {
    const before = this.#view;
    // A change elsewhere shows the page again. If nothing changed here, what is being typed stays.
    if (JSON.stringify(view) === JSON.stringify(before)) return;
    this.#view = view;
    if (view.file === null && before?.file === null) return;
    find(this, "h1").textContent = view.file?.name ?? t("ui-import-title");
    find(this, ".subline").textContent = view.file?.kind ?? t("ui-import-lead");
    find(this, ".content").replaceChildren(...(view.file ? this.#contentOf(view.file) : this.#ways()));
  }

  /** The ways to bring in a file or a card. */
  #ways() {
    this.#review.replaceChildren();
    return [
      new FileDrop({ take: (file) => this.#take(file), choose: () => this.#choose() }),
      element`<section class="pasting">${this.#paste}
        <div class="tools"><button type="button" data-control="read" @click="${() => this.#readText()}">${t("ui-import-read")}</button></div>
      </section>`,
      this.#review,
    ];
  }

  /** @param {ImportFile} file */
  #contentOf(file) {
    const change = (/** @type {ImportChange} */ wanted) => this.#change(wanted);
    const columns = this.querySelector("import-columns");
    const open = columns instanceof ImportColumns ? columns.open : file.unknown;
    return [
      element`<div class="verdict">
        <p role="status">${file.summary}</p>
        <div class="tools">
          <button type="button" data-look="primary" data-control="take" ?hidden="${!file.action}" @click="${() => this.#takeOver()}">${file.action}</button>
          <button type="button" data-control="close" @click="${() => void this.#close().catch(tell)}">${t("ui-import-close")}</button>
        </div>
      </div>`,
      ...(file.columns.length > 0 ? [new ImportColumns({ file, open, change })] : []),
      ...file.groups.map((group) => new ImportGroup({ group, change })),
    ];
  }

  /** @param {File} file */
  #take(file) {
    void this.#working.run(t("ui-import-reading"), async () => {
      await sendFile("import_bytes", file);
      await this.#showOpened();
    });
  }

  #choose() {
    const work = async () => {
      if (await call("import_open")) await this.#showOpened();
    };
    void this.#working.run(t("ui-import-reading"), work, { asks: true });
  }

  #readText() {
    void this.#working.run(t("ui-import-reading"), async () => {
      /** @type {CardReading|null} */
      const card = await call("import_text", { text: this.#paste.value });
      if (card === null) await this.#showOpened();
      else this.#review.open(card);
    });
  }

  async #showOpened() {
    await refresh();
    focusHeading(this);
  }

  /** @param {ImportChange} change */
  #change(change) {
    this.#choosing = this.#choosing.then(() => this.#changeNow(change));
  }

  /** @param {ImportChange} change */
  async #changeNow(change) {
    try {
      const { view } = await call("import_change", { change });
      if (this.isConnected) keepFocus(this, () => this.show(view));
    } catch (error) {
      tell(error);
      await refresh();
    }
  }

  #takeOver() {
    void this.#working.run(t("ui-import-working"), async () => {
      await this.#choosing;
      await act("import_take", {}, { page: false });
    });
  }

  async #close() {
    const { view } = await call("import_close");
    this.show(view);
    focusHeading(this);
  }
}

export const registerImportPage = () => customElements.define("import-page", ImportPage);
