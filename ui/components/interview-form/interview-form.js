// <interview-form>: everything the user knows after an interview, on one page. It only holds what is typed; the page
// saves it.
//
//   const form = new InterviewFields({ view, form });
//   form.value            an InterviewForm
//   form.read(preview)    shows how dates were understood, and the problems of the fields that were left
//   form.refuse(refusal, problems)   shows what saving refused, at every field it concerns, and focuses the first of them

import { element } from "../../lib/html.js";
import { t } from "../../lib/l10n.js";
import { emptyCard } from "../card-fields/card-fields.js";
import { ChoicePills } from "../choice-pills/choice-pills.js";
import { FollowUp } from "../follow-up/follow-up.js";
import { InterviewerList } from "../interviewer-list/interviewer-list.js";
import { TextField } from "../text-field/text-field.js";
import { WhenField } from "../when-field/when-field.js";

/** @typedef {import("../../../src-tauri/bindings/InterviewForm").InterviewForm} InterviewForm */
/** @typedef {import("../../../src-tauri/bindings/InterviewView").InterviewView} InterviewView */
/** @typedef {import("../../../src-tauri/bindings/Preview").Preview} Preview */
/** @typedef {import("../../../src-tauri/bindings/Problem").Problem} Problem */

const ZONES = "interview-zones";
const COMPANIES = "interview-companies";

export class InterviewFields extends HTMLElement {
  /** @type {InterviewForm} */
  #form;
  /** @type {Record<string, TextField>} */
  #fields;
  /** @type {WhenField} */
  #when;
  /** @type {InterviewerList} */
  #people;
  /** @type {FollowUp} */
  #followUp;
  /** Fields that the user has left once, so that they may show a problem. @type {Set<TextField|ChoicePills>} */
  #left = new Set();
  /** Fields that show a message now. @type {Set<TextField|ChoicePills>} */
  #marked = new Set();

