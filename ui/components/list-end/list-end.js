// <list-end>: stands below a list that is not all there. It asks for more when it comes near, or is pressed.
//
//   const end = new ListEnd({ more: async () => {} }); end.show(view.more)     more: resolves once the list is longer

import { element } from "../../lib/html.js";
import { t } from "../../lib/l10n.js";
import { tell } from "../../lib/stage.js";

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

  async #ask() {
    if (this.#asking || this.hidden) return;
    this.#asking = true;
    try {
      await this.#more();
    } catch (error) {
      tell(error);
    } finally {
      this.#asking = false;
      this.#look();
    }
  }
}

export const registerListEnd = () => customElements.define("list-end", ListEnd);
