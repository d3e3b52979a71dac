// <choice-pills>: a question with a few answers, one of which is chosen: radio buttons that look like pills.
//
//   const pills = new ChoicePills({ label: t("ui-reply-meaning"), choices: [{ value: "offer", label: t("...") }], value: "offer" });
//   pills.value; it dispatches "change"

import { element, freshId } from "../../lib/html.js";

/** @typedef {{ value: string, label: string }} Choice */

export class ChoicePills extends HTMLElement {
  #name = freshId("choice");
  #box;
  #problem = element`<p class="problem" hidden></p>`;

  /** @param {{ label: string, choices: Choice[], value: string, spoken?: boolean }} options */
  constructor({ label, choices, value, spoken }) {
    super();
    this.#problem.id = `${this.#name}-problem`;
    this.#box = element`<div class="pills"></div>`;
    this.append(
      element`<fieldset aria-describedby="${this.#problem.id}">
        <legend class="${spoken ? "spoken" : null}">${label}</legend>${this.#box}
      </fieldset>`,
      this.#problem,
    );
    this.offer(choices, value);
  }

  /**
   * @param {Choice[]} choices
   * @param {string} value
   */
  offer(choices, value) {
    this.#box.replaceChildren(
      ...choices.map(
        (choice) => element`<label><input type="radio" name="${this.#name}" value="${choice.value}"
          ?checked="${choice.value === value}"><span>${choice.label}</span></label>`,
      ),
    );
  }

  get value() {
    const chosen = this.querySelector("input:checked");
    return chosen instanceof HTMLInputElement ? chosen.value : "";
  }

  set value(value) {
    for (const input of this.querySelectorAll("input")) input.checked = input.value === value;
  }

  get input() {
    return /** @type {HTMLInputElement} */ (this.querySelector("input:checked") ?? this.querySelector("input"));
  }

  /** @param {string} text */
  problem(text) {
    this.#problem.textContent = text;
    this.#problem.hidden = !text;
  }
}

export const registerChoicePills = () => customElements.define("choice-pills", ChoicePills);
