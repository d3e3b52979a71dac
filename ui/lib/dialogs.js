// Dialogs that are removed when they are closed.

import { focusHeading, rememberFocus } from "./lists.js";

/**
 * Shows a dialog until it is closed. Then the focus goes back to where it was, even if that part of the page was built
 * again meanwhile.
 * @param {HTMLElement} host the element that holds the dialog and is removed with it
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