  /** @param {{ view: InterviewView, form: InterviewForm }} options form: the first values of the fields */
  constructor({ view, form }) {
    super();
    this.#form = form;
    this.#when = new WhenField({ label: t("ui-form-when"), placeholder: t("ui-form-when-example"), value: form.when, pick: "datetime-local" });
    this.#fields = {
      company: new TextField({ label: t("ui-form-company"), value: form.company, list: COMPANIES }),
      role: new TextField({ label: t("ui-form-role"), value: form.role }),
      when: this.#when.text,
      minutes: new TextField({ label: t("ui-form-minutes"), value: form.minutes, inputmode: "numeric" }),
      zone: new TextField({ label: t("ui-form-zone"), value: form.zone, placeholder: t("ui-form-zone-example"), list: ZONES }),
      shared: new TextField({ label: t("ui-form-shared"), value: form.notes.shared, rows: 4 }),
      wished: new TextField({ label: t("ui-form-wished"), value: form.notes.wished, rows: 4 }),
      seeking: new TextField({ label: t("ui-form-seeking"), value: form.notes.seeking, rows: 4 }),
      strengths: new TextField({ label: t("ui-form-strengths"), value: form.notes.strengths, rows: 4 }),
    };
    // A form without cards shows an empty one to fill in. If it is left empty, it is not saved.
    const interviewers = form.interviewers.length ? form.interviewers : [{ contact: null, card: emptyCard(), spoke_about: "" }];
    this.#people = new InterviewerList({ interviewers, lead: form.lead, fresh: form.application === null, known: view.known, zones: ZONES });
    this.#followUp = new FollowUp({ value: form.follow_up });
    const { company, role, minutes, zone, shared, wished, seeking, strengths } = this.#fields;
    this.append(
      element`<section aria-labelledby="form-interview">
        <h2 id="form-interview">${t("ui-form-interview")}</h2>
        <div class="pair">${company}${role}</div>
        <div class="pair">${this.#when}<div class="pair">${minutes}${zone}</div></div>
      </section>`,
      element`<section aria-labelledby="form-people">
        <h2 id="form-people">${t("ui-form-people")}</h2>
        <p class="aside">${t("ui-form-people-hint")}</p>
        ${this.#people}
      </section>`,
      element`<section aria-labelledby="form-follow-up">
        <h2 id="form-follow-up">${t("ui-form-follow-up")}</h2>
        ${this.#followUp}
      </section>`,
      element`<section aria-labelledby="form-notes">
        <h2 id="form-notes">${t("ui-form-notes")}</h2>
        <p class="aside">${t("ui-form-notes-hint")}</p>
        <div class="pair">${seeking}${strengths}</div>
        <div class="pair">${shared}${wished}</div>
      </section>`,
      element`<datalist id="${ZONES}">${view.zones.map((name) => element`<option value="${name}"></option>`)}</datalist>`,
      element`<datalist id="${COMPANIES}">${view.companies.map((name) => element`<option value="${name}"></option>`)}</datalist>`,
    );
    this.addEventListener("focusout", (event) => {
      const field = event.target instanceof Element ? event.target.closest("text-field") : null;
      // An empty field may still be filled in later, so it gets a message only when the form is saved.
      if (field instanceof TextField && field.value.trim()) this.#left.add(field);
    });
  }

  /** @returns {InterviewForm} */
  get value() {
    const { company, role, when, minutes, zone, shared, wished, seeking, strengths } = this.#fields;
    const text = (/** @type {TextField|undefined} */ field) => field?.value ?? "";
    return {
      interview: this.#form.interview,
      application: this.#form.application,
      basis: this.#form.basis,
      company: text(company), role: text(role), when: text(when), minutes: text(minutes), zone: text(zone),
      ...this.#people.value,
      follow_up: this.#followUp.value,
      notes: { shared: text(shared), wished: text(wished), seeking: text(seeking), strengths: text(strengths) },
    };
  }

  /** @param {Preview} preview */
  read({ start, start_value, follow_up, follow_up_value, problems, warnings }) {
    this.#when.text.note(start);
    this.#when.understood = start_value;
    this.#followUp.date.text.note(follow_up);
    this.#followUp.date.understood = follow_up_value;
    this.#show(problems, warnings, (field) => this.#left.has(field));
  }

  /**
   * @param {{ field: string|null, message: string }} refusal
   * @param {Problem[]} problems all problems of the form, also in fields the user has not left
   * @returns {boolean} whether a field shows the reason
   */
  refuse({ field, message }, problems) {
    if (field === null) return false;
    const told = problems.some((problem) => problem.field === field);
    this.#show(told ? problems : [{ field, message }, ...problems], [], () => true);
    for (const marked of this.#marked) this.#left.add(marked);
    this.#people.reveal();
    const first = this.querySelector("[aria-invalid]");
    if (first instanceof HTMLElement) first.focus();
    return first !== null;
  }

  /** For a form that is brought back: its fields may show problems at once if they are filled in. */
  leaveAll() {
    for (const field of this.querySelectorAll("text-field")) {
      if (field instanceof TextField && field.value.trim()) this.#left.add(field);
    }
  }

  focusWhen() {
    this.#when.text.input.focus();
  }

  focusFirst() {
    this.#fields.company?.input.focus();
  }

  /**
   * @param {Problem[]} problems
   * @param {Problem[]} warnings
   * @param {(field: TextField|ChoicePills) => boolean} mayComplain
   */
  #show(problems, warnings, mayComplain) {
    const before = this.#marked;
    this.#marked = new Set();
    for (const [list, say] of /** @type {const} */ ([[problems, "problem"], [warnings, "warning"]])) {
      /** @type {Map<TextField|ChoicePills, string>} */
      const said = new Map();
      for (const { field: path, message } of list) {
        const field = this.#field(path);
        if (field && mayComplain(field) && !said.has(field)) said.set(field, message);
      }
      for (const field of new Set([...before, ...said.keys()])) {
        const text = said.get(field) ?? "";
        if (text) this.#marked.add(field);
        if (say === "problem") field.problem(text);
        else if (field instanceof TextField) field.warning(text);
      }
    }
  }

  /**
   * @param {string} path as a Problem names it
   * @returns {TextField|ChoicePills|undefined}
   */
  #field(path) {
    const [head = "", index = "", ...rest] = path.split(".");
    if (head === "interviewers") return this.#people.field(Number(index), rest.join("."));
    if (head === "follow_up") return this.#followUp.messages;
    return this.#fields[head === "notes" ? index : head];
  }
}

export const registerInterviewForm = () => customElements.define("interview-form", InterviewFields);
