// Dialogs that are gone once they are closed.

import { focusHeading, rememberFocus } from "./lists.js";

/**
 * Shows a dialog until it is closed; then the focus goes back to where it was, also where that was drawn anew meanwhile.
 * @param {HTMLElement} host the element that holds the dialog and goes with it
 * @param {HTMLDialogElement} dialog
 */
export function showDialog(host, dialog) {
  const giveBack = rememberFocus(document.body);
  dialog.addEventListener("close", () => {
    host.remove();
    if (document.activeElement !== document.body) return;
    giveBack();
    if (document.activeElement === document.body) focusHeading(document.body);
  });
  document.body.append(host);
  dialog.showModal();
}
