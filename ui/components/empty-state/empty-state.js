// <empty-state>: what a page says if it has nothing to list, and what to do about it.
//
//   const empty = new EmptyState(); empty.show(view.empty)   null hides it

import { element, find } from "../../lib/html.js";
import { t } from "../../lib/l10n.js";
import { act, tell } from "../../lib/navigation.js";
import { hashOf } from "../../lib/router.js";

/** @typedef {import("../../../src-tauri/bindings/EmptyState").EmptyState} Emptiness */

export class EmptyState extends HTMLElement {
  constructor() {
    super();
    this.hidden = true;
    this.append(element`<div>
      <span class="cards" aria-hidden="true"></span>
      <h2></h2><p></p>
      <div class="begin">
        <a data-look="primary" href="${hashOf({ page: "interview", id: null, application: null })}">${t("ui-empty-begin")}</a>
        <button type="button" data-look="bare" @click="${() => act("sample_add", {}).catch(tell)}">${t("ui-empty-sample")}</button>
      </div>
    </div>`);
  }

  /** @param {Emptiness|null} empty */
  show(empty) {
    this.hidden = !empty;
    if (!empty) return;
    find(this, "h2").textContent = empty.title;
    find(this, "h2").hidden = !empty.title;
    find(this, "p").textContent = empty.text;
    find(this, ".begin").hidden = !empty.first_run;
    find(this, ".cards").hidden = !empty.first_run;
  }
}

export const registerEmptyState = () => customElements.define("empty-state", EmptyState);
