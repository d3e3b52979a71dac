// <toast-region>: says in one sentence what was done, with Undo beside it, or what went wrong. A toast stays at least
// eight seconds unless another replaces it, and as long as the pointer or the focus is on it.
//
//   region.say(toast, () => undo(toast.undo));  region.trouble("The file could not be written.")

import { element, find } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { t } from "../../lib/l10n.js";
import { focusHeading } from "../../lib/lists.js";

/** @typedef {import("../../../src-tauri/bindings/Toast").Toast} Toast */

const SHOWN_MS = 8000;
const TROUBLE_SHOWN_MS = 15000;

export class ToastRegion extends HTMLElement {
  #timer = 0;
  #span = SHOWN_MS;
  /** What the button of the toast does. @type {(() => void) | null} */
  #undo = null;
  /** Whether that is redoing. */
  #again = false;
  /** The element that had the focus before the toast. @type {EventTarget|null} */
  #from = null;

  connectedCallback() {
    this.addEventListener("focusin", ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && this.contains(relatedTarget))) this.#from = relatedTarget;
    });
    for (const name of ["pointerenter", "focusin"]) this.addEventListener(name, () => clearTimeout(this.#timer));
    for (const name of ["pointerleave", "focusout"]) this.addEventListener(name, () => this.#wait());
  }

  /**
   * @param {Toast} toast
   * @param {(() => void) | null} undo undoes what was done; null for no Undo button
   * @param {boolean} [again] whether the button redoes what was undone
   * @returns {() => void} closes the toast, if it is still shown and has an Undo button
   */
  say({ text, warning }, undo, again = false) {
    const button =
      undo &&
      element`<button type="button" data-look="bare" @click="${() => this.undo()}">${t(again ? "ui-toast-redo" : "ui-toast-undo")}</button>`;
    this.#show("status", element`<div><p>${text}${warning && element`<span class="warning">${warning}</span>`}</p>${button}</div>`, SHOWN_MS);
    this.#undo = undo;
    this.#again = again;
    return () => undo !== null && this.#undo === undo && this.#clear();
  }

  /** Whether the toast has a button that undoes what was done. */
  get offers() {
    return this.#undo !== null && !this.#again;
  }

  /** Does what the button of the toast says. */
  undo() {
    const undo = this.#undo;
    this.#clear();
    undo?.();
  }

  /** @param {string} text */
  trouble(text) {
    this.#show("alert", element`<div class="trouble"><p>${text}</p></div>`, TROUBLE_SHOWN_MS);
  }

  /**
   * Says that the records are damaged. This toast stays until it is answered or closed.
   * @param {string} text
   * @param {() => void} repair
   */
  damage(text, repair) {
    const button = element`<button type="button" data-look="bare" data-control="repair" @click="${repair}">${t("ui-damaged-repair")}</button>`;
    this.#show("alert", element`<div class="trouble"><p>${text}</p>${button}</div>`, Infinity);
  }

  /**
   * @param {"status"|"alert"} role
   * @param {HTMLElement} toast
   * @param {number} span
   */
  #show(role, toast, span) {
    this.#clear();
    toast.append(
      element`<button type="button" data-look="bare" aria-label="${t("ui-toast-close")}" @click="${() => this.#clear()}">${icon("close")}</button>`,
    );
    find(this, `[role=${role}]`).replaceChildren(toast);
    this.#span = span;
    this.#wait();
  }

  #wait() {
    clearTimeout(this.#timer);
    if (this.#span === Infinity) return;
    this.#timer = window.setTimeout(() => {
      if (!this.matches(":hover, :focus-within")) this.#clear();
    }, this.#span);
  }

  #clear() {
    clearTimeout(this.#timer);
    this.#undo = null;
    const focused = this.contains(document.activeElement);
    for (const region of this.children) region.replaceChildren();
    if (!focused) return;
    if (this.#from instanceof HTMLElement && this.#from.isConnected) this.#from.focus({ preventScroll: true });
    else focusHeading(document.body);
  }
}

export const registerToastRegion = () => customElements.define("toast-region", ToastRegion);
