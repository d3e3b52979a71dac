// <figure-tables>: a sentence, and figures with a bar for each. They are tables, so they need no separate text for
// screen readers.
//
//   const figures = new FigureTables(); figures.show(view)

import { element, find } from "../../lib/html.js";

/** @typedef {import("../../../src-tauri/bindings/RepliesView").RepliesView} RepliesView */
/** @typedef {import("../../../src-tauri/bindings/Figure").Figure} Figure */

export class FigureTables extends HTMLElement {
  #sentence = element`<p class="sentence"></p>`;
  #tables = element`<div class="tables"></div>`;

  constructor() {
    super();
    this.append(this.#sentence, this.#tables);
  }

  /** @param {RepliesView} view */
  show({ sentence, tables }) {
    this.#sentence.textContent = sentence;
    this.#tables.replaceChildren(
      ...tables.map(({ title, rows }) => {
        const table = element`<table><caption>${title}</caption><tbody></tbody></table>`;
        find(table, "tbody").append(...rows.map(rowOf));
        return table;
      }),
    );
  }
}

/** @param {Figure} figure */
function rowOf({ label, count, share }) {
  const row = element`<tr><th scope="row">${label}</th><td class="bar"><span></span></td><td class="count">${count}</td></tr>`;
  // It sets the style object, because the page allows no style attributes.
  find(row, ".bar span").style.inlineSize = `${share}%`;
  find(row, ".bar span").hidden = count === 0;
  return row;
}

export const registerFigureTables = () => customElements.define("figure-tables", FigureTables);
