// <panel-head>: the head of the Write and the Call panel: whom, which application, why now, and what to know before.
//
//   const head = new PanelHead(); head.show(view.head)     a PanelHead of the bindings

import { element, find } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { t } from "../../lib/l10n.js";
import { hashOf } from "../../lib/router.js";

/** @typedef {import("../../../src-tauri/bindings/PanelHead").PanelHead} Head */

export class PanelHead extends HTMLElement {
  constructor() {
    super();
    this.append(
      element`<a class="back" href="#/today">${icon("back")}${t("ui-write-back-today")}</a>`,
      element`<h1 tabindex="-1"></h1>`,
      element`<p class="subline"><a class="place"><bdi></bdi></a></p>`,
      element`<p class="why"></p>`,
      element`<p class="guard" role="status" hidden></p>`,
      element`<p class="advice" hidden></p>`,
    );
  }

  /** @param {Head} head */
  show({ title, place, why, warning, advice, application }) {
    find(this, "h1").textContent = title;
    find(this, ".place bdi").textContent = place;
    find(this, ".place").setAttribute("href", hashOf({ page: "application", id: application }));
    const lines = { why, guard: warning ?? "", advice: advice ?? "" };
    for (const [name, text] of Object.entries(lines)) {
      const line = find(this, `.${name}`);
      if (line.textContent !== text) line.textContent = text;
      line.hidden = !text;
    }
  }
}

export const registerPanelHead = () => customElements.define("panel-head", PanelHead);
