// <person-picker>: a dialog that finds another person by a search, to compare the two cards and merge them.
//
//   PersonPicker.open({ person: view.id })

import { debounce } from "../../lib/debounce.js";
import { showDialog } from "../../lib/dialogs.js";
import { element, freshId } from "../../lib/html.js";
import { call } from "../../lib/ipc.js";
import { t } from "../../lib/l10n.js";
import { Latest } from "../../lib/latest.js";
import { go, tell } from "../../lib/navigation.js";
import { TextField } from "../text-field/text-field.js";

/** @typedef {import("../../../src-tauri/bindings/PersonRow").PersonRow} PersonRow */
/** @typedef {import("../../../src-tauri/bindings/Shown").Shown} Shown */

const SEARCH_PAUSE_MS = 80;
/** How many people are offered; a longer search finds the others. */
const OFFERED = 6;

export class PersonPicker extends HTMLElement {
  #person;
  #dialog;
  /** Not of the type "search": there, Esc would clear the field and not close the dialog. */
  #search = new TextField({ label: t("ui-picker-search") });
  #list = element`<ul class="plain" aria-live="polite"></ul>`;
  #searches = new Latest();

  /** @param {{ person: number }} options */
  constructor({ person }) {
    super();
    this.#person = person;
    const title = freshId("picker");
    this.#dialog = /** @type {HTMLDialogElement} */ (
      element`<dialog aria-labelledby="${title}">
        <h2 id="${title}">${t("ui-picker-title")}</h2>
        ${this.#search}
        ${this.#list}
        <div class="actions"><button type="button" @click="${() => this.#dialog.close()}">${t("ui-dialog-close")}</button></div>
      </dialog>`
    );
    this.append(this.#dialog);
    this.#search.input.addEventListener("input", debounce(() => void this.#find().catch(tell), SEARCH_PAUSE_MS));
  }

  /** @param {{ person: number }} options person: the id of the one who stays */
  static open(options) {
    const picker = new PersonPicker(options);
    showDialog(picker, picker.#dialog);
    void picker.#find().catch(tell);
  }

  async #find() {
    const isLatest = this.#searches.begin();
    /** @type {Shown} */
    const { view } = await call("show", { page: { page: "people", query: this.#search.value, through: null } });
    if (view.page !== "people" || !isLatest()) return;
    const others = view.rows.filter(({ id }) => id !== this.#person).slice(0, OFFERED);
    this.#list.replaceChildren(
      ...(others.length ? others.map((row) => this.#row(row)) : [element`<li><p class="hint">${t("ui-picker-none")}</p></li>`]),
    );
  }

  /** @param {PersonRow} row */
  #row({ id, name, title, company }) {
    const work = [title, company].filter(Boolean).join(", ");
    return element`<li><button type="button" data-look="bare" @click="${() => this.#choose(id)}"><bdi>${name}</bdi>${work && element`<small><bdi>${work}</bdi></small>`}</button></li>`;
  }

  /** @param {number} other */
  #choose(other) {
    this.#dialog.close();
    go({ page: "merge", keep: this.#person, other });
  }
}

export const registerPersonPicker = () => customElements.define("person-picker", PersonPicker);
