// <step-list>: the steps of a day or of an application, on one sheet. Thank-yous that belong together have a heading
// with one button for all.
//
//   const list = new StepList({ place: true }); list.show(steps, bundles)

import { element } from "../../lib/html.js";
import { showList } from "../../lib/lists.js";
import { act, tell } from "../../lib/navigation.js";
import { StepRow } from "../step-row/step-row.js";

/** @typedef {import("../../../src-tauri/bindings/StepRow").StepRow} Step */
/** @typedef {import("../../../src-tauri/bindings/Bundle").Bundle} Bundle */

export class StepList extends HTMLElement {
  #list = element`<ul class="sheet"></ul>`;
  #place;

  /** @param {{ place?: boolean }} options place: whether each row says which application it belongs to */
  constructor({ place = true } = {}) {
    super();
    this.#place = place;
    this.append(this.#list);
  }

  /**
   * @param {Step[]} steps
   * @param {Bundle[]} [bundles]
   */
  show(steps, bundles = []) {
    /** @type {({ step: Step, bundle: null } | { step: null, bundle: Bundle })[]} */
    const lines = steps.flatMap((step) => {
      const bundle = bundles.find(({ steps: [first] }) => first === step.step);
      return [...(bundle ? [{ step: null, bundle }] : []), { step, bundle: null }];
    });
    showList(this.#list, lines, ({ step, bundle }) => step?.step ?? `bundle:${bundle?.steps[0]}`, ({ step, bundle }) =>
      step ? this.#row(step) : headOf(bundle),
    );
  }

  /** @param {Step} step */
  #row(step) {
    const row = element`<li data-row="${step.step}"></li>`;
    row.append(new StepRow({ step, place: this.#place }));
    return row;
  }
}

/** @param {Bundle} bundle */
function headOf({ title, label, steps }) {
  return element`<li class="bundle" data-row="bundle:${steps[0]}" data-arrows="none"><p><bdi>${title}</bdi></p>
    <button type="button" data-control="all" data-first @click="${() => act("steps_done", { steps }).catch(tell)}">${label}</button></li>`;
}

export const registerStepList = () => customElements.define("step-list", StepList);
