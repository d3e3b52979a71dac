// <select-field>: a labelled list to choose from, with a sentence if something is wrong.
//
//   const field = new SelectField({ label, choices: [{ value, label }], value });
//   field.value; it dispatches "change"

import { element, freshId } from "../../lib/html.js";

export class SelectField extends HTMLElement {
  /** @type {HTMLSelectElement} */
  #select;
  #problem;

  /** @param {{ label: string, choices: { value: string, label: string }[], value: string, hint?: string }} options */
  constructor({ label, choices, value, hint }) {
    super();
    const id = freshId("select");
    this.#problem = element`<p class="problem" id="${id}-problem" hidden></p>`;
    this.#select = /** @type {HTMLSelectElement} */ (
      element`<select id="${id}" aria-describedby="${id}-problem${hint ? ` ${id}-hint` : ""}">${choices.map(
        (choice) => element`<option value="${choice.value}" ?selected="${choice.value === value}">${choice.label}</option>`,
      )}</select>`
    );
    this.append(element`<label for="${id}">${label}</label>`, this.#select, this.#problem);
    if (hint) this.append(element`<p class="hint" id="${id}-hint">${hint}</p>`);
  }

  get value() {
    return this.#select.value;
  }

  set value(value) {
    this.#select.value = value;
  }

  get input() {
    return this.#select;
  }

  /** @param {string} text */
  problem(text) {
    this.#problem.textContent = text;
    this.#problem.hidden = !text;
    if (text) this.#select.setAttribute("aria-invalid", "true");
    else this.#select.removeAttribute("aria-invalid");
  }
}

export const registerSelectField = () => customElements.define("select-field", SelectField);
