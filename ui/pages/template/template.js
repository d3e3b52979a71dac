// One template: its text, beside what it makes of real or made-up notes as one types. It saves itself; a mistake is told
// with its line and keeps nothing from being saved.

import { SavedNote } from "../../components/saved-note/saved-note.js";
import { SelectField } from "../../components/select-field/select-field.js";
import { TextField } from "../../components/text-field/text-field.js";
import { Autosave } from "../../lib/autosave.js";
import { debounce } from "../../lib/debounce.js";
import { element, find } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { call, Refusal } from "../../lib/ipc.js";
import { t } from "../../lib/l10n.js";
import { Latest } from "../../lib/latest.js";
import { act, tell } from "../../lib/navigation.js";

/** @typedef {import("../../../src-tauri/bindings/TemplateForm").TemplateForm} TemplateForm */
/** @typedef {import("../../../src-tauri/bindings/TemplatePreview").TemplatePreview} TemplatePreview */
/** @typedef {import("../../../src-tauri/bindings/TemplateView").TemplateView} TemplateView */
/** @typedef {import("../../lib/navigation.js").Page} Page */

const PREVIEW_PAUSE_MS = 150;
const SAVE_PAUSE_MS = 1500;

/** @returns {Page} */
export function templatePage() {
  /** @type {TemplateView} */
  let view;
  /** @type {SelectField} */
  let about;
  const subject = new TextField({ label: t("ui-template-subject") });
  const body = new TextField({ label: t("ui-template-body"), rows: 20, hint: t("ui-template-body-hint") });
  body.classList.add("source");
  const saved = new SavedNote();
  const root = element`<div class="page panel template">
    <header><a class="back" href="#/templates">${icon("back")}${t("ui-templates-title")}</a>
      <h1 tabindex="-1"><bdi></bdi> <small></small></h1><p class="subline"></p></header>
    <div class="columns">
      <div class="fields">
        ${subject}${body}
        <p class="line" hidden><code dir="auto"></code></p>
        <div class="tools">
          <button type="button" data-control="original" @click="${() => void giveBack()}"></button>
          ${saved}
        </div>
        <section aria-labelledby="template-variables"><h2 class="eyebrow" id="template-variables">${t("ui-template-variables")}</h2><dl></dl></section>
      </div>
      <aside>
        <h2 class="eyebrow" id="template-preview">${t("ui-template-preview")}</h2>
        <div class="about"></div>
        <div class="sheet preview" role="status" aria-labelledby="template-preview"><p class="subject" dir="auto"></p><p class="text" dir="auto"></p></div>
      </aside>
    </div>
  </div>`;
  const previews = new Latest();
  const previewSoon = debounce(() => void preview().catch(tell), PREVIEW_PAUSE_MS);
  const autosave = new Autosave({ pause: SAVE_PAUSE_MS, read: () => form(), save });

  /** @returns {TemplateForm} */
  const form = () => ({ language: view.form.language, name: view.form.name, subject: subject.value, body: body.value });

  async function preview() {
    previewSoon.cancel();
    const isLatest = previews.begin();
    const answer = await call("template_preview", { form: form(), about: about.value });
    if (isLatest()) showPreview(answer);
  }

  /** @param {TemplatePreview} made */
  function showPreview(made) {
    const { mistake } = made;
    subject.problem(mistake?.field === "subject" ? mistake.text : "");
    body.problem(mistake?.field === "body" ? mistake.text : "");
    const line = mistake?.field === "body" ? body.value.split("\n")[mistake.line - 1] ?? "" : "";
    find(root, ".line code").textContent = line;
    find(root, ".line").hidden = !line;
    find(root, ".preview").toggleAttribute("data-stale", mistake !== null);
    if (mistake) return; // the last letter that could be made stays, paler
    find(root, ".preview .subject").textContent = made.subject;
    find(root, ".preview .subject").hidden = !made.subject;
    find(root, ".preview .text").textContent = made.body;
  }

  /** @param {TemplateForm} typed */
  async function save(typed) {
    try {
      const done = await act("template_save", { form: typed }, { quiet: true });
      if (done) saved.show();
      return done;
    } catch (error) {
      if (!(error instanceof Refusal) || !root.isConnected) throw error;
      const field = error.field === "subject" ? subject : body;
      field.problem(error.message);
      return false;
    }
  }

  async function giveBack() {
    await autosave.settle();
    const { language, name } = view.form;
    const page = view.own ? { page: "templates" } : { page: "template", language, name };
    autosave.accept(); // what stands in the fields is given up
    await act("template_remove", { language, name, page }).catch(tell);
  }

  /** @param {string} name */
  function insert(name) {
    const { input } = body;
    input.focus();
    // As if it were typed, so that Ctrl+Z takes it back.
    document.execCommand("insertText", false, `{{ ${name} }}`);
  }

  for (const field of [subject, body]) {
    field.addEventListener("input", () => {
      previewSoon();
      autosave.later();
    });
    field.addEventListener("change", () => void autosave.flush());
  }
  root.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey) void autosave.flush();
  });

  return {
    root,
    /** @param {TemplateView} given */
    show(given) {
      const first = !view;
      const untouched = first || autosave.isSent;
      view = given;
      find(root, "h1 bdi").textContent = given.title;
      find(root, "h1 small").textContent = given.language;
      find(root, ".subline").textContent = given.hint;
      find(root, ".subline").hidden = !given.hint;
      subject.hidden = !given.has_subject;
      if (first) {
        about = new SelectField({ label: t("ui-template-about"), choices: given.abouts, value: given.about });
        about.addEventListener("change", () => void preview().catch(tell));
        find(root, ".about").replaceChildren(about);
        find(root, "dl").replaceChildren(
          ...given.variables.map(
            ({ name, text }) => element`<div><dt><button type="button" data-look="link" data-control="insert:${name}" @click="${() => insert(name)}"><code>${name}</code></button></dt><dd>${text}</dd></div>`,
          ),
        );
      }
      if (untouched) {
        subject.value = given.form.subject;
        body.value = given.form.body;
        autosave.accept();
        if (first) showPreview(given.preview);
        else void preview().catch(tell);
      }
      const back = find(root, "[data-control=original]");
      back.textContent = t(given.own ? "ui-template-remove" : "ui-template-original");
      back.hidden = !given.own && !given.changed;
    },
    leave: () => void autosave.flush(),
  };
}
