// <saved-note>: says "Saved" for a moment, beside something that is saved automatically.
//
//   const note = new SavedNote(); note.show(); note.clear()

import { t } from "../../lib/l10n.js";

const SHOWN_MS = 3000;

export class SavedNote extends HTMLElement {
  #timer = 0;

  constructor() {
    super();
    this.setAttribute("role", "status");
  }

  show() {
    clearTimeout(this.#timer);
    this.textContent = t("ui-saved");
    this.#timer = window.setTimeout(() => this.clear(), SHOWN_MS);
  }

  clear() {
    clearTimeout(this.#timer);
    this.textContent = "";
  }
}

export const registerSavedNote = () => customElements.define("saved-note", SavedNote);
