// <sheet-preview>: a preview of a file to be written or printed: its heading, the lines above its table, and the table.
//
//   const preview = new SheetPreview({ labelledBy: "id" }); preview.show(made.sheet)     a SheetView

import { element } from "../../lib/html.js";

/** @typedef {import("../../../src-tauri/bindings/SheetView").SheetView} SheetView */

export class SheetPreview extends HTMLElement {
  /** @param {{ labelledBy: string }} options the id of its heading */
  constructor({ labelledBy }) {
    super();
    this.className = "paper sheet";
    this.tabIndex = 0; // so that it can be scrolled with the keys
    this.setAttribute("role", "region");
    this.setAttribute("aria-labelledby", labelledBy);
  }

  /** @param {SheetView} sheet */
  show({ title, lines, labels, rows, more }) {
    this.replaceChildren(
      element`<p class="title">${title}</p>`,
      ...lines.map((line) => element`<p class="about">${line}</p>`),
      tableOf(labels, rows),
      ...(more ? [element`<p class="more">${more}</p>`] : []),
    );
  }
}

/**
 * @param {string[]} labels
 * @param {string[][]} rows
 */
function tableOf(labels, rows) {
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  for (const label of labels) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = label;
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const text of row) {
      const cell = line.insertCell();
      cell.dir = "auto";
      cell.textContent = text;
    }
  }
  return table;
}

export const registerSheetPreview = () => customElements.define("sheet-preview", SheetPreview);
