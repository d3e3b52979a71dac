// <person-card>: one person's namecard, to read, and to edit in place. While it is being edited, `show` leaves it alone.
//
//   const card = new PersonCard(); card.show(view)     a PersonView of the contract

import { element, find } from "../../lib/html.js";
import { Refusal } from "../../lib/ipc.js";
import { t } from "../../lib/l10n.js";
import { act, tell } from "../../lib/stage.js";
import { CardFields } from "../card-fields/card-fields.js";
import { EraseDialog } from "../erase-dialog/erase-dialog.js";
import { LinkLine } from "../link-line/link-line.js";

/** @typedef {import("../../../src-tauri/bindings/PersonView").PersonView} PersonView */

const ZONES = "person-zones";

export class PersonCard extends HTMLElement {
  /** @type {PersonView|null} */
  #view = null;
  /** @type {CardFields|null} */
  #fields = null;
  #print = "";

  /** @param {PersonView} view */
  show(view) {
    this.#view = view;
    const print = JSON.stringify([view.card, view.links]);
    if (this.#fields || print === this.#print) return;
    this.#print = print;
    this.#read();
  }

  #read() {
    if (!this.#view) return;
    this.#fields = null;
    const { card, links } = this.#view;
    const only = { "": "", email: t("ui-card-only-email"), phone: t("ui-card-only-phone") }[card.only];
    const lines = [card.address, [card.zone, only].filter(Boolean).join(" · ")].filter(Boolean);
    this.replaceChildren(
      element`<div class="sheet">
        <p class="work" dir="auto">${card.title}${card.title && card.company && element`<br>`}${card.company}</p>
        ${new LinkLine({ links })}
        ${lines.map((line) => element`<p class="line" dir="auto">${line}</p>`)}
        ${card.note && element`<p class="note" dir="auto">${card.note}</p>`}
        <div class="actions">
          <button type="button" data-control="edit" @click="${() => this.#edit()}">${t("ui-person-edit")}</button>
          <button type="button" data-look="bare" @click="${() => this.#erase()}">${t("ui-person-erase")}</button>
        </div>
      </div>`,
    );
  }

  #erase() {
    if (this.#view) EraseDialog.open({ person: this.#view.id, title: this.#view.erase_title });
  }

  #edit() {
    if (!this.#view) return;
    const { card, zones } = this.#view;
    this.#fields = new CardFields({ card, zones: ZONES, open: true });
    this.replaceChildren(
      element`<form class="sheet" novalidate @submit="${(/** @type {Event} */ event) => void this.#save(event)}"
        @keydown="${(/** @type {KeyboardEvent} */ event) => this.#key(event)}">
        ${this.#fields}
        <datalist id="${ZONES}">${zones.map((zone) => element`<option value="${zone}"></option>`)}</datalist>
        <div class="actions">
          <button type="submit" data-look="primary">${t("ui-person-save")}</button>
          <button type="button" @click="${() => this.#stop()}">${t("ui-person-cancel")}</button>
        </div>
      </form>`,
    );
    find(this, ".name input").focus();
  }

  /** @param {Event} event */
  async #save(event) {
    event.preventDefault();
    const fields = this.#fields;
    if (!fields || !this.#view) return;
    this.#fields = null; // What the save answers is shown at once.
    try {
      if (await act("person_save", { id: this.#view.id, card: fields.value })) return this.#stop();
      this.#fields = fields;
    } catch (error) {
      this.#fields = fields;
      const field = error instanceof Refusal ? fields.field((error.field ?? "").replace(/^card\./, "")) : undefined;
      if (!field) return tell(error);
      field.problem(error instanceof Refusal ? error.message : "");
      fields.reveal();
      field.input.focus();
    }
  }

  #stop() {
    this.#read();
    find(this, "[data-control=edit]").focus();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "Escape") this.#stop();
    if (event.key === "Enter" && event.ctrlKey) void this.#save(event);
  }
}

export const registerPersonCard = () => customElements.define("person-card", PersonCard);
