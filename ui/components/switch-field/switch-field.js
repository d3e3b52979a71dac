// <switch-field>: a switch, on or off; its value is "true" or "false".
//
//   const field = new SwitchField({ label, hint, value: "true" }); field.value

import { element, freshId } from "../../lib/html.js";

export class SwitchField extends HTMLElement {
  /** @type {HTMLInputElement} */
  #box;
  #problem = element`<p class="problem" hidden></p>`;

  /** @param {{ label: string, hint: string, value: string }} options */
  constructor({ label, hint, value }) {
    super();
    const id = freshId("switch");
    this.#problem.id = id;
    this.#box = /** @type {HTMLInputElement} */ (element`<input type="checkbox" role="switch" aria-describedby="${id}">`);
    this.append(element`<label>${this.#box}<span>${label}</span></label>`, this.#problem);
    if (hint) this.append(element`<p class="hint">${hint}</p>`);
    this.value = value;
  }

  get value() {
    return String(this.#box.checked);
  }

  set value(value) {
    this.#box.checked = value === "true";
  }

  get input() {
    return this.#box;
  }

  /** @param {string} text */
  problem(text) {
    this.#problem.textContent = text;
    this.#problem.hidden = !text;
  }
}

export const registerSwitchField = () => customElements.define("switch-field", SwitchField);
