// <missing-list>: what a letter lacks, each with a link to the page where it can be filled in.
//
//   const list = new MissingList(); list.show(view.missing)

import { element, find } from "../../lib/html.js";
import { t } from "../../lib/l10n.js";
import { hashOf } from "../../lib/router.js";

/** @typedef {import("../../../src-tauri/bindings/WriteView").WriteView["missing"]} Missing */

export class MissingList extends HTMLElement {
  constructor() {
    super();
    this.append(element`<section class="missing" aria-labelledby="write-missing"><h2 class="eyebrow" id="write-missing">${t("ui-write-missing")}</h2><ul></ul></section>`);
  }

  /** @param {Missing} missing */
  show(missing) {
    this.hidden = missing.length === 0;
    find(this, "ul").replaceChildren(
      ...missing.map(({ text, page }) => element`<li>${text} ${page && element`<a href="${hashOf(page)}">${t("ui-write-missing-fill")}</a>`}</li>`),
    );
  }
}

export const registerMissingList = () => customElements.define("missing-list", MissingList);
