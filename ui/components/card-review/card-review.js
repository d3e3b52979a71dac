// <card-review>: a card that was read from a text, for the user to check field by field before it is saved.
//
//   const review = new CardReview({ discarded: () => ... }); review.open(reading)     a CardReading

import { element, find } from "../../lib/html.js";
import { Refusal } from "../../lib/ipc.js";
import { t } from "../../lib/l10n.js";
import { act, tell } from "../../lib/navigation.js";
import { CardFields } from "../card-fields/card-fields.js";

/** @typedef {import("../../../src-tauri/bindings/CardReading").CardReading} CardReading */

const ZONES = "import-zones";

export class CardReview extends HTMLElement {
  #discarded;

  /** @param {{ discarded(): void }} options discarded: called when the user discards the card, after it was removed */
  constructor({ discarded }) {
    super();
    this.#discarded = discarded;
  }

  /** @param {CardReading} reading */
  open({ card, text, rest, zones }) {
    const fields = new CardFields({ card, zones: ZONES, open: true });
    this.replaceChildren(
      element`<form class="sheet review" novalidate aria-labelledby="import-card" @submit="${(/** @type {Event} */ event) => void save(event, fields)}">
        <h2 id="import-card">${t("ui-import-card")}</h2>
        <p class="hint" role="status">${text}</p>
        ${fields}
        <datalist id="${ZONES}">${zones.map((zone) => element`<option value="${zone}"></option>`)}</datalist>
        ${rest.length > 0 && element`<div class="rest"><h3 class="eyebrow">${t("ui-import-rest")}</h3><ul>${rest.map((line) => element`<li dir="auto">${line}</li>`)}</ul></div>`}
        <div class="tools">
          <button type="submit" data-look="primary">${t("ui-import-save-card")}</button>
          <button type="button" @click="${() => this.#discard()}">${t("ui-import-drop-card")}</button>
        </div>
      </form>`,
    );
    find(this, ".name input").focus();
  }

  #discard() {
    this.replaceChildren();
    this.#discarded();
  }
}

/**
 * @param {Event} event
 * @param {CardFields} fields
 */
async function save(event, fields) {
  event.preventDefault();
  try {
    await act("person_add", { card: fields.value }, { page: false });
  } catch (error) {
    const field = error instanceof Refusal ? fields.field(error.field ?? "") : undefined;
    if (!field) return tell(error);
    field.problem(error instanceof Error ? error.message : "");
    fields.reveal();
    field.input.focus();
  }
}

export const registerCardReview = () => customElements.define("card-review", CardReview);
