// <fact-list>: facts, each with its name.
//
//   const list = new FactList(); list.show([{ label, value }])

import { element } from "../../lib/html.js";

/** @typedef {import("../../../src-tauri/bindings/Fact").Fact} Fact */

export class FactList extends HTMLElement {
  #list = element`<dl></dl>`;

  constructor() {
    super();
    this.append(this.#list);
  }

  /** @param {Fact[]} facts */
  show(facts) {
    this.#list.replaceChildren(
      ...facts.map(({ label, value }) => element`<div><dt>${label}</dt><dd><bdi>${value}</bdi></dd></div>`),
    );
  }
}

export const registerFactList = () => customElements.define("fact-list", FactList);
