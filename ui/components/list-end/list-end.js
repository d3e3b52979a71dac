// <list-end>: stands below a list that is not all there. It asks for more when it comes near, or is pressed.
//
//   const end = new ListEnd({ more: async () => {} }); end.show(view.more)     more: resolves once the list is longer

import { element } from "../../lib/html.js";
import { t } from "../../lib/l10n.js";
import { focusRow } from "../../lib/lists.js";
import { tell } from "../../lib/navigation.js";

/** So far ahead of the end the next part is asked for. */
const AHEAD = "600px";

export class ListEnd extends HTMLElement {
  #more;
  #asking = false;
  #eye = new IntersectionObserver(([seen]) => seen?.isIntersecting && void this.#ask(), { rootMargin: AHEAD });

  /** @param {{ more(): Promise<void> }} options */
  constructor({ more }) {
    super();
    this.#more = more;
    this.hidden = true;
    this.append(element`<button type="button" data-look="bare" data-control="more" @click="${() => void this.#ask()}">${t("ui-list-more")}</button>`);
  }

  /** @param {boolean} more whether anything is left */
  show(more) {
    this.hidden = !more;
    this.#look();
  }

  disconnectedCallback() {
    this.#eye.disconnect();
  }

  /** Looks afresh: an end that stays in view tells no change by itself. */
  #look() {
    this.#eye.disconnect();
    if (!this.hidden) this.#eye.observe(this);
  }

  /** @returns {HTMLElement[]} */
  #rows() {
    return /** @type {HTMLElement[]} */ ([...(this.parentElement?.querySelectorAll("[data-row]") ?? [])]);
  }

  async #ask() {
    if (this.#asking || this.hidden) return;
    this.#asking = true;
    const pressed = this.contains(document.activeElement);
    const last = this.#rows().at(-1);
    try {
      await this.#more();
      this.#look();
    } catch (error) {
      tell(error); // The button is there to try again; looking by itself would ask for ever.
    } finally {
      this.#asking = false;
    }
    // Whoever pressed it goes on where the new ones begin.
    const rows = this.#rows();
    const next = rows[last ? rows.indexOf(last) + 1 : 0];
    if (pressed && next) focusRow(next);
  }
}

export const registerListEnd = () => customElements.define("list-end", ListEnd);
