// <interview-page>: the interview form, with the plan beside it. What is typed is kept while the user types, and is
// brought back however the form was left. A change from elsewhere never affects it.
//
//   const page = new InterviewPage(); page.show(view); page.arrive(); page.leave()     an InterviewView

import { InterviewFields } from "../../components/interview-form/interview-form.js";
import { PlanPreview } from "../../components/plan-preview/plan-preview.js";
import { Autosave } from "../../lib/autosave.js";
import { debounce } from "../../lib/debounce.js";
import { element, find, html } from "../../lib/html.js";
import { call, Refusal } from "../../lib/ipc.js";
import { t } from "../../lib/l10n.js";
import { Latest } from "../../lib/latest.js";
import { act, current, go, notice, tell, track } from "../../lib/navigation.js";

/** @typedef {import("../../../src-tauri/bindings/InterviewForm").InterviewForm} InterviewForm */
/** @typedef {import("../../../src-tauri/bindings/InterviewView").InterviewView} InterviewView */
/** @typedef {import("../../../src-tauri/bindings/Preview").Preview} Preview */

const PREVIEW_PAUSE_MS = 150;
const KEEP_PAUSE_MS = 400;

/** Closes the toast that offers to bring back what was set aside last, in this form or an earlier one. */
let drop = () => {};

export class InterviewPage extends HTMLElement {
  /** @type {InterviewView|null} */
  #view = null;
  /** @type {InterviewFields|null} */
  #fields = null;
  /** What the fields held before anything was typed. @type {InterviewForm|null} */
  #initial = null;
  #plan = new PlanPreview();
  #trouble = element`<p class="trouble" role="alert" hidden></p>`;
  #previews = new Latest();
  #previewSoon = debounce(() => void this.#preview().catch(tell), PREVIEW_PAUSE_MS);
  #autosave = new Autosave({
    pause: KEEP_PAUSE_MS,
    read: () => this.#typed,
    save: (form) => call("interview_keep", { form, keep: this.#differs(form) }),
  });

  constructor() {
    super();
    this.className = "page interview";
    this.append(html`
      <header><h1 tabindex="-1"></h1></header>
      <p class="banner restored" role="status" hidden>${t("ui-form-restored")}
        <button type="button" data-look="link" @click="${() => this.#startAfresh()}">${t("ui-form-afresh")}</button></p>
      <p class="banner cancelled" hidden>${t("ui-interview-cancelled")}
        <button type="button" data-look="link" @click="${() => void this.#restoreInterview()}">${t("ui-interview-restore")}</button></p>
      <div class="columns">
        <form class="fields" novalidate></form>
        <aside aria-label="${t("ui-form-plan")}">
          ${this.#plan}${this.#trouble}
          <div class="tools">
            <button type="button" data-look="primary" @click="${() => void this.#save()}">${t("ui-form-save")}</button>
            <button type="button" data-look="bare" @click="${() => this.#discard()}">${t("ui-form-discard")}</button>
          </div>
        </aside>
      </div>
    `);
    this.#listen();
  }

  /** @param {InterviewView} view */
  show(view) {
    if (this.#fields) return;
    this.#view = view;
    find(this, "h1").textContent = view.title;
    find(this, ".cancelled").hidden = !view.cancelled;
    this.#initial = this.#build(view.form).value;
    this.#autosave.accept();
    if (view.unfinished) this.#build(view.unfinished).leaveAll();
    find(this, ".restored").hidden = !view.unfinished;
    this.#read(view.preview);
    if (view.unfinished) void this.#preview().catch(tell);
  }

  arrive() {
    const { form } = this.#opened;
    const empty = form.interviewers.length === 0;
    if (form.interview === null && !form.company) this.#fields?.focusFirst();
    else if (!form.when) this.#fields?.focusWhen();
    else if (empty) find(this, "interviewer-card .name input").focus();
    else find(this, "h1").focus();
  }

  leave() {
    this.#previewSoon.cancel();
    if (this.#autosave.isStopped) return;
    void this.#autosave.flush();
    if (this.#differs(this.#typed)) notice(t("ui-form-left"));
  }

  /** The view the page was opened with. */
  get #opened() {
    if (!this.#view) throw new TypeError("the form is not shown yet");
    return this.#view;
  }

  /** The form as typed now. */
  get #typed() {
    return this.#fields?.value ?? this.#opened.form;
  }

  /** @param {InterviewForm} form */
  #differs(form) {
    return JSON.stringify(form) !== JSON.stringify(this.#initial);
  }

  #listen() {
    // There is no submit button, so that Enter in a field does not save such a long form by accident.
    this.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.ctrlKey) void this.#save();
    });
    for (const name of ["input", "change"]) {
      this.addEventListener(name, () => {
        // What is typed now replaces what was set aside.
        drop();
        drop = () => {};
        this.#autosave.later();
        this.#previewSoon();
      });
    }
    this.addEventListener("focusout", this.#previewSoon);
  }

  /** @param {InterviewForm} form the first values of the fields */
  #build(form) {
    this.#fields = new InterviewFields({ view: this.#opened, form });
    find(this, ".fields").replaceChildren(this.#fields);
    return this.#fields;
  }

  /** @param {Preview} preview */
  #read(preview) {
    this.#plan.show(preview);
    this.#fields?.read(preview);
  }

  async #preview() {
    const isLatest = this.#previews.begin();
    /** @type {Preview} */
    const preview = await call("interview_preview", { form: this.#typed });
    if (isLatest()) this.#read(preview);
    return preview;
  }

  async #save() {
    this.#previewSoon.cancel();
    this.#trouble.hidden = true;
    await this.#autosave.stop();
    try {
      if (!(await act("interview_save", { form: this.#typed }, { page: false, strict: true }))) this.#autosave.resume();
    } catch (error) {
      this.#autosave.resume();
      if (!(error instanceof Refusal)) return tell(error);
      await this.#complain(error);
    }
  }

  /** @param {Refusal} refusal */
  async #complain(refusal) {
    const problems = (await this.#preview().catch(() => null))?.problems ?? [];
    const atField = this.#fields?.refuse(refusal, problems) ?? false;
    this.#trouble.textContent = atField ? "" : refusal.message;
    this.#trouble.hidden = atField;
  }

  /** Deletes what was kept of the form. */
  #forget() {
    const { form } = this.#opened;
    this.#autosave.accept(this.#initial ?? form);
    track(this.#autosave.settle().then(() => call("interview_keep", { form, keep: false }))).catch(tell);
  }

  /** @param {InterviewForm} typed the new values of the fields */
  #restart(typed) {
    this.#build(typed).focusFirst();
    void this.#autosave.flush();
    this.#preview().catch(tell);
  }

  #startAfresh() {
    const typed = this.#typed;
    this.#forget();
    find(this, ".restored").hidden = true;
    this.#restart(this.#opened.form);
    drop = notice(t("ui-form-begun-afresh"), () => this.isConnected && this.#restart(typed));
  }

  #discard() {
    const page = current();
    const typed = this.#typed;
    void this.#autosave.stop();
    this.#forget();
    if (this.#differs(typed)) {
      drop = notice(t("ui-form-discarded"), () => void call("interview_keep", { form: typed, keep: true }).then(() => go(page), tell));
    }
    const { application } = this.#opened.form;
    go(application === null ? { page: "today" } : { page: "application", id: application });
  }

  async #restoreInterview() {
    const { interview } = this.#opened.form;
    if (await act("interview_restore", { id: interview }).catch(tell)) find(this, ".cancelled").hidden = true;
  }
}

export const registerInterviewPage = () => customElements.define("interview-page", InterviewPage);
