// <interviewer-list>: the cards of an interview, one for each person. Known contacts can be added with a click, and a
// file that is dropped or pasted anywhere in the window is read as cards.
//
//   const list = new InterviewerList({ interviewers, lead, fresh: true, known, zones });
//   list.value            { interviewers, lead }, without untouched cards
//   list.field(1, "name") a field of the second of these cards; it dispatches "input" when cards come and go

import { fileCatcher } from "../../lib/files.js";
import { element, freshId } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { call } from "../../lib/ipc.js";
import { t } from "../../lib/l10n.js";
import { notice, tell } from "../../lib/navigation.js";
import { emptyCard } from "../card-fields/card-fields.js";
import { InterviewerCard } from "../interviewer-card/interviewer-card.js";
import { CardReader } from "./card-reader.js";

/** @typedef {import("../../../src-tauri/bindings/FormCard").FormCard} FormCard */
/** @typedef {import("../../../src-tauri/bindings/InterviewerForm").InterviewerForm} InterviewerForm */
/** @typedef {import("../../../src-tauri/bindings/KnownCard").KnownCard} KnownCard */
/** @typedef {import("../../../src-tauri/bindings/KnownContact").KnownContact} KnownContact */

export class InterviewerList extends HTMLElement {
  #group = freshId("lead");
  #cards = element`<div class="cards"></div>`;
  /** @type {HTMLElement} */
  #add;
  /** @type {string} */
  #zones;
  #fresh = false;
  #reader = new CardReader({ take: (cards) => this.#insertRead(cards) });
  #catcher = fileCatcher(this, (file) => this.#reader.file(file));

  /**
   * @param {{ interviewers: InterviewerForm[], lead: number|null, fresh: boolean, known: KnownContact[], zones: string }} options
   *   fresh: whether the application is new; then the first card is the main contact unless another is chosen
   */
  constructor({ interviewers, lead, fresh, known, zones }) {
    super();
    this.#zones = zones;
    this.#fresh = fresh;
    this.#add = element`<button type="button" @click="${() => this.#insert({ contact: null, card: emptyCard(), spoke_about: "" }, true)}">
      ${icon("plus")} ${t("ui-form-card-add")}</button>`;
    this.append(
      this.#cards,
      element`<div class="add">${this.#add}
        <button type="button" data-control="read" @click="${() => this.#reader.open()}">${icon("import")} ${t("ui-form-card-read")}…</button>${known.map((contact) => this.#knownButton(contact))}</div>`,
    );
    for (const interviewer of interviewers) this.#insert(interviewer, false);
    const cards = this.#all();
    const chosen = lead ?? (fresh ? 0 : null);
    for (const [at, card] of cards.entries()) card.lead = at === chosen;
    this.addEventListener("remove", (event) => this.#remove(event.target));
  }

  connectedCallback() {
    this.#catcher.start();
  }

  disconnectedCallback() {
    this.#catcher.stop();
  }

  /** @returns {{ interviewers: InterviewerForm[], lead: number|null }} */
  get value() {
    const cards = this.#kept();
    const lead = cards.findIndex((card) => card.lead);
    return { interviewers: cards.map((card) => card.value), lead: lead < 0 ? null : lead };
  }

  /**
   * @param {number} index among the cards that are kept
   * @param {string} path
   */
  field(index, path) {
    return this.#kept()[index]?.field(path);
  }

  reveal() {
    for (const card of this.#all()) card.reveal();
  }

  /** @returns {InterviewerCard[]} */
  #all() {
    return [...this.#cards.children].filter((card) => card instanceof InterviewerCard);
  }

  #kept() {
    return this.#all().filter((card) => !card.untouched);
  }

  /**
   * @param {InterviewerForm} interviewer
   * @param {boolean} focus
   */
  #insert(interviewer, focus) {
    const lead = this.#fresh && this.#cards.childElementCount === 0;
    const card = new InterviewerCard({ interviewer, lead, zones: this.#zones, group: this.#group });
    this.#cards.append(card);
    if (focus) {
      card.focusName();
      this.#changed();
    }
    return card;
  }

  /** @param {FormCard[]} cards */
  #insertRead(cards) {
    if (!this.isConnected) return;
    this.#dropUntouched();
    const inserted = cards.map(({ card, remark, known }) => {
      const made = this.#insert({ contact: null, card, spoke_about: "" }, false);
      const take = known && element`<button type="button" data-look="link" @click="${() => this.#takeKnown(known, made)}">${t("ui-form-card-known")}</button>`;
      if (remark || take) made.remark(remark, take ?? false);
      return made;
    });
    inserted[0]?.focusName();
    this.#changed();
  }

  /**
   * @param {KnownCard} known a person in the records, with the card that was read filled in
   * @param {InterviewerCard} read the card that is replaced; what was typed on it about the talk is kept
   */
  #takeKnown({ contact, card }, read) {
    const { lead, value } = read;
    read.remove();
    const made = this.#insert({ contact, card, spoke_about: value.spoke_about }, true);
    if (lead) made.lead = true;
  }

  #dropUntouched() {
    for (const each of this.#all()) if (each.untouched) each.remove();
  }

  /** @param {EventTarget|null} card */
  #remove(card) {
    if (!(card instanceof InterviewerCard)) return;
    const next = card.nextElementSibling ?? card.previousElementSibling;
    const [led, at] = [card.lead, this.#all().indexOf(card)];
    card.remove();
    const first = this.#all()[0];
    if (led && first && this.#fresh) first.lead = true;
    if (!card.untouched) notice(t("ui-form-card-removed"), () => this.#putBack(card, at, led));
    if (next instanceof InterviewerCard) next.focusName();
    else this.#add.focus();
    this.#changed();
  }

  /**
   * @param {InterviewerCard} card
   * @param {number} at the position it had
   * @param {boolean} led whether it was the main contact
   */
  #putBack(card, at, led) {
    this.#cards.insertBefore(card, this.#cards.children[at] ?? null);
    if (led) card.lead = true;
    card.focusName();
    this.#changed();
  }

  /** @param {KnownContact} contact */
  #knownButton(contact) {
    return element`<button type="button" title="${contact.line}" @click="${(/** @type {Event} */ event) => void this.#addKnown(contact.id, /** @type {Element} */ (event.currentTarget))}">
      ${icon("plus")} <bdi>${contact.name}</bdi></button>`;
  }

  /**
   * @param {number} id
   * @param {Element} button that was pressed
   */
  async #addKnown(id, button) {
    try {
      const { card } = (await call("show", { page: { page: "person", id } })).view;
      if (!button.isConnected) return; // the button was pressed twice
      button.remove();
      this.#dropUntouched();
      this.#insert({ contact: id, card, spoke_about: "" }, true);
    } catch (error) {
      tell(error);
    }
  }

  #changed() {
    this.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

export const registerInterviewerList = () => customElements.define("interviewer-list", InterviewerList);
