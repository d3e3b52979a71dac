// <interviewer-card>: the card of one person in the interview form, with what was spoken about and, if there are
// several people, whether this is the main contact.
//
//   const card = new InterviewerCard({ interviewer, lead: false, zones, group: "lead-group" });
//   card.value, card.untouched, card.lead; it dispatches "remove"
//   card.remark("Not read: ...", button)    shows a remark on a card that was read

import { element, find, freshId } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { t } from "../../lib/l10n.js";
import { CardFields } from "../card-fields/card-fields.js";
import { TextField } from "../text-field/text-field.js";

/** @typedef {import("../../../src-tauri/bindings/InterviewerForm").InterviewerForm} InterviewerForm */

export class InterviewerCard extends HTMLElement {
  /** @type {number|null} */
  #contact;
  /** @type {CardFields} */
  #card;
  /** @type {TextField} */
  #spoke;
  /** @type {HTMLInputElement} */
  #lead;

  /** @param {{ interviewer: InterviewerForm, lead: boolean, zones: string, group: string }} options */
  constructor({ interviewer, lead, zones, group }) {
    super();
    const id = freshId("card");
    this.#contact = interviewer.contact;
    this.#card = new CardFields({ card: interviewer.card, zones });
    this.#spoke = new TextField({ label: t("ui-form-spoke-about"), value: interviewer.spoke_about, rows: 2 });
    this.#lead = /** @type {HTMLInputElement} */ (element`<input type="radio" name="${group}" ?checked="${lead}">`);
    this.append(
      element`<div class="sheet" role="group" aria-labelledby="${id}">
        <span id="${id}" class="spoken">${t("ui-form-card")}</span>
        ${this.#card}${this.#spoke}
        <label class="lead">${this.#lead}<span>${t("ui-form-lead")}</span></label>
        <button type="button" class="remove" data-look="bare" aria-label="${t("ui-form-card-remove")}" title="${t("ui-form-card-remove")}"
          @click="${() => this.dispatchEvent(new Event("remove", { bubbles: true }))}">${icon("close")}</button>
      </div>`,
    );
  }

  /** @returns {InterviewerForm} */
  get value() {
    return { contact: this.#contact, card: this.#card.value, spoke_about: this.#spoke.value };
  }

  get lead() {
    return this.#lead.checked;
  }

  set lead(chosen) {
    this.#lead.checked = chosen;
  }

  /** Whether nothing was typed. Such a card is left out when the form is saved. */
  get untouched() {
    if (this.#contact !== null || this.#spoke.value.trim()) return false;
    return Object.values(this.#card.value).every((value) => (Array.isArray(value) ? value.length === 0 : value.trim() === ""));
  }

  /** @param {string} path such as "name" or "spoke_about" */
  field(path) {
    return path === "spoke_about" ? this.#spoke : this.#card.field(path.replace(/^card\./, ""));
  }

  reveal() {
    this.#card.reveal();
  }

  /**
   * @param {string} text
   * @param {Node|false} action
   */
  remark(text, action) {
    find(this, ".sheet").prepend(element`<div class="remark" role="status"><p dir="auto">${text}</p>${action}</div>`);
  }

  focusName() {
    find(this, ".name input").focus();
  }
}

export const registerInterviewerCard = () => customElements.define("interviewer-card", InterviewerCard);
