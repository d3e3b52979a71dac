// Files on their way in: dropped, pasted or chosen; looked at; and only then taken over.

import { CardFields } from "../../components/card-fields/card-fields.js";
import { FileDrop } from "../../components/file-drop/file-drop.js";
import { TextField } from "../../components/text-field/text-field.js";
import { element, find, freshId } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { call, listen, Refusal, sendFile } from "../../lib/ipc.js";
import { t } from "../../lib/l10n.js";
import { focusHeading, keepFocus } from "../../lib/lists.js";
import { act, refresh, tell } from "../../lib/navigation.js";

/** @typedef {import("../../../src-tauri/bindings/CardReading").CardReading} CardReading */
/** @typedef {import("../../../src-tauri/bindings/ImportChange").ImportChange} ImportChange */
/** @typedef {import("../../../src-tauri/bindings/ImportFile").ImportFile} ImportFile */
/** @typedef {import("../../../src-tauri/bindings/ImportGroup").ImportGroup} ImportGroup */
/** @typedef {import("../../../src-tauri/bindings/ImportRow").ImportRow} ImportRow */
/** @typedef {import("../../../src-tauri/bindings/ImportView").ImportView} ImportView */
/** @typedef {import("../../../src-tauri/bindings/Pick").Pick} Pick */
/** @typedef {import("../../lib/navigation.js").Page} Page */

const ZONES = "import-zones";
/** What is done sooner needs no bar. */
const BAR_PAUSE_MS = 700;

