// <backup-list>: backups with what is in each, and what can be done with it.
//
//   const list = new BackupList([{ label, control, run: (row) => … }]); list.show(rows)

import { element } from "../../lib/html.js";

/** @typedef {import("../../../src-tauri/bindings/BackupRow").BackupRow} BackupRow */
/** @typedef {{ label: string, control: string, sure?: string, always?: boolean, run(row: BackupRow): void }} Action always: whether it is offered for an unreadable backup too; sure: the label that asks for a second press */

export class BackupList extends HTMLElement {
  #list = element`<ul class="sheet"></ul>`;
  /** @type {Action[]} */
  #actions;

  /** @param {Action[]} [actions] */
  constructor(actions = []) {
    super();
    this.#actions = actions;
    this.append(this.#list);
  }

  /** @param {BackupRow[]} rows */
  show(rows) {
    this.hidden = rows.length === 0;
    this.#list.replaceChildren(...rows.map((row) => this.#row(row)));
  }

  /** @param {BackupRow} row */
  #row(row) {
    const fitting = this.#actions.filter(({ always }) => always || row.readable);
    return element`<li data-row="backup:${row.name}">
      <div>
        <p class="when">${row.when} <span class="why">${row.why}</span></p>
        <p>${row.holds}</p>
        ${row.last && element`<p class="last" dir="auto">${row.last}</p>`}
      </div>
      <div class="tools">${fitting.map(
        ({ label, control, sure, run }, at) => element`<button type="button" data-control="${control}" ?data-first="${at === 0}"
          aria-label="${label}: ${row.when}" @click="${sure === undefined ? () => run(row) : ask(sure, row, run)}">${label}</button>`,
      )}</div>
    </li>`;
  }
}

/**
 * Asks for a second press, by changing the label of the button, because this cannot be undone.
 * @param {string} sure
 * @param {BackupRow} row
 * @param {(row: BackupRow) => void} run
 * @returns {(event: Event) => void}
 */
const ask = (sure, row, run) => ({ currentTarget }) => {
  if (!(currentTarget instanceof HTMLElement)) return;
  if (currentTarget.textContent === sure) return run(row);
  currentTarget.textContent = sure;
  currentTarget.setAttribute("aria-label", `${sure}: ${row.when}`);
};

export const registerBackupList = () => customElements.define("backup-list", BackupList);
