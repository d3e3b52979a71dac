// <touch-form>: the form for what the user did: a call or a message, and how it went. `openTouchForm` opens it in a
// dialog.
//
//   openTouchForm({ application: 1, contact: null, channel: null })

import { element } from "../../lib/html.js";
import { call } from "../../lib/ipc.js";
import { t } from "../../lib/l10n.js";
import { act, tell } from "../../lib/navigation.js";
import { ChoicePills } from "../choice-pills/choice-pills.js";
import { FormDialog } from "../form-dialog/form-dialog.js";
import { SelectField } from "../select-field/select-field.js";
import { TextField } from "../text-field/text-field.js";
import { WhenField } from "../when-field/when-field.js";

/** @typedef {import("../../../src-tauri/bindings/TouchForm").TouchForm} TouchFormValue */
/** @typedef {import("../../../src-tauri/bindings/TouchFormView").TouchFormView} TouchFormView */
/** @typedef {import("../../../src-tauri/bindings/Channel").Channel} Channel */

/** The outcomes that are possible on each channel, the usual one first. @type {Record<Channel, string[]>} */
const OUTCOMES = { email: ["sent"], phone: ["spoke", "voicemail", "no_answer"], other: ["sent", "spoke"] };

/** @type {Record<string, () => string>} */
const OUTCOME_WORDS = {
  sent: () => t("ui-touch-outcome-sent"),
  spoke: () => t("ui-touch-outcome-spoke"),
  voicemail: () => t("ui-touch-outcome-voicemail"),
  no_answer: () => t("ui-touch-outcome-no-answer"),
};

export class TouchFields extends HTMLElement {
  /** @type {TouchFormValue} */
  #form;
  #warning = element`<p class="guard" role="status" hidden></p>`;
  #contact;
  #kind;
  #channel;
  #outcome;
  #when;
  #named;
  #note;

  /** @param {TouchFormView} view */
  constructor({ contacts, form, warning }) {
    super();
    this.#form = form;
    this.#contact = new SelectField({
      label: t("ui-touch-contact"),
      value: form.contact === null ? "" : String(form.contact),
      choices: [...contacts.map(({ id, name }) => ({ value: String(id), label: name })), { value: "", label: t("ui-touch-contact-other") }],
    });
    this.#channel = new ChoicePills({
      label: t("ui-touch-channel"),
      value: form.channel,
      choices: [
        { value: "email", label: t("ui-touch-channel-email") },
        { value: "phone", label: t("ui-touch-channel-phone") },
        { value: "other", label: t("ui-touch-channel-other") },
      ],
    });
    this.#outcome = new ChoicePills({ label: t("ui-touch-outcome"), value: form.outcome, choices: [] });
    this.#kind = new ChoicePills({
      label: t("ui-touch-kind"),
      value: form.kind,
      choices: [
        { value: "thank_you", label: t("ui-touch-kind-thank-you") },
        { value: "check_in", label: t("ui-touch-kind-check-in") },
        { value: "other", label: t("ui-touch-kind-other") },
      ],
    });
    this.#when = new WhenField({ label: t("ui-touch-when"), value: form.when, placeholder: t("ui-touch-when-example"), pick: "datetime-local", sense: { kind: "happened", application: form.application } });
    this.#named = new WhenField({ label: t("ui-touch-named"), value: form.named, placeholder: t("ui-touch-named-example"), pick: "date", sense: { kind: "day" } });
    this.#note = new TextField({ label: t("ui-touch-note"), value: form.note, rows: 3 });
    this.append(this.#warning, this.#contact, this.#channel, this.#outcome, this.#kind, this.#when, this.#named, this.#note);
    this.#warn(warning);
    this.#offerOutcomes(form.outcome);
    this.#channel.addEventListener("change", () => {
      this.#offerOutcomes(this.#outcome.value);
      void this.#ask();
    });
    this.#contact.addEventListener("change", () => void this.#ask());
  }

  /** @returns {TouchFormValue} */
  get value() {
    return {
      ...this.#form,
      contact: this.#contact.value ? Number(this.#contact.value) : null,
      kind: /** @type {TouchFormValue["kind"]} */ (this.#kind.value),
      channel: /** @type {Channel} */ (this.#channel.value),
      outcome: /** @type {TouchFormValue["outcome"]} */ (this.#outcome.value),
      when: this.#when.text.value,
      named: this.#named.text.value,
      note: this.#note.value,
    };
  }

  get fields() {
    return {
      contact: this.#contact, kind: this.#kind, channel: this.#channel, outcome: this.#outcome,
      when: this.#when.text, named: this.#named.text, note: this.#note,
    };
  }

  /** @param {string} wanted */
  #offerOutcomes(wanted) {
    const values = OUTCOMES[/** @type {Channel} */ (this.#channel.value)];
    const value = values.includes(wanted) ? wanted : values[0] ?? "";
    this.#outcome.offer(values.map((each) => ({ value: each, label: OUTCOME_WORDS[each]?.() ?? each })), value);
    this.#outcome.hidden = values.length < 2;
  }

  /** Asks for the guard's warning again, because it depends on the contact and the channel. */
  async #ask() {
    const { application, contact, channel } = this.value;
    try {
      const view = /** @type {TouchFormView} */ (await call("touch_form", { application, contact, channel }));
      this.#warn(view.warning);
    } catch (error) {
      tell(error);
    }
  }

  /** @param {string|null} warning */
  #warn(warning) {
    this.#warning.textContent = warning ?? "";
    this.#warning.hidden = !warning;
  }
}

/** @param {{ application: number, contact: number|null, channel: Channel|null }} request */
export async function openTouchForm(request) {
  try {
    const view = /** @type {TouchFormView} */ (await call("touch_form", request));
    const body = new TouchFields(view);
    FormDialog.open({ title: view.title, body, fields: body.fields, save: () => act("touch_save", { form: body.value }, { strict: true }) });
  } catch (error) {
    tell(error);
  }
}

export const registerTouchForm = () => customElements.define("touch-form", TouchFields);
