// <list-end>: the end of a list of which only a part is shown. It asks for more when it scrolls near, or is pressed.
//
//   const end = new ListEnd({ more: async () => {} }); end.show(view.more)     more: resolves once the list is longer

import { element } from "../../lib/html.js";
import { t } from "../../lib/l10n.js";
import { focusRow } from "../../lib/lists.js";
import { tell } from "../../lib/navigation.js";

/** How near the end must come before the next part is asked for. */
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

  /** @param {boolean} more whether more rows follow */
  show(more) {
    this.hidden = !more;
    this.#look();
  }

  disconnectedCallback() {
    this.#eye.disconnect();
  }

  /** Starts to observe again, because an end that stays in view causes no new event. */
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
      tell(error); // The button is there to try again; asking by itself would go on for ever.
    } finally {
      this.#asking = false;
    }
    // If the button was pressed, the focus goes to the first new row.
    const rows = this.#rows();
    const next = rows[last ? rows.indexOf(last) + 1 : 0];
    if (pressed && next) focusRow(next);
  }
}

export const registerListEnd = () => customElements.define("list-end", ListEnd);
