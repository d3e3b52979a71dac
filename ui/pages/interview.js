// The interview form, with the plan beside it. A form that was left unsaved comes back as it was; a change from elsewhere
// never touches it.

import { emptyCard } from "../components/card-fields/card-fields.js";
import { InterviewFields } from "../components/interview-form/interview-form.js";
import { PlanPreview } from "../components/plan-preview/plan-preview.js";
import { element, find } from "../lib/html.js";
import { call, Refusal } from "../lib/ipc.js";
import { t } from "../lib/l10n.js";
import { hashOf } from "../lib/router.js";
import { act, go, tell } from "../lib/stage.js";

/** @typedef {import("../../src-tauri/bindings/InterviewForm").InterviewForm} InterviewForm */
/** @typedef {import("../../src-tauri/bindings/InterviewView").InterviewView} InterviewView */
/** @typedef {import("../../src-tauri/bindings/Preview").Preview} Preview */
/** @typedef {import("../lib/stage.js").Page} Page */

const PREVIEW_PAUSE_MS = 150;

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
  /** What the fields held before anything was typed. */
  let initial = "";
  let timer = 0;
  let asked = 0;
  let done = false;

  const key = () => `draft:${hashOf({ page: "interview", id: view.form.interview, application: view.form.application })}`;

  /** @param {InterviewForm} start */
  function build(start) {
    form = new InterviewFields({ view, form: start });
    find(root, ".fields").replaceChildren(form);
    return form;
  }

  function keep() {
    if (!form || done) return;
    const typed = JSON.stringify(form.value);
    if (typed === initial) sessionStorage.removeItem(key());
    else sessionStorage.setItem(key(), typed);
  }

  async function preview() {
    const ticket = (asked += 1);
    if (!form) return null;
    /** @type {Preview} */
    const answer = await call("interview_preview", { form: form.value });
    if (ticket === asked) {
      plan.show(answer);
      form.read(answer);
    }
    return answer;
  }

  async function save() {
    if (!form) return;
    clearTimeout(timer);
    trouble.hidden = true;
    done = true;
    try {
      if (await act("interview_save", { form: form.value }, { page: false, strict: true })) sessionStorage.removeItem(key());
      else done = false;
    } catch (error) {
      done = false;
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

  function startAfresh() {
    sessionStorage.removeItem(key());
    find(root, ".restored").hidden = true;
    build(withOneCard(view.form)).focusFirst();
    preview().catch(tell);
  }

  function discard() {
    done = true;
    sessionStorage.removeItem(key());
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
      keep();
      clearTimeout(timer);
      timer = window.setTimeout(() => void preview().catch(tell), PREVIEW_PAUSE_MS);
    });
  }
  root.addEventListener("focusout", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void preview().catch(tell), PREVIEW_PAUSE_MS);
  });

  return {
    root,
    /** @param {InterviewView} given */
    show(given) {
      if (form) return;
      view = given;
      find(root, "h1").textContent = view.title;
      find(root, ".cancelled").hidden = !view.cancelled;
      const start = withOneCard(view.form);
      const draft = draftOf(sessionStorage.getItem(key()));
      initial = JSON.stringify(build(start).value);
      if (draft) build(withOneCard(draft));
      find(root, ".restored").hidden = !draft;
      plan.show(view.preview);
      /** @type {InterviewFields|null} */ (form)?.read(view.preview);
      if (draft) void preview().catch(tell);
    },
    arrive() {
      if (view.form.interview === null && !view.form.company) form?.focusFirst();
      else find(root, "h1").focus();
    },
    leave() {
      clearTimeout(timer);
      keep();
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

/**
 * @param {string|null} text
 * @returns {InterviewForm|null}
 */
function draftOf(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null; // A draft of an earlier version is not worth a message.
  }
}
