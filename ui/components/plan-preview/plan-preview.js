// <plan-preview>: the plan that follows from the interview being typed, as a line of dots.
//
//   const plan = new PlanPreview(); plan.show(preview);

import { element, find } from "../../lib/html.js";
import { t } from "../../lib/l10n.js";
import { showList } from "../../lib/lists.js";

/** @typedef {import("../../../src-tauri/bindings/Preview").Preview} Preview */
/** @typedef {import("../../../src-tauri/bindings/PreviewStep").PreviewStep} PreviewStep */

export class PlanPreview extends HTMLElement {
  constructor() {
    super();
    this.append(element`<div>
      <h2>${t("ui-form-plan")}</h2>
      <ol></ol>
      <p class="closing"></p>
    </div>`);
  }

  /** @param {Preview} preview */
  show({ plan, closing }) {
    showList(
      find(this, "ol"),
      plan.map((step, at) => ({ ...step, at })),
      ({ at }) => String(at),
      ({ when, text, why }) => element`<li><span class="when">${when}</span><bdi>${text}</bdi>${why && element`<span class="why">${why}</span>`}</li>`,
    );
    find(this, ".closing").textContent = plan.length ? closing : t("ui-form-plan-empty");
    this.classList.toggle("empty", plan.length === 0);
  }
}

export const registerPlanPreview = () => customElements.define("plan-preview", PlanPreview);
