// <text-field>: one labelled input or text area, with a hint, a note on how it was understood ("Monday 23 November"), a
// problem and a warning. A message never changes what was typed.
//
//   const field = new TextField({ label: t("ui-card-name"), value: card.name });
//   field.value            what is typed
//   field.problem("...")   shows a sentence, or none for ""; field.warning and field.note likewise

import { element, find, freshId } from "../../lib/html.js";

/**
 * @typedef {{
 *   label: string, value?: string, hint?: string, placeholder?: string, rows?: number, list?: string | null,
 *   type?: string, inputmode?: string, spoken?: boolean, min?: number | null, max?: number | null,
 * }} TextFieldOptions
 * rows: makes it a text area of so many rows; list: the id of a datalist; spoken: the label is only for screen readers
 */

export class TextField extends HTMLElement {
  /** @type {HTMLInputElement|HTMLTextAreaElement} */
  #input;
  /** @type {Record<"hint"|"note"|"problem"|"warning", HTMLElement>} */
  #lines;

  /** @param {TextFieldOptions} options */
  constructor({ label, value = "", hint = "", placeholder, rows, list = null, type = "text", inputmode, spoken, min, max }) {
    super();
    const id = freshId("field");
    const input = rows
      ? element`<textarea id="${id}" rows="${rows}" dir="auto" placeholder="${placeholder}"></textarea>`
      : element`<input id="${id}" type="${type}" dir="auto" autocomplete="off" placeholder="${placeholder}"
          inputmode="${inputmode}" min="${min}" max="${max}">`;
    this.#input = /** @type {HTMLInputElement|HTMLTextAreaElement} */ (input);
    this.#input.value = value;
    // Suggestions come with the first letter. On focus alone they would only cover the next field.
    if (list) input.addEventListener("input", () => input.setAttribute("list", list), { once: true });
    const line = (/** @type {string} */ look) => element`<p class="${look}" id="${id}-${look}" hidden></p>`;
    this.#lines = { hint: line("hint"), note: line("note"), problem: line("problem"), warning: line("warning") };
    this.#lines.note.setAttribute("aria-live", "polite");
    this.append(
      element`<label for="${id}" class="${spoken ? "spoken" : null}">${label}</label>`,
      element`<div class="box">${this.#input}</div>`,
      this.#lines.problem,
      this.#lines.warning,
      this.#lines.note,
      this.#lines.hint,
    );
    this.#say("hint", hint);
  }

  get value() {
    return this.#input.value;
  }

  set value(text) {
    if (this.#input.value !== text) this.#input.value = text;
  }

  get input() {
    return this.#input;
  }

  /** The element for a button that belongs to the input. */
  get box() {
    return find(this, ".box");
  }

  /** @param {string} text */
  problem(text) {
    this.#say("problem", text);
    if (text) this.#input.setAttribute("aria-invalid", "true");
    else this.#input.removeAttribute("aria-invalid");
  }

  /** @param {string} text */
  warning(text) {
    this.#say("warning", text);
  }

  /** @param {string} text */
  note(text) {
    this.#say("note", text);
  }

  /**
   * @param {"hint"|"note"|"problem"|"warning"} name
   * @param {string} text
   */
  #say(name, text) {
    const line = this.#lines[name];
    if (line.textContent !== text) line.textContent = text;
    line.hidden = !text;
    const spoken = Object.values(this.#lines).filter((each) => !each.hidden).map((each) => each.id);
    if (spoken.length) this.#input.setAttribute("aria-describedby", spoken.join(" "));
    else this.#input.removeAttribute("aria-describedby");
  }
}

export const registerTextField = () => customElements.define("text-field", TextField);
