// <write-page>: the draft of a letter beside the notes it came from. Changes are kept while the user types. Nothing is
// sent from here, and nothing counts as sent before the user says so.
//
//   const page = new WritePage(); page.show(view); page.leave()     a WriteView

import { LetterFoot } from "../../components/letter-foot/letter-foot.js";
import { MissingList } from "../../components/missing-list/missing-list.js";
import { PanelHead } from "../../components/panel-head/panel-head.js";
import { SelectField } from "../../components/select-field/select-field.js";
import { SourceList } from "../../components/source-list/source-list.js";
import { TextField } from "../../components/text-field/text-field.js";
import { Autosave } from "../../lib/autosave.js";
import { find, html } from "../../lib/html.js";
import { call } from "../../lib/ipc.js";
import { t } from "../../lib/l10n.js";
import { act, notice, refresh, stay, tell } from "../../lib/navigation.js";
import { hashOf } from "../../lib/router.js";

/** @typedef {import("../../../src-tauri/bindings/LetterForm").LetterForm} LetterForm */
/** @typedef {import("../../../src-tauri/bindings/Taken").Taken} Taken */
/** @typedef {import("../../../src-tauri/bindings/WriteView").WriteView} WriteView */

const KEEP_PAUSE_MS = 400;

export class WritePage extends HTMLElement {
  /** @type {WriteView|null} */
  #view = null;
  #template = new SelectField({ label: t("ui-write-template"), choices: [], value: "" });
  #to = new SelectField({ label: t("ui-write-to"), choices: [], value: "" });
  #subject = new TextField({ label: t("ui-write-subject") });
  #body = new TextField({ label: t("ui-write-body"), rows: 18 });
  #head = new PanelHead();
  #missing = new MissingList();
  #sources = new SourceList();
  /** @type {LetterFoot} */
  #foot = new LetterFoot({
    letter: () => this.#letter,
    step: () => this.#draft.step,
    taken: () => void this.#autosave.again(), // also if unchanged: the latest draft taken is the one shown next
    sent: () => void this.#sent(),
    afresh: () => void this.#startAfresh(),
  });
  #autosave = new Autosave({ pause: KEEP_PAUSE_MS, read: () => this.#draft, save: (draft) => call("draft_keep", draft) });

  constructor() {
    super();
    this.className = "page panel write";
    this.#body.classList.add("body");
    this.append(html`
      ${this.#head}
      <p class="banner mistake" role="status" hidden></p>
      <div class="columns">
        <section class="letter" aria-label="${t("ui-write-body")}">
          <div class="choices"></div>
          <p class="language"><span></span> <a class="card">${t("ui-write-language")}</a> · <a class="template">${t("ui-write-templates")}</a></p>
          <p class="banner kept" role="status" hidden></p>
          ${this.#subject}${this.#body}${this.#foot}
        </section>
        <aside>
          ${this.#missing}
          <section aria-labelledby="write-sources"><h2 class="eyebrow" id="write-sources">${t("ui-write-sources")}</h2>${this.#sources}
            <a class="notes" data-look="button">${t("ui-write-notes")}</a></section>
        </aside>
      </div>
    `);
    const letter = find(this, ".letter");
    letter.addEventListener("input", this.#autosave.later);
    letter.addEventListener("change", () => void this.#autosave.flush());
    for (const name of ["input", "change"]) letter.addEventListener(name, this.#foot.measureSoon);
    this.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.ctrlKey) void this.#foot.openInMail();
    });
  }

  /** @param {WriteView} view */
  show(view) {
    const before = this.#view;
    const other = before?.occasion !== view.occasion || before.template !== view.template;
    const fresh = other || before.templates.length !== view.templates.length || before.addresses.join() !== view.addresses.join();
    const untouched = other || this.#autosave.isKept;
    this.#view = view;
    if (fresh) this.#build(view);
    if (other) this.#foot.taken = view.taken;
    if (untouched) {
      this.#fill(view.letter);
      this.#foot.show(view.measure);
    }
    this.#head.show(view.head);
    this.#showLines(view);
    this.#missing.show(view.missing);
    this.#sources.show(view.sources);
    const notes = find(this, ".notes");
    notes.hidden = view.notes_page === null;
    if (view.notes_page) notes.setAttribute("href", hashOf(view.notes_page));
  }

  leave() {
    this.#foot.measureSoon.cancel();
    if (this.#autosave.isStopped) return;
    void this.#autosave.flush();
    if (this.#foot.taken !== null) notice(t("ui-write-left"));
  }

  /** @returns {LetterForm} */
  get #letter() {
    return { to: this.#to.value, subject: this.#subject.value, body: this.#body.value };
  }

  /** The draft as it is saved: the letter, what it is for, and how it was taken. @returns {{ step: string, template: string, letter: LetterForm, taken: Taken|null }} */
  get #draft() {
    const { occasion: step = "", template = "" } = this.#view ?? {};
    return { step, template, letter: this.#letter, taken: this.#foot.taken };
  }

  /** @param {WriteView} view */
  #build({ template, templates, addresses, letter }) {
    this.#template = new SelectField({ label: t("ui-write-template"), choices: templates, value: template });
    this.#template.addEventListener("change", (event) => {
      event.stopPropagation();
      void this.#changeTemplate();
    });
    const choices = addresses.map((address) => ({ value: address, label: address }));
    this.#to = new SelectField({
      label: t("ui-write-to"),
      choices: choices.length ? choices : [{ value: "", label: t("ui-write-to-nobody") }],
      value: letter.to,
    });
    find(this, ".choices").replaceChildren(this.#template, this.#to);
  }

  /** @param {LetterForm} letter */
  #fill({ to, subject, body }) {
    this.#to.value = to;
    this.#subject.value = subject;
    this.#body.value = body;
    this.#autosave.accept();
  }

  /** @param {WriteView} view */
  #showLines({ mistake, kept, language, language_note, template, head }) {
    for (const [name, text] of /** @type {const} */ ([["mistake", mistake], ["kept", kept]])) {
      const line = find(this, `.${name}`);
      line.textContent = text ?? "";
      line.hidden = !text;
    }
    find(this, ".language span").textContent = language_note;
    find(this, ".language .template").setAttribute("href", hashOf({ page: "template", language, name: template }));
    const card = find(this, ".language .card");
    card.hidden = head.contact === null;
    if (head.contact !== null) card.setAttribute("href", hashOf({ page: "person", id: head.contact }));
  }

  async #sent() {
    const way = this.#foot.taken;
    if (this.#autosave.isStopped || way === null) return;
    await this.#autosave.stop();
    const recorded = await act("draft_sent", { step: this.#draft.step, way, page: { page: "today" } }).catch(tell);
    if (!recorded) this.#autosave.resume();
  }

  async #startAfresh() {
    const before = this.#draft;
    const { step, template } = before;
    try {
      await this.#autosave.settle();
      await call("draft_afresh", { step, template });
      this.#foot.taken = null;
      this.#autosave.accept({ ...before, taken: null }); // what is in the fields is given up
      stay({ page: "write", step, template });
      await refresh();
      if (JSON.stringify(this.#letter) === JSON.stringify(before.letter)) return;
      notice(t("ui-form-begun-afresh"), () => {
        call("draft_keep", before).then(() => (this.isConnected ? refresh() : undefined)).catch(tell);
      });
    } catch (error) {
      tell(error);
    }
  }

  async #changeTemplate() {
    const chosen = this.#template.value;
    try {
      if (!(await this.#autosave.flush())) return;
      stay({ page: "write", step: this.#draft.step, template: chosen });
      await refresh();
    } catch (error) {
      tell(error);
    }
  }
}

export const registerWritePage = () => customElements.define("write-page", WritePage);
