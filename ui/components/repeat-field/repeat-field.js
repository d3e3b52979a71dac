// <repeat-field>: a list of e-mail addresses or numbers, one input for each, with a button to add another. Empty ones
// are left out.
//
//   const field = new RepeatField({ label, more, add, type: "email", values: card.emails });
//   field.values        what is typed, without the empty ones
//   field.at(1)         the text field of the second of these values

import { element } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { TextField } from "../text-field/text-field.js";

export class RepeatField extends HTMLElement {
  /** @type {{ label: string, more: string, inputmode: string }} */
  #options;
  /** @type {HTMLElement} */
  #add;
  /** @type {TextField[]} */
  #fields = [];

  /** @param {{ label: string, more: string, add: string, inputmode: string, values: string[] }} options */
  constructor({ label, more, add, inputmode, values }) {
    super();
    this.#options = { label, more, inputmode };
    this.#add = element`<button type="button" class="more" data-look="bare" aria-label="${add}" title="${add}"
      @click="${() => this.#another("").input.focus()}">${icon("plus")}</button>`;
    this.append(this.#add);
    for (const value of values.length ? values : [""]) this.#another(value);
  }

  get values() {
    return this.#filled().map((field) => field.value.trim());
  }

  /** @param {number} index among the fields that are not empty */
  at(index) {
    return this.#filled()[index] ?? this.#fields[0];
  }

  #filled() {
    return this.#fields.filter((field) => field.value.trim());
  }

  /** @param {string} value */
  #another(value) {
    const { label, more, inputmode } = this.#options;
    const first = this.#fields.length === 0;
    // The type stays "text", so that the engine does not reject an unusual address that is on the card.
    const field = new TextField({ label: first ? label : more, value, inputmode, spoken: !first });
    this.#fields.push(field);
    this.insertBefore(field, this.#add);
    return field;
  }
}

export const registerRepeatField = () => customElements.define("repeat-field", RepeatField);
