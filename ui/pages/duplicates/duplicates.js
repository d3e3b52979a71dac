// <duplicates-page>: pairs of people who may be the same person.
//
//   const page = new DuplicatesPage(); page.show(view)     a DuplicatesView

import { element, find, html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { t } from "../../lib/l10n.js";
import { act, tell } from "../../lib/navigation.js";
import { hashOf } from "../../lib/router.js";

/** @typedef {import("../../../src-tauri/bindings/DuplicatesView").DuplicatesView} DuplicatesView */

export class DuplicatesPage extends HTMLElement {
  constructor() {
    super();
    this.className = "page duplicates";
    this.append(html`
      <header><a class="back" href="#/people">${icon("back")}${t("ui-people-title")}</a>
        <h1 tabindex="-1">${t("ui-duplicates-title")}</h1><p class="subline" role="status"></p></header>
      <ul class="sheet plain"></ul>
      <p class="more"></p>
    `);
  }

  /** @param {DuplicatesView} view */
  show({ summary, more, pairs }) {
    find(this, ".subline").textContent = summary;
    find(this, ".more").textContent = more;
    const list = find(this, "ul");
    list.hidden = pairs.length === 0;
    list.replaceChildren(...pairs.map(pairRow));
  }
}

/** @param {DuplicatesView["pairs"][number]} pair */
const pairRow = ({ keep, other, first, second, why }) => element`<li class="pair" data-row="pair:${keep}:${other}">
  <div><p dir="auto">${first}</p><p dir="auto">${second}</p><p class="why">${why}</p></div>
  <div class="tools">
    <a data-look="button" data-control="compare" data-first href="${hashOf({ page: "merge", keep, other })}">${t("ui-duplicates-compare")}</a>
    <button type="button" data-control="apart" @click="${() => void act("people_apart", { one: keep, other }).catch(tell)}">${t("ui-duplicates-apart")}</button>
  </div>
</li>`;

export const registerDuplicatesPage = () => customElements.define("duplicates-page", DuplicatesPage);
