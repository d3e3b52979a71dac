// Reads cards for the interview form, from a file, a picture of a QR code, or a text.
//
//   const reader = new CardReader({ take: (cards) => ... })     take: called with the cards that were read
//   reader.open()                                               asks for a text, or a file
//   reader.file(file)                                           reads a File without asking

import { element } from "../../lib/html.js";
import { call, sendFile } from "../../lib/ipc.js";
import { t } from "../../lib/l10n.js";
import { tell } from "../../lib/navigation.js";
import { FormDialog } from "../form-dialog/form-dialog.js";
import { TextField } from "../text-field/text-field.js";

/** @typedef {import("../../../src-tauri/bindings/FormCard").FormCard} FormCard */

export class CardReader {
  /** @type {(cards: FormCard[]) => void} */
  #take;
  /** Whether something is being read, so that nothing is read twice. */
  #busy = false;

  /** @param {{ take(cards: FormCard[]): void }} options */
  constructor({ take }) {
    this.#take = take;
  }

  open() {
    const text = new TextField({ label: t("ui-import-paste"), rows: 6 });
    const body = element`<div class="card-source">
      ${text}
      <p class="hint">${t("ui-form-card-read-hint")}</p>
      <button type="button" data-control="choose" @click="${(/** @type {Event} */ event) => this.#choose(event)}">${t("ui-import-choose")}</button>
    </div>`;
    FormDialog.open({
      title: t("ui-form-card-read"),
      label: t("ui-import-read"),
      body,
      fields: { text },
      save: async () => {
        const cards = await call("card_text", { text: text.value });
        // Later, because the dialog puts the focus back when it closes; after that the new card can take it.
        setTimeout(() => this.#take(cards));
        return true;
      },
    });
  }

  /** @param {File} file */
  file(file) {
    void this.#read(() => sendFile("card_bytes", file));
  }

  /** @param {Event} event */
  #choose(event) {
    if (event.target instanceof Element) event.target.closest("dialog")?.close();
    void this.#read(() => call("card_open"));
  }

  /** @param {() => Promise<FormCard[]|null>} work resolves to null if nothing was chosen */
  async #read(work) {
    if (this.#busy) return;
    this.#busy = true;
    try {
      const cards = await work();
      if (cards) this.#take(cards);
    } catch (error) {
      tell(error);
    } finally {
      this.#busy = false;
    }
  }
}
