// <day-picks>: the days of the week, each on or off; its value is "mon,tue".
//
//   const days = new DayPicks({ label, hint, choices, value: "mon,tue" }); days.value

import { element, freshId } from "../../lib/html.js";

export class DayPicks extends HTMLElement {
  #problem = element`<p class="problem" hidden></p>`;

  /** @param {{ label: string, hint: string, choices: { value: string, label: string }[], value: string }} options */
  constructor({ label, hint, choices, value }) {
    super();
    const id = freshId("days");
    this.#problem.id = id;
    this.append(
      element`<span class="question" id="${id}-label">${label}</span>`,
      element`<div class="days" role="group" aria-labelledby="${id}-label" aria-describedby="${id}">${choices.map(
        (day) => element`<label><input type="checkbox" value="${day.value}"><span>${day.label}</span></label>`,
      )}</div>`,
      this.#problem,
    );
    if (hint) this.append(element`<p class="hint">${hint}</p>`);
    this.value = value;
  }

  get value() {
    return this.#boxes().filter((box) => box.checked).map((box) => box.value).join(",");
  }

  set value(value) {
    const days = new Set(value.split(",").map((day) => day.trim()));
    for (const box of this.#boxes()) box.checked = days.has(box.value);
  }

  get input() {
    return /** @type {HTMLInputElement} */ (this.#boxes()[0]);
  }

  /** @param {string} text */
  problem(text) {
    this.#problem.textContent = text;
    this.#problem.hidden = !text;
  }

  /** @returns {HTMLInputElement[]} */
  #boxes() {
    return [...this.querySelectorAll("input")];
  }
}

export const registerDayPicks = () => customElements.define("day-picks", DayPicks);
