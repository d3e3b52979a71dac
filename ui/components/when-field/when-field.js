// <when-field>: a text field for a day or a time in one's own words, with the system's picker beside it. Choosing in the
// picker writes into the text; the text is what counts.
//
//   const field = new WhenField({ label: t("ui-form-when"), pick: "datetime-local", picker: t("ui-when-pick") });
//   field.text             the text field inside, with value, problem(), note()
//   field.understood = preview.start_value    where the picker opens

import { element } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { t } from "../../lib/l10n.js";
import { TextField } from "../text-field/text-field.js";

/** @typedef {import("../text-field/text-field.js").TextFieldOptions} TextFieldOptions */

export class WhenField extends HTMLElement {
  /** @type {HTMLInputElement} */
  #picker;

  /** @param {TextFieldOptions & { pick: "date"|"datetime-local" }} options */
  constructor({ pick, ...options }) {
    super();
    this.text = new TextField(options);
    this.#picker = /** @type {HTMLInputElement} */ (element`<input type="${pick}" tabindex="-1" aria-hidden="true">`);
    this.#picker.addEventListener("input", (event) => {
      event.stopPropagation();
      this.#write();
    });
    this.text.box.append(
      element`<span class="picker">
        ${this.#picker}
        <button type="button" data-look="bare" title="${t("ui-when-pick")}" aria-label="${t("ui-when-pick")}"
          @click="${() => this.#open()}">${icon("calendar")}</button>
      </span>`,
    );
    this.append(this.text);
  }

  /** @param {string} value as an input of the picker's type holds it; "" for none */
  set understood(value) {
    if (value && this.#picker.value !== value) this.#picker.value = value;
  }

  #open() {
    try {
      this.#picker.showPicker();
    } catch {
      this.#picker.focus(); // An engine without a picker of its own still lets one type the parts.
    }
  }

  #write() {
    if (!this.#picker.value) return;
    this.text.value = this.#picker.value.replace("T", " ");
    this.text.input.dispatchEvent(new Event("input", { bubbles: true }));
    this.text.input.focus();
  }
}

export const registerWhenField = () => customElements.define("when-field", WhenField);
