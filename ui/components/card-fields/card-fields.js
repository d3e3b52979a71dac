// <card-fields>: the fields of one namecard, laid out like a card: the name large, the less common fields behind "More
// on the card".
//
//   const fields = new CardFields({ card, zones: "zones-list-id" });
//   fields.value           a CardForm
//   fields.field("emails.1")   the field with this name, for messages

import { element, find } from "../../lib/html.js";
import { t } from "../../lib/l10n.js";
import { RepeatField } from "../repeat-field/repeat-field.js";
import { TextField } from "../text-field/text-field.js";

/** @typedef {import("../../../src-tauri/bindings/CardForm").CardForm} CardForm */
/** @typedef {"name"|"title"|"company"|"address_as"|"address"|"website"|"zone"|"note"} PlainName */

/** @returns {CardForm} */
export const emptyCard = () => ({
  name: "", address_as: "", title: "", company: "", emails: [], phones: [], address: "", website: "", zone: "", only: "", language: "", note: "",
});

export class CardFields extends HTMLElement {
  /** @type {Record<PlainName, TextField>} */
  #plain;
  /** @type {RepeatField} */
  #emails;
  /** @type {RepeatField} */
  #phones;
  /** @type {HTMLSelectElement} */
  #only;
  /** @type {HTMLSelectElement} */
  #language;

  /** @param {{ card: CardForm, zones: string, open?: boolean, company?: boolean }} options zones: the id of the datalist of time zones */
  constructor({ card, zones, open = false }) {
    super();
    this.#plain = {
      name: new TextField({ label: t("ui-card-name"), value: card.name }),
      title: new TextField({ label: t("ui-card-title"), value: card.title }),
      company: new TextField({ label: t("ui-card-company"), value: card.company, hint: t("ui-card-company-hint") }),
      address_as: new TextField({ label: t("ui-card-address-as"), value: card.address_as, hint: t("ui-card-address-as-hint") }),
      address: new TextField({ label: t("ui-card-address"), value: card.address, rows: 2 }),
      website: new TextField({ label: t("ui-card-website"), value: card.website, inputmode: "url" }),
      zone: new TextField({ label: t("ui-card-zone"), value: card.zone, hint: t("ui-card-zone-hint"), list: zones }),
      note: new TextField({ label: t("ui-card-note"), value: card.note, rows: 2 }),
    };
    this.#emails = new RepeatField({
      label: t("ui-card-email"), more: t("ui-card-email-more"), add: t("ui-card-email-add"), inputmode: "email", values: card.emails,
    });
    this.#phones = new RepeatField({
      label: t("ui-card-phone"), more: t("ui-card-phone-more"), add: t("ui-card-phone-add"), inputmode: "tel", values: card.phones,
    });
    this.#only = /** @type {HTMLSelectElement} */ (
      element`<select>
        <option value="">${t("ui-card-only-any")}</option>
        <option value="email" ?selected="${card.only === "email"}">${t("ui-card-only-email")}</option>
        <option value="phone" ?selected="${card.only === "phone"}">${t("ui-card-only-phone")}</option>
      </select>`
    );
    this.#language = /** @type {HTMLSelectElement} */ (
      element`<select>
        <option value="">${t("ui-card-language-own")}</option>
        <option value="en" ?selected="${card.language === "en"}">${t("ui-card-language-en")}</option>
        <option value="de" ?selected="${card.language === "de"}">${t("ui-card-language-de")}</option>
      </select>`
    );
    const { name, title, company, address_as, address, website, zone, note } = this.#plain;
    name.classList.add("name");
    this.append(
      name,
      title,
      element`<div class="ways">${this.#emails}${this.#phones}</div>`,
      element`<details ?open="${open}">
        <summary>${t("ui-card-more")}</summary>
        <div class="more">
          ${address_as}${company}${zone}
          <label class="only"><span>${t("ui-card-only")}</span>${this.#only}</label>
          <label class="only"><span>${t("ui-card-language")}</span>${this.#language}</label>
          ${website}${address}${note}
        </div>
      </details>`,
    );
  }

  /** @returns {CardForm} */
  get value() {
    const { name, title, company, address_as, address, website, zone, note } = this.#plain;
    return {
      name: name.value, address_as: address_as.value, title: title.value, company: company.value,
      emails: this.#emails.values, phones: this.#phones.values,
      address: address.value, website: website.value, zone: zone.value,
      only: /** @type {CardForm["only"]} */ (this.#only.value), language: this.#language.value, note: note.value,
    };
  }

  /**
   * @param {string} path such as "name" or "emails.1"
   * @returns {TextField|undefined}
   */
  field(path) {
    const [name = "", index = "0"] = path.split(".");
    if (name === "emails") return this.#emails.at(Number(index));
    if (name === "phones") return this.#phones.at(Number(index));
    return Object.entries(this.#plain).find(([key]) => key === name)?.[1];
  }

  /** Opens "More on the card" if one of its fields has a message. */
  reveal() {
    const details = find(this, "details");
    if (details.querySelector("[aria-invalid]")) details.setAttribute("open", "");
  }
}

export const registerCardFields = () => customElements.define("card-fields", CardFields);
