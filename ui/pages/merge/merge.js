// <merge-page>: two people side by side, to be merged field by field or kept apart.
//
//   const page = new MergePage(); page.show(view)     a MergeView

import { element, find, freshId, html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { t } from "../../lib/l10n.js";
import { act, go, tell } from "../../lib/navigation.js";

/** @typedef {import("../../../src-tauri/bindings/MergeRow").MergeRow} MergeRow */
/** @typedef {import("../../../src-tauri/bindings/MergeView").MergeView} MergeView */
/** @typedef {import("../../../src-tauri/bindings/Side").Side} Side */

export class MergePage extends HTMLElement {
  /** The ids of the person who stays and of the one who is merged into them. */
  #pair = { keep: 0, other: 0 };
  #print = "";

  constructor() {
    super();
    this.className = "page merge";
    this.append(html`
      <header><a class="back" href="#/duplicates">${icon("back")}${t("ui-merge-back")}</a>
        <h1 tabindex="-1">${t("ui-merge-title")}</h1><p class="subline"></p></header>
      <form novalidate @submit="${(/** @type {Event} */ event) => this.#merge(event)}">
        <div class="sheet fields"></div>
        <div class="tools">
          <button type="submit" data-look="primary" data-control="merge">${t("ui-merge-save")}</button>
          <button type="button" data-control="swap" @click="${() => this.#swap()}">${t("ui-merge-swap")}</button>
          <button type="button" data-control="apart" @click="${() => this.#leaveTwo()}">${t("ui-duplicates-apart")}</button>
        </div>
      </form>
    `);
  }

  /** @param {MergeView} view */
  show(view) {
    this.#pair = { keep: view.keep, other: view.other };
    if (JSON.stringify(view) === this.#print) return; // nothing changed: keep what was chosen
    this.#print = JSON.stringify(view);
    find(this, ".subline").textContent = view.text;
    find(this, ".fields").replaceChildren(
      element`<div class="sides heads"><p><strong>${t("ui-merge-stays")}</strong><br>${view.first}</p><p><strong>${t("ui-merge-goes")}</strong><br>${view.second}</p></div>`,
      ...view.rows.map(fieldOf),
    );
  }

  /** @param {Event} event */
  #merge(event) {
    event.preventDefault();
    /** @type {Record<string, Side>} */
    const chosen = {};
    for (const input of this.querySelectorAll("input:checked")) {
      if (input instanceof HTMLInputElement) chosen[input.dataset.field ?? ""] = /** @type {Side} */ (input.value);
    }
    const page = { page: "person", id: this.#pair.keep };
    void act("people_merge", { ...this.#pair, chosen, page }).catch(tell);
  }

  #swap() {
    const { keep, other } = this.#pair;
    go({ page: "merge", keep: other, other: keep });
  }

  #leaveTwo() {
    const { keep, other } = this.#pair;
    void act("people_apart", { one: keep, other, page: { page: "duplicates" } }).catch(tell);
  }
}

/** @param {MergeRow} row */
function fieldOf({ field, label, first, second, sides }) {
  const name = freshId("field");
  /** @param {Side} side @param {string} text */
  const side = (side, text) =>
    sides.includes(side)
      ? element`<label><input type="radio" name="${name}" value="${side}" data-field="${field}" ?checked="${sides[0] === side}"><span dir="auto">${text}</span></label>`
      : element`<p dir="auto">${text}</p>`;
  return element`<fieldset>
    <legend>${label}</legend>
    <div class="sides">${side("keep", first)}${side("other", second)}</div>
    ${sides.includes("both") && element`<div class="both">${side("both", t("ui-merge-both"))}</div>`}
  </fieldset>`;
}

export const registerMergePage = () => customElements.define("merge-page", MergePage);
