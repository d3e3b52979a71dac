// <form-dialog>: a short form in a native dialog. Esc closes it, Ctrl+Enter saves it. If saving is refused, it stays
// open as typed, with the message at the field.
//
//   FormDialog.open({ title, body, fields, save: () => act("touch_save", { form }, { strict: true }) })
//   fields: field name in the form -> the field that shows its message, or a function that finds it; save: resolves to
//   whether it was done

import { showDialog } from "../../lib/dialogs.js";
import { element, find, freshId } from "../../lib/html.js";
import { Refusal } from "../../lib/ipc.js";
import { t } from "../../lib/l10n.js";

/** @typedef {{ problem(text: string): void, input: HTMLElement }} Answerable */

/**
 * @typedef {{ title: string, body: Node, fields: Record<string, Answerable> | ((name: string) => Answerable|undefined), save(): Promise<boolean>, label?: string }} FormDialogOptions
 * label: the label of the button that saves
 */

export class FormDialog extends HTMLElement {
  /** @type {FormDialogOptions} */
  #options;
  /** @type {HTMLDialogElement} */
  #dialog;
  /** Whether a save is under way or was done; a second press of the key or the button saves nothing twice. */
  #saving = false;
  /** The field that shows a message now. @type {Answerable|null} */
  #marked = null;
  #trouble = element`<p class="problem" role="alert" hidden></p>`;

  /** @param {FormDialogOptions} options */
  constructor(options) {
    super();
    this.#options = options;
    const title = freshId("dialog");
    this.#dialog = /** @type {HTMLDialogElement} */ (
      element`<dialog aria-labelledby="${title}">
        <form novalidate @submit="${(/** @type {Event} */ event) => this.#submit(event)}">
          <h2 id="${title}">${options.title}</h2>
          ${options.body}
          ${this.#trouble}
          <div class="actions">
            <button type="submit" data-look="primary">${options.label ?? t("ui-dialog-save")}</button>
            <button type="button" @click="${() => this.#dialog.close()}">${t("ui-dialog-close")}</button>
          </div>
        </form>
      </dialog>`
    );
    this.append(this.#dialog);
    this.#dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !event.ctrlKey) return;
      // In a line of text, the engine would submit the form too.
      event.preventDefault();
      /** @type {HTMLFormElement} */ (find(this, "form")).requestSubmit();
    });
  }

  /** @param {FormDialogOptions} options */
  static open(options) {
    const dialog = new FormDialog(options);
    showDialog(dialog, dialog.#dialog);
    // The dialog focuses the first control. In a group of radio buttons, the chosen one gets the focus instead.
    const chosen = document.activeElement?.closest("fieldset")?.querySelector("input:checked");
    if (chosen instanceof HTMLElement) chosen.focus();
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    if (this.#saving) return;
    this.#saving = true;
    const { fields, save } = this.#options;
    this.#marked?.problem("");
    this.#marked = null;
    this.#trouble.hidden = true;
    try {
      this.#saving = await save();
      if (this.#saving) this.#dialog.close();
    } catch (error) {
      this.#saving = false;
      if (!(error instanceof Refusal)) throw error;
      const name = error.field ?? "";
      const field = (typeof fields === "function" ? fields(name) : fields[name]) ?? null;
      this.#marked = field;
      field?.problem(error.message);
      field?.input.focus();
      this.#trouble.textContent = field ? "" : error.message;
      this.#trouble.hidden = Boolean(field);
    }
  }
}

export const registerFormDialog = () => customElements.define("form-dialog", FormDialog);
