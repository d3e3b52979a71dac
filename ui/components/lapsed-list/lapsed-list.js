// <lapsed-list>: steps that lapsed, shown without emphasis.
//
//   const list = new LapsedList(); list.show(view.lapsed)

import { element } from "../../lib/html.js";
import { showList } from "../../lib/lists.js";
import { hashOf } from "../../lib/router.js";

/** @typedef {import("../../../src-tauri/bindings/LapsedRow").LapsedRow} LapsedRow */

export class LapsedList extends HTMLElement {
  #list = element`<ul></ul>`;

  constructor() {
    super();
    this.append(this.#list);
  }

  /** @param {LapsedRow[]} rows */
  show(rows) {
    showList(
      this.#list,
      rows,
      ({ title, place, application }) => `${application} ${place} ${title}`,
      ({ title, place, text, application }) => element`<li data-row="lapsed:${application}:${title}">
        <bdi>${title}</bdi>
        <a href="${hashOf({ page: "application", id: application })}" data-control="place"><bdi>${place}</bdi></a>
        <span>${text}</span>
      </li>`,
    );
  }
}

export const registerLapsedList = () => customElements.define("lapsed-list", LapsedList);
