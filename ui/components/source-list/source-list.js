// <source-list>: the notes and the last events on which a draft or a call is based.
//
//   const list = new SourceList(); list.show(view.sources)

import { element } from "../../lib/html.js";
import { t } from "../../lib/l10n.js";

/** @typedef {import("../../../src-tauri/bindings/SourceNote").SourceNote} SourceNote */

export class SourceList extends HTMLElement {
  #print = "";

  /** @param {SourceNote[]} sources */
  show(sources) {
    const print = JSON.stringify(sources);
    if (print === this.#print) return;
    this.#print = print;
    this.replaceChildren(
      sources.length
        ? element`<dl>${sources.map(({ label, text }) => element`<div><dt>${label}</dt><dd dir="auto">${text}</dd></div>`)}</dl>`
        : element`<p>${t("ui-write-sources-none")}</p>`,
    );
  }
}

export const registerSourceList = () => customElements.define("source-list", SourceList);
