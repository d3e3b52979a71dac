// <shortcut-sheet>: the keyboard shortcuts of the window, in a dialog that Esc closes.
//
//   ShortcutSheet.open()

import { showDialog } from "../../lib/dialogs.js";
import { element } from "../../lib/html.js";
import { t } from "../../lib/l10n.js";

/** The names of the keys are printed on the keys, so they are not in the catalogue. @type {[string, string][]} */
const KEYS = [
  ["Ctrl+N", "ui-keys-new"],
  ["Ctrl+F", "ui-keys-search"],
  ["Ctrl+Z", "ui-keys-undo"],
  ["Ctrl+Shift+Z", "ui-keys-redo"],
  ["Ctrl+1 … 4", "ui-keys-pages"],
  ["Ctrl+,", "ui-keys-settings"],
  ["↑ ↓", "ui-keys-rows"],
  ["W, C", "ui-keys-write"],
  ["D, S, R", "ui-keys-answer"],
  ["Ctrl+Enter", "ui-keys-save"],
  ["Esc", "ui-keys-close-dialog"],
  ["Ctrl++ −", "ui-keys-zoom"],
  ["Ctrl+W", "ui-keys-close"],
  ["Ctrl+?", "ui-keys-help"],
];

export class ShortcutSheet extends HTMLElement {
  constructor() {
    super();
    this.append(
      element`<dialog aria-labelledby="shortcuts-title">
        <h2 id="shortcuts-title">${t("ui-keys-title")}</h2>
        <dl>${KEYS.map(([keys, id]) => element`<div><dt><kbd>${keys}</kbd></dt><dd>${t(id)}</dd></div>`)}</dl>
        <form method="dialog"><button>${t("ui-dialog-close")}</button></form>
      </dialog>`,
    );
  }

  get #dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector("dialog"));
  }

  static open() {
    if (document.querySelector("shortcut-sheet")) return;
    const sheet = new ShortcutSheet();
    showDialog(sheet, sheet.#dialog);
  }
}

export const registerShortcutSheet = () => customElements.define("shortcut-sheet", ShortcutSheet);
