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
    /** The bundle of each step that is in one. */
    const within = new Map(bundles.flatMap((bundle) => bundle.steps.map((step) => [step, bundle])));
    showList(this.#list, lines, ({ step, bundle }) => step?.step ?? `bundle:${bundle?.steps[0]}`, ({ step, bundle }) =>
      step ? this.#row(step, within.get(step.step)) : headOf(bundle),
    );
  }

  /**
   * @param {Step} step
   * @param {Bundle|undefined} bundle the bundle whose heading says already what would be repeated in each row
   */
  #row(step, bundle) {
    const row = element`<li data-row="${step.step}" data-bundled="${bundle !== undefined}"></li>`;
    row.append(new StepRow({ step, place: this.#place && !bundle, why: step.why !== bundle?.why }));
    return row;
  }
}

/** @param {Bundle} bundle */
function headOf({ title, why, label, steps }) {
  return element`<li class="bundle" data-row="bundle:${steps[0]}" data-arrows="none"><div><p><bdi>${title}</bdi></p><p class="why">${why}</p></div>
    <button type="button" data-control="all" data-first @click="${() => act("steps_done", { steps }).catch(tell)}">${label}</button></li>`;
}

export const registerStepList = () => customElements.define("step-list", StepList);
