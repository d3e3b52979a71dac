// <erase-dialog>: asks before a person is deleted for good, which cannot be undone. It also offers to keep the history
// and remove only the person from it.
//
//   EraseDialog.open({ person: view.id, title: view.erase_title })

import { showDialog } from "../../lib/dialogs.js";
import { element, find, freshId } from "../../lib/html.js";
import { t } from "../../lib/l10n.js";
import { act, tell } from "../../lib/navigation.js";

/** @typedef {import("../../../src-tauri/bindings/Erasure").Erasure} Erasure */

export class EraseDialog extends HTMLElement {
  #person;
  #dialog;

  /** @param {{ person: number, title: string }} options */
  constructor({ person, title }) {
    super();
    this.#person = person;
    const id = freshId("erase");
    this.#dialog = /** @type {HTMLDialogElement} */ (
      element`<dialog role="alertdialog" aria-labelledby="${id}" aria-describedby="${id}-text">
        <h2 id="${id}"><bdi>${title}</bdi></h2>
        <div id="${id}-text">
          <p>${t("ui-erase-text")}</p>
          <p>${t("ui-erase-anonymise-text")}</p>
          <p><strong>${t("ui-erase-undo")}</strong></p>
        </div>
        <div class="actions">
          <button type="button" data-look="primary" @click="${() => this.#dialog.close()}">${t("ui-erase-keep")}</button>
          <button type="button" @click="${() => void this.#erase("anonymise")}">${t("ui-erase-anonymise")}</button>
          <button type="button" class="alarm" @click="${() => void this.#erase("delete_for_good")}">${t("ui-erase-delete")}</button>
        </div>
      </dialog>`
    );
    this.append(this.#dialog);
  }

  /** @param {{ person: number, title: string }} options */
  static open(options) {
    const dialog = new EraseDialog(options);
    showDialog(dialog, dialog.#dialog);
    find(dialog, "button").focus();
  }

  /** @param {Erasure} how */
  async #erase(how) {
    const request = { id: this.#person, how };
    const gone = how === "delete_for_good" ? { page: { page: "people", query: "", through: null } } : {};
    this.#dialog.close();
    await act("person_erase", { ...request, ...gone }).catch(tell);
  }
}

export const registerEraseDialog = () => customElements.define("erase-dialog", EraseDialog);
