// <missing-list>: what a letter lacks, each with a link to the page where it can be filled in. The user's name is asked for
// on the spot.
//
//   const list = new MissingList(); list.show(view.missing)

import { element, find } from "../../lib/html.js";
import { t } from "../../lib/l10n.js";
import { act } from "../../lib/navigation.js";
import { hashOf } from "../../lib/router.js";
import { FormDialog } from "../form-dialog/form-dialog.js";
import { TextField } from "../text-field/text-field.js";

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
      ...missing.map(({ text, page }) => element`<li>${text} ${page && (page.page === "settings" ? askName() : linkTo(page))}</li>`),
    );
  }
}

/** @param {import("../../../src-tauri/bindings/PageRef").PageRef} page */
const linkTo = (page) => element`<a href="${hashOf(page)}">${t("ui-write-missing-fill")}</a>`;

/** A button that asks for the user's name. The letter stays, and gets it unless it was changed by hand. */
const askName = () => element`<button type="button" data-look="link" @click="${() => {
  const name = new TextField({ label: t("ui-write-name") });
  FormDialog.open({
    title: t("ui-write-name-title"),
    body: name,
    fields: { value: name },
    save: () => act("setting_save", { key: "name", value: name.value }, { strict: true }),
  });
}}">${t("ui-write-missing-fill")}</button>`;

export const registerMissingList = () => customElements.define("missing-list", MissingList);
