// What is recorded as a file: what, in which format, of whom and when; with a look at it before it is written or printed.

import { ChoicePills } from "../../components/choice-pills/choice-pills.js";
import { SelectField } from "../../components/select-field/select-field.js";
import { TextField } from "../../components/text-field/text-field.js";
import { debounce } from "../../lib/debounce.js";
import { element, find } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { call, Refusal } from "../../lib/ipc.js";
import { t } from "../../lib/l10n.js";
import { Latest } from "../../lib/latest.js";
import { act, tell } from "../../lib/navigation.js";

/** @typedef {import("../../../src-tauri/bindings/ExportPreview").ExportPreview} ExportPreview */
/** @typedef {import("../../../src-tauri/bindings/ExportView").ExportView} ExportView */
/** @typedef {import("../../../src-tauri/bindings/SheetView").SheetView} SheetView */
/** @typedef {import("../../../src-tauri/bindings/WishForm").WishForm} WishForm */
/** @typedef {import("../../lib/navigation.js").Page} Page */

const PREVIEW_PAUSE_MS = 150;

/** @returns {Page} */
export function exportPage() {
  /** @type {ExportView|undefined} */
  let view;
  /** @type {ChoicePills} */
  let what;
  /** @type {SelectField} */
  let format;
  /** @type {SelectField} */
  let application;
  const query = new TextField({ label: t("ui-export-people"), hint: t("ui-export-people-hint") });
  const from = new TextField({ label: t("ui-export-from"), hint: t("ui-export-from-hint") });
  const to = new TextField({ label: t("ui-export-to"), hint: t("ui-export-to-hint") });
  const root = element`<div class="page export">
    <header><a class="back" href="#/people">${icon("back")}${t("ui-people-title")}</a>
      <h1 tabindex="-1">${t("ui-export-title")}</h1><p class="subline"></p></header>
    <form novalidate @submit="${save}">
      <div class="what"></div>
      <div class="narrow"><div class="of"></div>${query}${from}${to}</div>
      <div class="to"></div>
      <div class="calendar"><p class="kept" hidden></p><p class="problem" role="alert" hidden></p>
        <button type="button" data-control="keep" @click="${() => void act("calendar_keep", {}).catch(tell)}">${t("ui-export-calendar")}</button>
        <button type="button" data-control="stop" @click="${() => void act("setting_save", { key: "calendar_file", value: "" }).catch(tell)}">${t("ui-export-calendar-stop")}</button>
        <p class="hint">${t("ui-export-calendar-hint")}</p></div>
      <div class="tools">
        <button type="submit" data-look="primary" data-control="save">${t("ui-export-save")}</button>
        <button type="button" data-control="print" @click="${() => void print().catch(tell)}">${t("ui-export-print")}</button>
        <p class="count" role="status"></p>
      </div>
    </form>
    <section class="look" aria-labelledby="export-preview"><h2 class="eyebrow" id="export-preview">${t("ui-export-preview")}</h2><div class="paper sheet" tabindex="0" role="region" aria-labelledby="export-preview"></div></section>
  </div>`;
  const previews = new Latest();
  const previewSoon = debounce(() => void preview(), PREVIEW_PAUSE_MS);

  /** @returns {WishForm} */
  const form = () => ({
    what: /** @type {WishForm["what"]} */ (what.value),
    format: /** @type {WishForm["format"]} */ (format.value),
    ...(find(root, ".narrow").hidden
      ? { application: null, query: "", from: "", to: "" }
      : { application: application.value ? Number(application.value) : null, query: query.value, from: from.value, to: to.value }),
  });

  /** Shows the message of a refusal at its field. @param {unknown} error */
  function refuse(error) {
    const fields = { query, from, to };
    const field = error instanceof Refusal ? Reflect.get(fields, error.field ?? "") : undefined;
    if (field) field.problem(error instanceof Error ? error.message : "");
    else tell(error);
  }

  async function preview() {
    previewSoon.cancel();
    const isLatest = previews.begin();
    for (const field of [query, from, to]) field.problem("");
    try {
      /** @type {ExportPreview} */
      const made = await call("export_preview", { form: form() });
      if (!isLatest() || !root.isConnected) return;
      find(root, ".count").textContent = made.text;
      find(root, ".look").hidden = made.sheet === null;
      find(root, "[data-control=print]").hidden = made.sheet === null;
      if (made.sheet) find(root, ".paper").replaceChildren(...paper(made.sheet));
    } catch (error) {
      if (isLatest()) refuse(error);
    }
  }

  /** @param {Event} event */
  async function save(event) {
    event.preventDefault();
    await act("export_save", { form: form() }).catch(refuse);
  }

  /** The page as it is on paper is the whole table and nothing else. */
  async function print() {
    previewSoon.cancel();
    previews.begin(); // a look that is still under way must not take its place
    /** @type {ExportPreview} */
    const made = await call("export_print", { form: form() });
    if (!made.sheet) return;
    find(root, ".paper").replaceChildren(...paper(made.sheet));
    await call("print_page");
  }

  /** What fits what was chosen. */
  function fit() {
    const chosen = view?.whats.find(({ value }) => value === what.value);
    if (!chosen) return;
    find(root, ".subline").textContent = chosen.hint;
    find(root, ".narrow").hidden = !chosen.narrows;
    find(root, ".calendar").hidden = chosen.value !== "plan";
    const kept = chosen.formats.some(({ value }) => value === format?.value) ? format.value : chosen.formats[0]?.value ?? "";
    format = new SelectField({ label: t("ui-export-format"), choices: chosen.formats, value: kept });
    find(root, ".to").replaceChildren(format);
  }

  for (const field of [query, from, to]) field.addEventListener("input", previewSoon);

  return {
    root,
    /** @param {ExportView} given */
    show(given) {
      const first = !view;
      view = given;
      if (first) {
        what = new ChoicePills({
          label: t("ui-export-what"),
          choices: given.whats.map(({ value, label }) => ({ value, label })),
          value: given.form.what,
        });
        what.addEventListener("change", () => {
          fit();
          void preview();
        });
        application = new SelectField({ label: t("ui-export-application"), choices: given.applications, value: "" });
        application.addEventListener("change", () => void preview());
        find(root, ".what").replaceChildren(what);
        find(root, ".of").replaceChildren(application);
        query.value = given.form.query;
        fit();
      }
      const lines = { kept: given.calendar, problem: given.calendar_problem };
      for (const [name, text] of Object.entries(lines)) {
        const line = find(root, `.calendar .${name}`);
        line.textContent = text;
        line.hidden = !text;
      }
      find(root, "[data-control=stop]").hidden = !given.calendar;
      void preview();
    },
    leave: previewSoon.cancel,
  };
}

/** @param {SheetView} sheet */
function paper({ title, lines, labels, rows, more }) {
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  for (const label of labels) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = label;
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const text of row) {
      const cell = line.insertCell();
      cell.dir = "auto";
      cell.textContent = text;
    }
  }
  const heading = element`<p class="title">${title}</p>`;
  return [heading, ...lines.map((line) => element`<p class="about">${line}</p>`), table, more && element`<p class="more">${more}</p>`].filter(
    (part) => part !== "",
  );
}
