// <template-page>: the text of one template, beside a preview made from real or made-up notes while the user types. It
// is saved automatically. A mistake is shown with its line and does not prevent saving.
//
//   const page = new TemplatePage(); page.show(view); page.leave()     a TemplateView

import { SavedNote } from "../../components/saved-note/saved-note.js";
import { SelectField } from "../../components/select-field/select-field.js";
import { TextField } from "../../components/text-field/text-field.js";
import { Autosave } from "../../lib/autosave.js";
import { debounce } from "../../lib/debounce.js";
import { element, find, html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { call, Refusal } from "../../lib/ipc.js";
import { t } from "../../lib/l10n.js";
import { Latest } from "../../lib/latest.js";
import { act, tell } from "../../lib/navigation.js";

/** @typedef {import("../../../src-tauri/bindings/TemplateForm").TemplateForm} TemplateForm */
/** @typedef {import("../../../src-tauri/bindings/TemplatePreview").TemplatePreview} TemplatePreview */
/** @typedef {import("../../../src-tauri/bindings/TemplateView").TemplateView} TemplateView */

const PREVIEW_PAUSE_MS = 150;
const SAVE_PAUSE_MS = 1500;

export class TemplatePage extends HTMLElement {
  /** @type {TemplateView|null} */
  #view = null;
  #subject = new TextField({ label: t("ui-template-subject") });
  #body = new TextField({ label: t("ui-template-body"), rows: 20, hint: t("ui-template-body-hint") });
  /** Whose notes the preview is made from. */
  #about = new SelectField({ label: t("ui-template-about"), choices: [], value: "" });
  #saved = new SavedNote();
  #previews = new Latest();
  #previewSoon = debounce(() => void this.#preview(), PREVIEW_PAUSE_MS);
  #autosave = new Autosave({ pause: SAVE_PAUSE_MS, read: () => this.#form, save: (form) => this.#save(form) });

  constructor() {
    super();
    this.className = "page panel template";
    this.#body.classList.add("source");
    this.append(html`
      <header><a class="back" href="#/templates">${icon("back")}${t("ui-templates-title")}</a>
        <h1 tabindex="-1"><bdi></bdi> <small></small></h1><p class="subline"></p></header>
      <div class="columns">
        <div class="fields">
          ${this.#subject}${this.#body}
          <p class="line" hidden><code dir="auto"></code></p>
          <div class="tools">
            <button type="button" data-control="original" @click="${() => void this.#giveBack()}"></button>
            ${this.#saved}
          </div>
          <section aria-labelledby="template-variables"><h2 class="eyebrow" id="template-variables">${t("ui-template-variables")}</h2><dl></dl></section>
        </div>
        <aside>
          <h2 class="eyebrow" id="template-preview">${t("ui-template-preview")}</h2>
          <div class="about"></div>
          <div class="sheet preview" role="status" aria-labelledby="template-preview"><p class="subject" dir="auto"></p><p class="text" dir="auto"></p></div>
        </aside>
      </div>
    `);
    for (const field of [this.#subject, this.#body]) {
      field.addEventListener("input", () => {
        this.#previewSoon();
        this.#autosave.later();
      });
      field.addEventListener("change", () => void this.#autosave.flush());
    }
    this.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.ctrlKey) void this.#autosave.flush();
    });
  }

  /** @param {TemplateView} view */
  show(view) {
    const first = this.#view === null;
    const untouched = first || this.#autosave.isSent;
    this.#view = view;
    find(this, "h1 bdi").textContent = view.title;
    find(this, "h1 small").textContent = view.language;
    find(this, ".subline").textContent = view.hint;
    find(this, ".subline").hidden = !view.hint;
    this.#subject.hidden = !view.has_subject;
    if (first) this.#build(view);
    if (untouched) this.#fill(view.form);
    if (first) this.#showPreview(view.preview);
    else if (untouched) void this.#preview();
    const back = find(this, "[data-control=original]");
    back.textContent = t(view.own ? "ui-template-remove" : "ui-template-original");
    back.hidden = !view.own && !view.changed;
  }

  leave() {
    void this.#autosave.flush();
  }

  /** @returns {TemplateForm} */
  get #form() {
    const { language = "", name = "" } = this.#view?.form ?? {};
    return { language, name, subject: this.#subject.value, body: this.#body.value };
  }

  /** @param {TemplateView} view */
  #build({ abouts, about, variables }) {
    this.#about = new SelectField({ label: t("ui-template-about"), choices: abouts, value: about });
    this.#about.addEventListener("change", () => void this.#preview());
    find(this, ".about").replaceChildren(this.#about);
    find(this, "dl").replaceChildren(
      ...variables.map(
        ({ name, text }) => element`<div><dt><button type="button" data-look="link" data-control="insert:${name}" @click="${() => this.#insert(name)}"><code>${name}</code></button></dt><dd>${text}</dd></div>`,
      ),
    );
  }

  /** @param {TemplateForm} form */
  #fill({ subject, body }) {
    this.#subject.value = subject;
    this.#body.value = body;
    this.#autosave.accept();
  }

  async #preview() {
    this.#previewSoon.cancel();
    const isLatest = this.#previews.begin();
    try {
      const made = await call("template_preview", { form: this.#form, about: this.#about.value });
      if (isLatest()) this.#showPreview(made);
    } catch (error) {
      tell(error);
    }
  }

  /** @param {TemplatePreview} made */
  #showPreview({ subject, body, mistake }) {
    this.#subject.problem(mistake?.field === "subject" ? mistake.text : "");
    this.#body.problem(mistake?.field === "body" ? mistake.text : "");
    const line = mistake?.field === "body" ? this.#body.value.split("\n")[mistake.line - 1] ?? "" : "";
    find(this, ".line code").textContent = line;
    find(this, ".line").hidden = !line;
    find(this, ".preview").toggleAttribute("data-stale", mistake !== null);
    if (mistake) return; // the last letter that could be made stays, but paler
    find(this, ".preview .subject").textContent = subject;
    find(this, ".preview .subject").hidden = !subject;
    find(this, ".preview .text").textContent = body;
  }

  /** @param {TemplateForm} form */
  async #save(form) {
    try {
      const saved = await act("template_save", { form }, { quiet: true });
      if (saved) this.#saved.show();
      return saved;
    } catch (error) {
      if (!(error instanceof Refusal) || !this.isConnected) throw error;
      const field = error.field === "subject" ? this.#subject : this.#body;
      field.problem(error.message);
      return false;
    }
  }

  /** Removes a template the user added, or restores the original of a changed one. */
  async #giveBack() {
    await this.#autosave.settle();
    const { language, name } = this.#form;
    const page = this.#view?.own ? { page: "templates" } : { page: "template", language, name };
    this.#autosave.accept(); // what is in the fields is given up
    await act("template_remove", { language, name, page }).catch(tell);
  }

  /** @param {string} name the variable's name */
  #insert(name) {
    this.#body.input.focus();
    // As if it were typed, so that Ctrl+Z takes it back.
    document.execCommand("insertText", false, `{{ ${name} }}`);
  }
}

export const registerTemplatePage = () => customElements.define("template-page", TemplatePage);
