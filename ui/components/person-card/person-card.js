// <person-card>: one person's namecard, to read and to edit in place. Changes are saved as they are made, with a short
// note. While it is being edited, `show` does not overwrite what is typed.
//
//   const card = new PersonCard(); card.show(view)     a PersonView

import { Autosave } from "../../lib/autosave.js";
import { element, find } from "../../lib/html.js";
import { Refusal } from "../../lib/ipc.js";
import { t } from "../../lib/l10n.js";
import { act, tell } from "../../lib/navigation.js";
import { hashOf } from "../../lib/router.js";
import { CardFields } from "../card-fields/card-fields.js";
import { EraseDialog } from "../erase-dialog/erase-dialog.js";
import { LinkLine } from "../link-line/link-line.js";
import { PersonPicker } from "../person-picker/person-picker.js";
import { SavedNote } from "../saved-note/saved-note.js";
import { TextField } from "../text-field/text-field.js";

/** @typedef {import("../../../src-tauri/bindings/CardForm").CardForm} CardForm */
/** @typedef {import("../../../src-tauri/bindings/PersonView").PersonView} PersonView */

const ZONES = "person-zones";
/** Long enough that a half-typed address causes no warning; leaving a field saves at once. */
const SAVE_PAUSE_MS = 2000;

export class PersonCard extends HTMLElement {
  /** @type {PersonView|null} */
  #view = null;
  /** @type {CardFields|null} */
  #fields = null;
  #saved = new SavedNote();
  #print = "";
  /** The card as it was saved last, as JSON. */
  #kept = "";
  /** The field that shows a message now. @type {TextField|null} */
  #marked = null;
  /** @type {Autosave<CardForm|null>} */
  #autosave = new Autosave({ pause: SAVE_PAUSE_MS, read: () => this.#fields?.value ?? null, save: (card) => this.#save(card) });

  /** @param {PersonView} view */
  show(view) {
    this.#view = view;
    const card = JSON.stringify(view.card);
    if (this.#fields) {
      // The card was changed elsewhere or undone, and nothing typed waits to be saved.
      if (card !== this.#kept && this.#autosave.isKept) this.#edit(this.contains(document.activeElement));
      return;
    }
    if (JSON.stringify([view.card, view.links, view.photo, view.write, view.call]) !== this.#print) this.#read();
  }

  disconnectedCallback() {
    // Nothing is lost if the user goes to another page at once.
    void this.#autosave.flush();
  }

  #read() {
    if (!this.#view) return;
    this.#fields = null;
    this.#autosave.accept();
    const { id, card, links, lines, photo, write, call: phone } = this.#view;
    this.#print = JSON.stringify([card, links, photo, write, phone]);
    this.replaceChildren(
      element`<div class="sheet">
        ${photo && element`<img class="photo" alt="" src="${photo}">`}
        <p class="work" dir="auto">${card.title}${card.title && card.company && element`<br>`}${card.company}</p>
        ${new LinkLine({ links })}
        ${lines.map((line) => element`<p class="line" dir="auto">${line}</p>`)}
        ${card.note && element`<p class="note" dir="auto">${card.note}</p>`}
        <div class="actions">
          ${write && element`<a data-look="button" data-control="write" href="${hashOf(write)}">${t("ui-application-write")}</a>`}
          ${phone && element`<a data-look="button" data-control="call" href="${hashOf(phone)}">${t("ui-application-call")}</a>`}
          <button type="button" data-control="edit" @click="${() => this.#edit()}">${t("ui-person-edit")}</button>
          <button type="button" data-look="bare" data-control="merge" @click="${() => PersonPicker.open({ person: id })}">${t("ui-person-merge")}</button>
          <button type="button" data-look="bare" data-control="remove" @click="${() => void this.#remove()}">${t("ui-person-remove")}</button>
          <button type="button" data-look="bare" data-control="erase" @click="${() => this.#erase()}">${t("ui-person-erase")}</button>
        </div>
      </div>`,
    );
  }

  async #remove() {
    const page = /** @type {const} */ ({ page: "people", query: "", through: null });
    await act("person_remove", { id: this.#view?.id, page }).catch(tell);
  }

  #erase() {
    if (this.#view) EraseDialog.open({ person: this.#view.id, title: this.#view.erase_title });
  }

  /** @param {boolean} [focus] whether the focus goes to the first field */
  #edit(focus = true) {
    if (!this.#view) return;
    const { card, zones } = this.#view;
    this.#fields = new CardFields({ card, zones: ZONES, open: true });
    this.#autosave.accept();
    this.#kept = JSON.stringify(card);
    const later = () => {
      // The message goes here and not on saving, so that nothing moves while the pointer is on its way to a button.
      this.#marked?.problem("");
      this.#autosave.later();
    };
    this.replaceChildren(
      element`<form class="sheet" novalidate @submit="${(/** @type {Event} */ event) => void this.#stop(event)}"
        @input="${later}" @change="${() => void this.#autosave.flush()}" @keydown="${(/** @type {KeyboardEvent} */ event) => this.#key(event)}">
        ${this.#fields}
        <datalist id="${ZONES}">${zones.map((zone) => element`<option value="${zone}"></option>`)}</datalist>
        <div class="actions"><button type="submit">${t("ui-person-close")}</button>${this.#saved}</div>
      </form>`,
    );
    if (focus) find(this, ".name input").focus();
  }

  /**
   * @param {CardForm|null} card
   * @returns {Promise<boolean>} whether it was saved
   */
  async #save(card) {
    const fields = this.#fields;
    if (!card || !fields || !this.#view) return true;
    this.#marked = null;
    try {
      if (!(await this.#send(card))) throw new Error();
      this.#kept = JSON.stringify(this.#view.card);
      this.#saved.show();
      return true;
    } catch (error) {
      this.#saved.clear();
      if (!(error instanceof Refusal)) return false;
      const path = error.field ?? "";
      const field = fields.field(path);
      if (!field) {
        tell(error);
        return false;
      }
      // The other fields are saved all the same.
      const [name = ""] = path.split(".");
      await this.#send({ ...card, [name]: Reflect.get(this.#view.card, name) }).catch(() => false);
      this.#kept = JSON.stringify(this.#view.card);
      this.#marked = field;
      if (this.isConnected) {
        field.problem(error.message);
        fields.reveal();
      } else tell(error);
      return false;
    }
  }

  /** @param {CardForm} card */
  #send(card) {
    return act("person_save", { id: this.#view?.id, card }, { quiet: true });
  }

  /** @param {Event} [event] */
  async #stop(event) {
    event?.preventDefault();
    if (!(await this.#autosave.flush())) return this.#marked?.input.focus();
    this.#read();
    find(this, "[data-control=edit]").focus();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "Escape" || (event.key === "Enter" && event.ctrlKey)) void this.#stop();
  }
}

export const registerPersonCard = () => customElements.define("person-card", PersonCard);
