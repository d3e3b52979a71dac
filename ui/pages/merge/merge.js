// Two people side by side, to be made one field by field, or to be left two.

import { element, find, freshId } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { t } from "../../lib/l10n.js";
import { act, go, tell } from "../../lib/navigation.js";

/** @typedef {import("../../../src-tauri/bindings/MergeRow").MergeRow} MergeRow */
/** @typedef {import("../../../src-tauri/bindings/MergeView").MergeView} MergeView */
/** @typedef {import("../../../src-tauri/bindings/Side").Side} Side */
/** @typedef {import("../../lib/navigation.js").Page} Page */

/** @returns {Page} */
export function mergePage() {
  /** @type {MergeView} */
  let view;
  let print = "";
  const root = element`<div class="page merge">
    <header><a class="back" href="#/duplicates">${icon("back")}${t("ui-merge-back")}</a>
      <h1 tabindex="-1">${t("ui-merge-title")}</h1><p class="subline"></p></header>
    <form novalidate @submit="${merge}">
      <div class="sheet fields"></div>
      <div class="tools">
        <button type="submit" data-look="primary" data-control="merge">${t("ui-merge-save")}</button>
        <button type="button" data-control="swap" @click="${() => go({ page: "merge", keep: view.other, other: view.keep })}">${t("ui-merge-swap")}</button>
        <button type="button" data-control="apart" @click="${apart}">${t("ui-duplicates-apart")}</button>
      </div>
    </form>
  </div>`;

  /** @param {Event} event */
  function merge(event) {
    event.preventDefault();
    /** @type {Record<string, Side>} */
    const chosen = {};
    for (const input of root.querySelectorAll("input:checked")) {
      if (input instanceof HTMLInputElement) chosen[input.dataset.field ?? ""] = /** @type {Side} */ (input.value);
    }
    const page = { page: "person", id: view.keep };
    void act("people_merge", { keep: view.keep, other: view.other, chosen, page }).catch(tell);
  }

  function apart() {
    void act("people_apart", { one: view.keep, other: view.other, page: { page: "duplicates" } }).catch(tell);
  }

  /** @param {MergeRow} row */
  function field({ field, label, first, second, sides }) {
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

  return {
    root,
    /** @param {MergeView} given */
    show(given) {
      view = given;
      if (JSON.stringify(given) === print) return; // what was chosen stays
      print = JSON.stringify(given);
      find(root, ".subline").textContent = given.text;
      find(root, ".fields").replaceChildren(
        element`<div class="sides heads"><p><strong>${t("ui-merge-stays")}</strong><br>${given.first}</p><p><strong>${t("ui-merge-goes")}</strong><br>${given.second}</p></div>`,
        ...given.rows.map(field),
      );
    },
  };
}
