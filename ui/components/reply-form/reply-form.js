// <reply-form>: the form for what they answered and what may happen next. `openReplyForm` opens it in a dialog.
//
//   openReplyForm(application, "offer")

import { call } from "../../lib/ipc.js";
import { t } from "../../lib/l10n.js";
import { act, tell } from "../../lib/navigation.js";
import { ChoicePills } from "../choice-pills/choice-pills.js";
import { FormDialog } from "../form-dialog/form-dialog.js";
import { SelectField } from "../select-field/select-field.js";
import { TextField } from "../text-field/text-field.js";
import { WhenField } from "../when-field/when-field.js";

/** @typedef {import("../../../src-tauri/bindings/ReplyForm").ReplyForm} ReplyFormValue */
/** @typedef {import("../../../src-tauri/bindings/ReplyFormView").ReplyFormView} ReplyFormView */

/** Answers after which the check-ins go on, and for which a date may be named. */
const OPEN_MEANINGS = new Set(["deciding", "next_round"]);

export class ReplyFields extends HTMLElement {
  /** @type {ReplyFormValue} */
  #form;
  #meaning;
  #contact;
  #when;
  #followUpOn;
  #promisedBy;
  #stands;
  #note;

  /** @param {ReplyFormView} view */
  constructor({ contacts, form }) {
    super();
    this.#form = form;
    this.#meaning = new ChoicePills({
      label: t("ui-reply-meaning"),
      value: form.meaning,
      choices: [
        { value: "deciding", label: t("ui-reply-meaning-deciding") },
        { value: "next_round", label: t("ui-reply-meaning-next-round") },
        { value: "offer", label: t("ui-reply-meaning-offer") },
        { value: "rejected", label: t("ui-reply-meaning-rejected") },
        { value: "accepted", label: t("ui-reply-meaning-accepted") },
        { value: "withdrawn", label: t("ui-reply-meaning-withdrawn") },
      ],
    });
    this.#contact = new SelectField({
      label: t("ui-reply-contact"),
      value: form.contact === null ? "" : String(form.contact),
      choices: [...contacts.map(({ id, name }) => ({ value: String(id), label: name })), { value: "", label: t("ui-reply-contact-other") }],
    });
    this.#when = new WhenField({ label: t("ui-reply-when"), value: form.when, placeholder: t("ui-touch-when-example"), pick: "datetime-local", sense: { kind: "happened", application: form.application } });
    this.#followUpOn = new WhenField({ label: t("ui-reply-follow-up-on"), value: form.follow_up_on, placeholder: t("ui-touch-named-example"), pick: "date", sense: { kind: "day" } });
    this.#promisedBy = new WhenField({ label: t("ui-reply-promised-by"), value: form.reply_promised_by, placeholder: t("ui-touch-named-example"), pick: "date", sense: { kind: "day" } });
    this.#stands = new TextField({ label: t("ui-reply-stands"), value: form.stands, rows: 2 });
    this.#note = new TextField({ label: t("ui-reply-note"), value: form.note, rows: 3 });
    this.append(this.#meaning, this.#contact, this.#when, this.#followUpOn, this.#promisedBy, this.#stands, this.#note);
    this.#meaning.addEventListener("change", () => this.#show());
    this.#show();
  }

  /** @returns {ReplyFormValue} */
  get value() {
    const goesOn = OPEN_MEANINGS.has(this.#meaning.value);
    return {
      ...this.#form,
      contact: this.#contact.value ? Number(this.#contact.value) : null,
      when: this.#when.text.value,
      meaning: /** @type {ReplyFormValue["meaning"]} */ (this.#meaning.value),
      follow_up_on: goesOn ? this.#followUpOn.text.value : "",
      reply_promised_by: goesOn ? this.#promisedBy.text.value : "",
      stands: this.#stands.value,
      note: this.#note.value,
    };
  }

  get fields() {
    return {
      meaning: this.#meaning, contact: this.#contact, when: this.#when.text, follow_up_on: this.#followUpOn.text,
      reply_promised_by: this.#promisedBy.text, stands: this.#stands, note: this.#note,
    };
  }

  #show() {
    const goesOn = OPEN_MEANINGS.has(this.#meaning.value);
    this.#followUpOn.hidden = !goesOn;
    this.#promisedBy.hidden = !goesOn;
  }
}

/**
 * @param {number} application
 * @param {ReplyFormValue["meaning"]} [meaning] what they said, if that is known already
 */
export async function openReplyForm(application, meaning) {
  try {
    const view = /** @type {ReplyFormView} */ (await call("reply_form", { application }));
    if (meaning) view.form.meaning = meaning;
    const body = new ReplyFields(view);
    FormDialog.open({ title: view.title, body, fields: body.fields, save: () => act("reply_save", { form: body.value }, { strict: true }) });
  } catch (error) {
    tell(error);
  }
}

export const registerReplyForm = () => customElements.define("reply-form", ReplyFields);
