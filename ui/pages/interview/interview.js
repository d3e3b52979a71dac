// The interview form, with the plan beside it. What is typed is kept as one types, and comes back as it was however the form
// was left; a change from elsewhere never touches it.

import { emptyCard } from "../../components/card-fields/card-fields.js";
import { InterviewFields } from "../../components/interview-form/interview-form.js";
import { PlanPreview } from "../../components/plan-preview/plan-preview.js";
import { Autosave } from "../../lib/autosave.js";
import { debounce } from "../../lib/debounce.js";
import { element, find } from "../../lib/html.js";
import { call, Refusal } from "../../lib/ipc.js";
import { t } from "../../lib/l10n.js";
import { Latest } from "../../lib/latest.js";
import { act, current, go, notice, tell } from "../../lib/navigation.js";

/** @typedef {import("../../../src-tauri/bindings/InterviewForm").InterviewForm} InterviewForm */
/** @typedef {import("../../../src-tauri/bindings/InterviewView").InterviewView} InterviewView */
/** @typedef {import("../../../src-tauri/bindings/Preview").Preview} Preview */
/** @typedef {import("../../lib/navigation.js").Page} Page */

const PREVIEW_PAUSE_MS = 150;
const KEEP_PAUSE_MS = 400;

/** Takes away the offer to bring back what was set aside last, in this form or the one before. */
let drop = () => {};

/** @returns {Page} */
export function interviewPage() {
  const plan = new PlanPreview();
  const trouble = element`<p class="trouble" role="alert" hidden></p>`;
  const root = element`<form class="page interview" novalidate>
    <header><h1 tabindex="-1"></h1></header>
    <p class="banner restored" role="status" hidden>${t("ui-form-restored")}
      <button type="button" data-look="link" @click="${() => startAfresh()}">${t("ui-form-afresh")}</button></p>
    <p class="banner cancelled" hidden>${t("ui-interview-cancelled")}
      <button type="button" data-look="link" @click="${() => restoreInterview()}">${t("ui-interview-restore")}</button></p>
    <div class="columns">
      <div class="fields"></div>
      <aside aria-label="${t("ui-form-plan")}">
        ${plan}${trouble}
        <div class="tools">
          <button type="button" data-look="primary" @click="${() => void save()}">${t("ui-form-save")}</button>
          <button type="button" data-look="bare" @click="${() => discard()}">${t("ui-form-discard")}</button>
        </div>
      </aside>
    </div>
  </form>`;
  /** @type {InterviewView} */
  let view;
  /** @type {InterviewFields|null} */
  let form = null;
  /** What the fields held before anything was typed. @type {InterviewForm} */
  let initial;
  const previews = new Latest();
  const previewSoon = debounce(() => void preview().catch(tell), PREVIEW_PAUSE_MS);
  const autosave = new Autosave({
    pause: KEEP_PAUSE_MS,
    read: () => form?.value ?? initial,
    save: (value) => call("interview_keep", { form: value, keep: differs(value) }),
  });

  /** @param {InterviewForm} value */
  const differs = (value) => JSON.stringify(value) !== JSON.stringify(initial);

  /** @param {InterviewForm} start */
  function build(start) {
    form = new InterviewFields({ view, form: start });
    find(root, ".fields").replaceChildren(form);
    return form;
  }

  function forget() {
    autosave.accept(initial);
    autosave.settle().then(() => call("interview_keep", { form: view.form, keep: false })).catch(tell);
  }

  async function preview() {
    const isLatest = previews.begin();
    if (!form) return null;
    /** @type {Preview} */
    const answer = await call("interview_preview", { form: form.value });
    if (isLatest()) {
      plan.show(answer);
      form.read(answer);
    }
    return answer;
  }

  async function save() {
    if (!form) return;
    previewSoon.cancel();
    trouble.hidden = true;
    await autosave.stop();
    try {
      if (!(await act("interview_save", { form: form.value }, { page: false, strict: true }))) autosave.resume();
    } catch (error) {
      autosave.resume();
      if (!(error instanceof Refusal)) return tell(error);
      await complain(error);
    }
  }

  /** @param {Refusal} refusal */
  async function complain(refusal) {
    const known = (await preview().catch(() => null))?.problems ?? [];
    const told = known.some((problem) => problem.field === refusal.field);
    if (refusal.field !== null) form?.complain(told ? known : [{ field: refusal.field, message: refusal.message }, ...known]);
    const atField = refusal.field !== null && root.querySelector("[aria-invalid]") !== null;
    trouble.textContent = atField ? "" : refusal.message;
    trouble.hidden = atField;
  }

  /** @param {InterviewForm} typed what the fields hold from now on */
  function restart(typed) {
    build(withOneCard(typed)).focusFirst();
    void autosave.flush();
    preview().catch(tell);
  }

  function startAfresh() {
    const typed = form?.value;
    forget();
    find(root, ".restored").hidden = true;
    restart(view.form);
    if (typed) drop = notice(t("ui-form-begun-afresh"), () => root.isConnected && restart(typed));
  }

  function discard() {
    const page = current();
    const typed = form?.value;
    void autosave.stop();
    forget();
    if (typed && differs(typed)) {
      drop = notice(t("ui-form-discarded"), () => void call("interview_keep", { form: typed, keep: true }).then(() => go(page), tell));
    }
    const { application } = view.form;
    go(application === null ? { page: "today" } : { page: "application", id: application });
  }

  async function restoreInterview() {
    if (await act("interview_restore", { id: view.form.interview }).catch(tell)) find(root, ".cancelled").hidden = true;
  }

  // There is no submit button, so Enter in a field does not send a form of this length by accident.
  root.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey) void save();
  });
  for (const name of ["input", "change"]) {
    root.addEventListener(name, () => {
      // What is typed now takes the place of what was set aside.
      drop();
      drop = () => {};
      autosave.later();
      previewSoon();
    });
  }
  root.addEventListener("focusout", previewSoon);

  return {
    root,
    /** @param {InterviewView} given */
    show(given) {
      if (form) return;
      view = given;
      find(root, "h1").textContent = view.title;
      find(root, ".cancelled").hidden = !view.cancelled;
      const start = withOneCard(view.form);
      const draft = view.unfinished;
      initial = build(start).value;
      autosave.accept(initial);
      if (draft) build(withOneCard(draft)).leaveAll();
      find(root, ".restored").hidden = !draft;
      plan.show(view.preview);
      /** @type {InterviewFields|null} */ (form)?.read(view.preview);
      if (draft) void preview().catch(tell);
    },
    arrive() {
      const empty = view.form.interviewers.length === 0;
      if (view.form.interview === null && !view.form.company) form?.focusFirst();
      else if (!view.form.when) form?.focusWhen();
      else if (empty) find(root, "interviewer-card .name input").focus();
      else find(root, "h1").focus();
    },
    leave() {
      previewSoon.cancel();
      if (autosave.isStopped || !form) return;
      void autosave.flush();
      if (differs(form.value)) notice(t("ui-form-left"));
    },
  };
}

/**
 * A form without cards shows one to write on; left empty, it is not saved.
 * @param {InterviewForm} form
 * @returns {InterviewForm}
 */
const withOneCard = (form) =>
  form.interviewers.length ? form : { ...form, interviewers: [{ contact: null, card: emptyCard(), spoke_about: "" }] };
