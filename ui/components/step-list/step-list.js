// <step-list>: the steps of a day or of an application, in one sheet of paper.
//
//   const list = new StepList({ place: true }); list.show(steps)

import { element } from "../../lib/html.js";
import { showList } from "../../lib/lists.js";
import { StepRow } from "../step-row/step-row.js";

/** @typedef {import("../../../src-tauri/bindings/StepRow").StepRow} Step */

export class StepList extends HTMLElement {
  #list = element`<ul class="sheet"></ul>`;
  #place;

  /** @param {{ place?: boolean }} options place: whether each row says which application it belongs to */
  constructor({ place = true } = {}) {
    super();
    this.#place = place;
    this.append(this.#list);
  }

  /** @param {Step[]} steps */
  show(steps) {
    showList(this.#list, steps, ({ step }) => step, (step) => {
      const row = element`<li data-row="${step.step}"></li>`;
      row.append(new StepRow({ step, place: this.#place }));
      return row;
    });
  }
}

export const registerStepList = () => customElements.define("step-list", StepList);
