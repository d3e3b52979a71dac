// <import-columns>: the columns of a table that was read, each with its meaning.
//
//   new ImportColumns({ file, open: true, change: (change) => ... })     an ImportFile, an ImportChange

import { element, find, freshId } from "../../lib/html.js";
import { t } from "../../lib/l10n.js";
import { pickList } from "../import-group/pick-list.js";

/** @typedef {import("../../../src-tauri/bindings/ImportChange").ImportChange} ImportChange */
/** @typedef {import("../../../src-tauri/bindings/ImportFile").ImportFile} ImportFile */
/** @typedef {ImportFile["columns"][number]} Column */

export class ImportColumns extends HTMLElement {
  #meanings;
  #change;

  /** @param {{ file: ImportFile, open: boolean, change(change: ImportChange): void }} options open: whether it is unfolded */
  constructor({ file: { columns, meanings, unknown }, open, change }) {
    super();
    this.#meanings = meanings;
    this.#change = change;
    this.append(
      element`<details class="columns" ?open="${open}">
        <summary>${t("ui-import-columns")}</summary>
        ${unknown && element`<p class="hint">${t("ui-import-columns-hint")}</p>`}
        <ul class="sheet plain">${columns.map((column, at) => this.#row(column, at))}</ul>
      </details>`,
    );
  }

  /** Whether the list is unfolded. */
  get open() {
    return find(this, "details").hasAttribute("open");
  }

  /**
   * @param {Column} column
   * @param {number} at
   */
  #row({ name, sample, meaning }, at) {
    const id = freshId("column");
    const list = pickList({
      picks: this.#meanings,
      value: meaning,
      labelledBy: id,
      choose: (chosen) => this.#change({ kind: "column", column: at, meaning: chosen }),
    });
    return element`<li data-row="column:${at}">
      <span class="name" id="${id}" dir="auto">${name}</span>
      <span class="sample" dir="auto">${sample}</span>
      ${list}
    </li>`;
  }
}

export const registerImportColumns = () => customElements.define("import-columns", ImportColumns);
