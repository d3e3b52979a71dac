// <export-page>: exports records to a file: what, in which format, and limited to whom and when, with a preview before
// it is written or printed.
//
//   const page = new ExportPage(); page.show(view); page.leave()     an ExportView

import { ChoicePills } from "../../components/choice-pills/choice-pills.js";
import { SelectField } from "../../components/select-field/select-field.js";
import { SheetPreview } from "../../components/sheet-preview/sheet-preview.js";
import { TextField } from "../../components/text-field/text-field.js";
import { debounce } from "../../lib/debounce.js";
import { find, html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { call, Refusal } from "../../lib/ipc.js";
import { t } from "../../lib/l10n.js";
import { Latest } from "../../lib/latest.js";
import { act, tell } from "../../lib/navigation.js";

/** @typedef {import("../../../src-tauri/bindings/ExportPreview").ExportPreview} ExportPreview */
/** @typedef {import("../../../src-tauri/bindings/ExportView").ExportView} ExportView */
/** @typedef {import("../../../src-tauri/bindings/ExportForm").ExportForm} ExportForm */

const PREVIEW_PAUSE_MS = 150;

export class ExportPage extends HTMLElement {
  /** @type {ExportView|null} */
  #view = null;
  #what = new ChoicePills({ label: t("ui-export-what"), choices: [], value: "" });
  #format = new SelectField({ label: t("ui-export-format"), choices: [], value: "" });
  #application = new SelectField({ label: t("ui-export-application"), choices: [], value: "" });
  #query = new TextField({ label: t("ui-export-people"), hint: t("ui-export-people-hint") });
  #from = new TextField({ label: t("ui-export-from"), hint: t("ui-export-from-hint") });
  #to = new TextField({ label: t("ui-export-to"), hint: t("ui-export-to-hint") });
  #paper = new SheetPreview({ labelledBy: "export-preview" });
  #previews = new Latest();
  #previewSoon = debounce(() => void this.#preview(), PREVIEW_PAUSE_MS);

  constructor() {
    super();
    this.className = "page export";
    this.append(html`
      <header><a class="back" href="#/people">${icon("back")}${t("ui-people-title")}</a>
        <h1 tabindex="-1">${t("ui-export-title")}</h1><p class="subline"></p></header>
      <form novalidate @submit="${(/** @type {Event} */ event) => void this.#save(event)}">
        <div class="what"></div>
        <div class="narrow"><div class="of"></div>${this.#query}${this.#from}${this.#to}</div>
        <div class="to"></div>
        <div class="calendar"><p class="kept" hidden></p><p class="problem" role="alert" hidden></p>
          <button type="button" data-control="keep" @click="${() => void act("calendar_keep", {}).catch(tell)}">${t("ui-export-calendar")}</button>
          <button type="button" data-control="stop" @click="${() => void act("setting_save", { key: "calendar_file", value: "" }).catch(tell)}">${t("ui-export-calendar-stop")}</button>
          <p class="hint">${t("ui-export-calendar-hint")}</p></div>
        <div class="tools">
          <button type="submit" data-look="primary" data-control="save">${t("ui-export-save")}</button>
          <button type="button" data-control="print" @click="${() => void this.#print().catch(tell)}">${t("ui-export-print")}</button>
          <p class="count" role="status"></p>
        </div>
      </form>
      <section class="look" aria-labelledby="export-preview"><h2 class="eyebrow" id="export-preview">${t("ui-export-preview")}</h2>${this.#paper}</section>
    `);
    for (const field of [this.#query, this.#from, this.#to]) field.addEventListener("input", this.#previewSoon);
  }

  /** @param {ExportView} view */
  show(view) {
    const first = this.#view === null;
    this.#view = view;
    if (first) this.#build(view);
    const lines = { kept: view.calendar, problem: view.calendar_problem };
    for (const [name, text] of Object.entries(lines)) {
      const line = find(this, `.calendar .${name}`);
      line.textContent = text;
      line.hidden = !text;
    }
    find(this, "[data-control=stop]").hidden = !view.calendar;
    void this.#preview();
  }

  leave() {
    this.#previewSoon.cancel();
  }

  /** @returns {ExportForm} */
  get #form() {
    const narrowed = !find(this, ".narrow").hidden;
    return {
      what: /** @type {ExportForm["what"]} */ (this.#what.value),
      format: /** @type {ExportForm["format"]} */ (this.#format.value),
      application: narrowed && this.#application.value ? Number(this.#application.value) : null,
      query: narrowed ? this.#query.value : "",
      from: narrowed ? this.#from.value : "",
      to: narrowed ? this.#to.value : "",
    };
  }

  /** @param {ExportView} view */
  #build({ whats, applications, form }) {
    this.#what = new ChoicePills({
      label: t("ui-export-what"),
      choices: whats.map(({ value, label }) => ({ value, label })),
      value: form.what,
    });
    this.#what.addEventListener("change", () => {
      this.#fit();
      void this.#preview();
    });
    this.#application = new SelectField({ label: t("ui-export-application"), choices: applications, value: "" });
    this.#application.addEventListener("change", () => void this.#preview());
    find(this, ".what").replaceChildren(this.#what);
    find(this, ".of").replaceChildren(this.#application);
    this.#query.value = form.query;
    this.#fit();
  }

  /** Shows the formats and fields that fit the choices made. */
  #fit() {
    const chosen = this.#view?.whats.find(({ value }) => value === this.#what.value);
    if (!chosen) return;
    find(this, ".subline").textContent = chosen.hint;
    find(this, ".narrow").hidden = !chosen.narrows;
    find(this, ".calendar").hidden = chosen.value !== "plan";
    const before = chosen.formats.find(({ value }) => value === this.#format.value);
    const value = (before ?? chosen.formats[0])?.value ?? "";
    this.#format = new SelectField({ label: t("ui-export-format"), choices: chosen.formats, value });
    find(this, ".to").replaceChildren(this.#format);
  }

  async #preview() {
    this.#previewSoon.cancel();
    const isLatest = this.#previews.begin();
    for (const field of [this.#query, this.#from, this.#to]) field.problem("");
    try {
      /** @type {ExportPreview} */
      const made = await call("export_preview", { form: this.#form });
      if (!isLatest() || !this.isConnected) return;
      find(this, ".count").textContent = made.text;
      find(this, ".look").hidden = made.sheet === null;
      find(this, "[data-control=print]").hidden = made.sheet === null;
      if (made.sheet) this.#paper.show(made.sheet);
    } catch (error) {
      if (isLatest()) this.#refuse(error);
    }
  }

  /** @param {Event} event */
  async #save(event) {
    event.preventDefault();
    await act("export_save", { form: this.#form }).catch((error) => this.#refuse(error));
  }

  /** Shows the whole table, which is all that is printed, and prints it. */
  async #print() {
    this.#previewSoon.cancel();
    this.#previews.begin(); // a preview that is still under way must not replace it
    /** @type {ExportPreview} */
    const made = await call("export_print", { form: this.#form });
    if (!made.sheet) return;
    this.#paper.show(made.sheet);
    await call("print_page");
  }

  /** Shows the message of a refusal at its field. @param {unknown} error */
  #refuse(error) {
    const fields = { query: this.#query, from: this.#from, to: this.#to };
    const field = error instanceof Refusal ? Reflect.get(fields, error.field ?? "") : undefined;
    if (field) field.problem(error instanceof Error ? error.message : "");
    else tell(error);
  }
}

export const registerExportPage = () => customElements.define("export-page", ExportPage);
