// The keyboard shortcuts that work everywhere in the window.

import { closeWindow } from "./ipc.js";
import { moveBetweenRows } from "./lists.js";
import { current, go, isStepping, redo, settled, tell, undo } from "./navigation.js";
import { applicationsPageRef } from "./router.js";

/** @typedef {import("../../src-tauri/bindings/PageRef").PageRef} PageRef */

/**
 * @typedef {{
 *   main: HTMLElement,
 *   toasts: HTMLElement & { readonly offers: boolean, undo(): void },
 *   showShortcuts(): void,
 * }} Parts
 * main: the element with the rows and the search; toasts: the toasts, with whether one offers to undo what was done
 */

/** @type {(() => PageRef)[]} */
const PAGES = [
  () => ({ page: "today" }),
  () => ({ page: "people", query: "", through: null }),
  applicationsPageRef,
  () => ({ page: "settings" }),
];

/** @param {Parts} parts */
export function listenForKeys(parts) {
  const { main, toasts } = parts;
  /** Whether anything was typed since the last toast. */
  let typed = false;
  document.addEventListener("input", () => (typed = true));
  new MutationObserver(() => (typed = false)).observe(toasts, { childList: true, subtree: true });
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented) return;
    const plainUndo = event.ctrlKey && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "z";
    // Ctrl+Z means the Undo of the toast, unless the user has typed something since.
    const offered = plainUndo && toasts.offers && !(typed && typing()) && !document.querySelector("dialog[open]");
    if (offered) toasts.undo();
    const used = offered || (event.ctrlKey && !event.altKey ? withCtrl(event, parts) : moveBetweenRows(event, main));
    if (used) event.preventDefault();
  });
  // WebKitGTK does not bring a text area into view when Tab reaches it.
  document.addEventListener("keyup", (event) => {
    if (event.key === "Tab") document.activeElement?.scrollIntoView({ block: "nearest" });
  });
}

/**
 * @param {KeyboardEvent} event
 * @param {Parts} parts
 * @returns {boolean} whether the key was used
 */
function withCtrl(event, { main, showShortcuts }) {
  const key = event.key.toLowerCase();
  if (key === "w") {
    void close();
    return true;
  }
  // While a dialog is open, the page behind it does not change.
  if (document.querySelector("dialog[open]")) return false;
  // By the position of the key, because on some keyboards the digits need Shift.
  const digit = /^Digit([1-4])$/.exec(event.code)?.[1] ?? key;
  const page = PAGES[Number(digit) - 1];
  if (page && !event.shiftKey) go(page());
  else if (key === ",") go({ page: "settings" });
  else if (key === "n") go({ page: "interview", id: null, application: null });
  else if (key === "f") void search(main);
  else if (key === "?" || key === "/") showShortcuts();
  else if (key === "z" && typing()) document.execCommand(event.shiftKey ? "redo" : "undo");
  // The steps in the form are not in the log, and here the user does not mean changes made on other pages.
  else if (key === "z" && current().page === "interview") return true;
  // A key that is held down waits for each step.
  else if (key === "z" && event.repeat && isStepping()) return true;
  else if (key === "z" && event.shiftKey) redo();
  else if (key === "z") undo();
  else return false;
  return true;
}

/** Leaves the focused field, so that it is saved, and then closes the window. */
async function close() {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  await settled();
  closeWindow().catch(tell);
}

/** @param {HTMLElement} main */
async function search(main) {
  if (current().page !== "people") {
    const shown = new Promise((resolve) => {
      new MutationObserver((_, observer) => {
        observer.disconnect();
        resolve(null);
      }).observe(main, { childList: true });
    });
    go({ page: "people", query: "", through: null });
    await shown;
  }
  const field = main.querySelector("input[type=search]");
  if (!(field instanceof HTMLInputElement)) return;
  field.focus();
  field.select();
}

/** Whether the focus is in a text field, where Ctrl+Z means the text being typed. */
function typing() {
  const focused = document.activeElement;
  return focused instanceof HTMLElement && focused.matches("textarea, input:not([type=radio], [type=checkbox])");
}
