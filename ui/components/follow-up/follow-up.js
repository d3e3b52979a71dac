// <follow-up>: "When may you follow up?": five pills and, for two of them, a date that can be typed in words.
//
//   const question = new FollowUp({ value: form.follow_up });
//   question.value, question.date (the field of the date)

import { t } from "../../lib/l10n.js";
import { ChoicePills } from "../choice-pills/choice-pills.js";
import { WhenField } from "../when-field/when-field.js";

/** @typedef {import("../../../src-tauri/bindings/InterviewForm").InterviewForm["follow_up"]} FollowUpForm */

/** Answers that come with a date. */
const DATED = new Set(["date", "promise"]);

export class FollowUp extends HTMLElement {
  /** @type {ChoicePills} */
  #pills;

  /** @param {{ value: FollowUpForm }} options */
  constructor({ value }) {
    super();
    this.#pills = new ChoicePills({
      label: t("ui-form-follow-up"),
      spoken: true,
      value: value.kind,
      choices: [
        { value: "nothing", label: t("ui-form-follow-up-nothing") },
        { value: "date", label: t("ui-form-follow-up-date") },
        { value: "promise", label: t("ui-form-follow-up-promise") },
        { value: "week", label: t("ui-form-follow-up-week") },
        { value: "fortnight", label: t("ui-form-follow-up-fortnight") },
      ],
    });
    this.date = new WhenField({ label: t("ui-form-follow-up-day"), placeholder: t("ui-form-follow-up-day-example"), value: value.date, pick: "date" });
    this.append(this.#pills, this.date);
    this.#pills.addEventListener("change", () => {
      this.#show();
      if (DATED.has(this.#pills.value)) this.date.text.problem("");
      this.dispatchEvent(new Event("input", { bubbles: true }));
    });
    // After a click the user types the date next, so the focus goes there. With the arrow keys they may be on the way
    // to another answer.
    this.#pills.addEventListener("click", (event) => {
      if (event.detail > 0 && event.target instanceof HTMLInputElement && DATED.has(this.#pills.value)) this.date.text.input.focus();
    });
    this.#show();
  }

  /** @returns {FollowUpForm} */
  get value() {
    const kind = /** @type {FollowUpForm["kind"]} */ (this.#pills.value);
    return { kind, date: DATED.has(kind) ? this.date.text.value : "" };
  }

  /** The field that shows a message about the answer. */
  get messages() {
    return DATED.has(this.#pills.value) ? this.date.text : this.#pills;
  }

  #show() {
    this.date.hidden = !DATED.has(this.#pills.value);
  }
}

export const registerFollowUp = () => customElements.define("follow-up", FollowUp);