/** @returns {Page} */
export function importPage() {
  const paste = new TextField({ label: t("ui-import-paste"), rows: 6, hint: t("ui-import-paste-hint") });
  const root = element`<div class="page import">
    <header><a class="back" href="#/people">${icon("back")}${t("ui-people-title")}</a>
      <h1 tabindex="-1">${t("ui-import-title")}</h1><p class="subline"></p></header>
    <div class="working" role="status" hidden><p></p><progress></progress></div>
    <div class="content"></div>
  </div>`;
  const content = find(root, ".content");
  /** What is being read or imported now, so that nothing is begun twice. */
  let busy = false;
  let begun = false;
  let print = "";
  /** One choice is sent after the other, and what is imported is what was chosen last. @type {Promise<void>} */
  let choosing = Promise.resolve();

  /**
   * Runs what takes a while, with a bar if it does.
   * @template T
   * @param {string} text
   * @param {() => Promise<T>} work
   * @param {boolean} [asks] whether it begins with a dialog, so that the time counts from when it is answered
   * @returns {Promise<T|undefined>}
   */
  async function working(text, work, asks = false) {
    if (busy) return undefined;
    busy = true;
    const bar = find(root, ".working");
    const progress = /** @type {HTMLProgressElement} */ (find(root, "progress"));
    progress.removeAttribute("value");
    find(bar, "p").textContent = text;
    let timer = 0;
    const count = () => (timer = window.setTimeout(() => (bar.hidden = false), BAR_PAUSE_MS));
    if (!asks) count();
    const stop = await listen("progress", ([done, total]) => {
      if (timer === 0) count();
      if (total === 0) return;
      progress.max = total;
      progress.value = done;
    });
    try {
      return await work();
    } catch (error) {
      tell(error);
      return undefined;
    } finally {
      stop();
      clearTimeout(timer);
      bar.hidden = true;
      busy = false;
    }
  }

  /** @param {File} file */
  const take = (file) =>
    void working(t("ui-import-reading"), async () => {
      await sendFile("import_bytes", file);
      await opened();
    });

  const choose = () =>
    void working(t("ui-import-reading"), async () => {
      if (await call("import_open")) await opened();
    }, true);

  const readText = () =>
    void working(t("ui-import-reading"), async () => {
      /** @type {CardReading|null} */
      const card = await call("import_text", { text: paste.value });
      if (card === null) await opened();
      else review(card);
    });

  async function opened() {
    await refresh();
    focusHeading(root);
  }

  /** @param {ImportChange} wanted */
  const change = (wanted) => (choosing = choosing.then(() => changeNow(wanted)));

  /** @param {ImportChange} change */
  async function changeNow(change) {
    try {
      const { view } = await call("import_change", { change });
      if (root.isConnected) keepFocus(root, () => show(view));
    } catch (error) {
      tell(error);
      await refresh();
    }
  }

  const takeOver = () =>
    void working(t("ui-import-working"), async () => {
      await choosing;
      return act("import_take", {}, { page: false });
    });

  async function close() {
    const { view } = await call("import_close");
    show(view);
    focusHeading(root);
  }

  /** What was read off a text, to be looked at field by field. @param {CardReading} reading */
  function review(reading) {
    const fields = new CardFields({ card: reading.card, zones: ZONES, open: true });
    const form = element`<form class="sheet review" novalidate aria-labelledby="import-card" @submit="${save}">
      <h2 id="import-card">${t("ui-import-card")}</h2>
      <p class="hint" role="status">${reading.text}</p>
      ${fields}
      <datalist id="${ZONES}">${reading.zones.map((zone) => element`<option value="${zone}"></option>`)}</datalist>
      ${reading.rest.length > 0 && element`<div class="rest"><h3 class="eyebrow">${t("ui-import-rest")}</h3><ul>${reading.rest.map((line) => element`<li dir="auto">${line}</li>`)}</ul></div>`}
      <div class="tools">
        <button type="submit" data-look="primary">${t("ui-import-save-card")}</button>
        <button type="button" @click="${discard}">${t("ui-import-drop-card")}</button>
      </div>
    </form>`;
    find(root, ".reviewed").replaceChildren(form);
    find(form, ".name input").focus();

    /** @param {Event} event */
    async function save(event) {
      event.preventDefault();
      try {
        await act("person_add", { card: fields.value }, { page: false });
      } catch (error) {
        const field = error instanceof Refusal ? fields.field(error.field ?? "") : undefined;
        if (!field) return tell(error);
        field.problem(error instanceof Error ? error.message : "");
        fields.reveal();
        field.input.focus();
      }
    }

    function discard() {
      find(root, ".reviewed").replaceChildren();
      paste.input.focus();
    }
  }

  /** @param {ImportView} view */
  function show(view) {
    // A change elsewhere shows the page again; what is being typed stays.
    if (begun && JSON.stringify(view) === print) return;
    const wasEmpty = print !== "" && JSON.parse(print).file === null;
    print = JSON.stringify(view);
    begun = true;
    if (view.file === null && wasEmpty) return;
    find(root, "h1").textContent = view.file?.name ?? t("ui-import-title");
    find(root, ".subline").textContent = view.file?.kind ?? t("ui-import-lead");
    if (view.file) content.replaceChildren(...file(view.file));
    else content.replaceChildren(new FileDrop({ take, choose }), pasting(), element`<div class="reviewed"></div>`);
  }

  const pasting = () => element`<section class="pasting">${paste}
    <div class="tools"><button type="button" data-control="read" @click="${readText}">${t("ui-import-read")}</button></div>
  </section>`;

  /** @param {ImportFile} given */
  function file(given) {
    return [
      element`<div class="verdict">
        <p role="status">${given.summary}</p>
        <div class="tools">
          <button type="button" data-look="primary" data-control="take" ?hidden="${!given.action}" @click="${takeOver}">${given.action}</button>
          <button type="button" data-control="close" @click="${() => void close().catch(tell)}">${t("ui-import-close")}</button>
        </div>
      </div>`,
      ...(given.columns.length > 0 ? [columns(given)] : []),
      ...given.groups.map(group),
    ];
  }

  /** @param {ImportFile} given */
  function columns({ columns, meanings, unknown }) {
    const wasOpen = content.querySelector("details.columns")?.hasAttribute("open") ?? unknown;
    return element`<details class="columns" ?open="${wasOpen}">
      <summary>${t("ui-import-columns")}</summary>
      ${unknown && element`<p class="hint">${t("ui-import-columns-hint")}</p>`}
      <ul class="sheet plain">${columns.map((column, at) => {
        const id = freshId("column");
        return element`<li data-row="column:${at}">
          <span class="name" id="${id}" dir="auto">${column.name}</span>
          <span class="sample" dir="auto">${column.sample}</span>
          ${select(meanings, column.meaning, `${id}`, (meaning) => void change({ kind: "column", column: at, meaning }))}
        </li>`;
      })}</ul>
    </details>`;
  }

  /** @param {ImportGroup} given */
  function group(given) {
    const id = freshId("group");
    const what = freshId("what");
    const rows = element`<ul class="sheet plain">${given.rows.map((row) => entry(row))}</ul>`;
    const more = given.more && element`<p class="more">${given.more}</p>`;
    const all =
      given.options.length > 0 &&
      element`<p class="all" data-row="all:${given.key}"><span class="spoken" id="${what}">${t("ui-import-choice-all")}</span>${select(given.options, given.choice, `${what} ${id}`, (choice) => void change({ kind: "alike", choice: /** @type {any} */ (choice) }), true)}</p>`;
    if (given.folded) {
      return element`<details class="entries" data-group="${given.key}"><summary>${given.title}</summary>${rows}${more}</details>`;
    }
    return element`<section class="entries" data-group="${given.key}" aria-labelledby="${id}">
      <div class="top"><h2 id="${id}">${given.title}</h2>${all}</div>
      ${given.hint && element`<p class="hint">${given.hint}</p>`}
      ${rows}${more}
    </section>`;
  }

  /** @param {ImportRow} row */
  function entry({ record, line, name, details, notes, changes, options, choice }) {
    const id = freshId("entry");
    const what = freshId("what");
    return element`<li class="entry" data-row="entry:${record}">
      <span class="line">${line}</span>
      <div class="who">
        ${name && element`<p class="name" id="${id}" dir="auto">${name}</p>`}
        ${details && element`<p class="details" dir="auto">${details}</p>`}
        ${notes.map((note) => element`<p class="note" dir="auto">${note}</p>`)}
        ${changes.length > 0 && element`<dl>${changes.map(({ label, before, after }) => element`<div><dt>${label}</dt><dd><span class="spoken">${t("ui-import-now")}</span><del dir="auto">${before || "–"}</del></dd><dd><span class="spoken">${t("ui-import-then")}</span><ins dir="auto">${after || "–"}</ins></dd></div>`)}</dl>`}
      </div>
      ${options.length > 0 && element`<div class="choice"><span class="spoken" id="${what}">${t("ui-import-choice")}</span>${select(options, choice, `${what} ${id}`, (chosen) => void change({ kind: "choice", record, choice: chosen }))}</div>`}
    </li>`;
  }

  return { root, show };
}

/**
 * @param {Pick[]} picks
 * @param {string} value
 * @param {string} labelled the ids of what names it
 * @param {(value: string) => void} choose
 * @param {boolean} [open] whether nothing may be chosen
 */
function select(picks, value, labelled, choose, open = false) {
  const list = /** @type {HTMLSelectElement} */ (
    element`<select aria-labelledby="${labelled}" data-control="select" @change="${() => choose(list.value)}">
      ${open && value === "" && element`<option value="" selected disabled>${t("ui-import-choice-all")}</option>`}
      ${picks.map((pick) => element`<option value="${pick.value}" ?selected="${pick.value === value}">${pick.label}</option>`)}
    </select>`
  );
  return list;
}
