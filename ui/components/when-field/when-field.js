// <when-field>: a text field for a day or a time in the user's own words, with the system's picker beside it. A choice
// in the picker is written into the text, and the text is what counts.
//
//   const field = new WhenField({ label: t("ui-touch-when"), pick: "datetime-local", sense: { kind: "ahead" } });
//   field.text             the text field inside, with value, problem(), note()
//   field.understood = preview.start_value    the value at which the picker opens
//   sense: how the text is read. With it, the field shows how it was understood; without it, the form does.

import { element } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { call } from "../../lib/ipc.js";
import { t } from "../../lib/l10n.js";
import { Latest } from "../../lib/latest.js";
import { tell } from "../../lib/navigation.js";
import { TextField } from "../text-field/text-field.js";

/** @typedef {import("../text-field/text-field.js").TextFieldOptions} TextFieldOptions */
/** @typedef {import("../../../src-tauri/bindings/Sense").Sense} Sense */
/** @typedef {import("../../../src-tauri/bindings/WhenRead").WhenRead} WhenRead */

const READ_PAUSE_MS = 150;
const PROBLEM_PAUSE_MS = 300;

export class WhenField extends HTMLElement {
  /** @type {HTMLInputElement} */
  #picker;

  #timer = 0;
  #readings = new Latest();

  /** @param {TextFieldOptions & { pick: "date"|"datetime-local", sense?: Sense }} options */
  constructor({ pick, sense, ...options }) {
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
    if (sense) this.#readItself(sense);
  }

  /** @param {Sense} sense */
  #readItself(sense) {
    this.text.input.addEventListener("input", () => {
      this.text.problem("");
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => void this.#read(sense).catch(tell), READ_PAUSE_MS);
    });
    this.text.input.addEventListener("change", () => {
      clearTimeout(this.#timer);
      // After a short delay, so that nothing moves while the pointer is on its way to a button.
      this.#timer = window.setTimeout(() => {
        this.#read(sense).then((problem) => problem && this.text.problem(problem), tell);
      }, PROBLEM_PAUSE_MS);
    });
    void this.#read(sense).catch(tell);
  }

  /**
   * @param {Sense} sense
   * @returns {Promise<string>} why the text cannot be read; "" if it can
   */
  async #read(sense) {
    const isLatest = this.#readings.begin();
    const asked = this.text.value;
    /** @type {WhenRead} */
    const { text, value, problem } = await call("when_read", { text: asked, sense });
    if (!isLatest() || asked !== this.text.value) return "";
    this.text.note(text);
    this.understood = value;
    return problem;
  }

  /** @param {string} value in the format of the picker's input type; "" for none */
  set understood(value) {
    if (value && this.#picker.value !== value) this.#picker.value = value;
  }

  #open() {
    try {
      this.#picker.showPicker();
    } catch {
      this.#picker.focus(); // An engine without a picker still lets the user type the parts.
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
