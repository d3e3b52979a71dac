// Write: the draft of a letter beside the notes it came from. What is changed is kept as one types; nothing is sent from
// here, and nothing counts as sent before the user says so.

import { PanelHead } from "../../components/panel-head/panel-head.js";
import { SelectField } from "../../components/select-field/select-field.js";
import { SourceList } from "../../components/source-list/source-list.js";
import { TextField } from "../../components/text-field/text-field.js";
import { Autosave } from "../../lib/autosave.js";
import { copyText } from "../../lib/clipboard.js";
import { debounce } from "../../lib/debounce.js";
import { element, find } from "../../lib/html.js";
import { call } from "../../lib/ipc.js";
import { t } from "../../lib/l10n.js";
import { Latest } from "../../lib/latest.js";
import { act, notice, refresh, stay, tell } from "../../lib/navigation.js";
import { hashOf } from "../../lib/router.js";

/** @typedef {import("../../../src-tauri/bindings/LetterForm").LetterForm} LetterForm */
/** @typedef {import("../../../src-tauri/bindings/Measure").Measure} Measure */
/** @typedef {import("../../../src-tauri/bindings/Taken").Taken} Taken */
/** @typedef {import("../../../src-tauri/bindings/WriteView").WriteView} WriteView */
/** @typedef {import("../../lib/navigation.js").Page} Page */

const MEASURE_PAUSE_MS = 150;
const KEEP_PAUSE_MS = 400;

/** @returns {Page} */
export function writePage() {
  /** @type {WriteView} */
  let view;
  /** @type {SelectField} */
  let template;
  /** @type {SelectField} */
  let to;
  const subject = new TextField({ label: t("ui-write-subject") });
  const body = new TextField({ label: t("ui-write-body"), rows: 18 });
  body.classList.add("body");
  const head = new PanelHead();
  const sources = new SourceList();
  const root = element`<div class="page panel write">
    ${head}
    <p class="banner mistake" role="status" hidden></p>
    <div class="columns">
      <section class="letter" aria-label="${t("ui-write-body")}">
        <div class="choices"></div>
        <p class="language"><span></span> <a class="card">${t("ui-write-language")}</a> · <a class="template">${t("ui-write-templates")}</a></p>
        <p class="banner kept" role="status" hidden></p>
        ${subject}${body}
        <div class="foot">
          <p class="measure"><span role="status"></span>
            <button type="button" data-look="link" data-control="afresh" @click="${() => void startAfresh()}">${t("ui-write-afresh")}</button></p>
          <p class="banner long" hidden><span></span>
            <button type="button" data-look="link" @click="${() => copyRest()}">${t("ui-write-rest")}</button></p>
          <div class="offer sheet" role="group" aria-labelledby="write-sent" hidden>
            <p><span class="told" role="status"></span> <strong id="write-sent">${t("ui-write-sent-question")}</strong> ${t("ui-write-sent-hint")}</p>
            <div class="tools">
              <button type="button" data-look="primary" data-control="sent" @click="${() => void sent()}">${t("ui-write-sent-yes")}</button>
              <button type="button" data-control="unsent" @click="${() => answered(null)}">${t("ui-write-sent-no")}</button>
            </div>
          </div>
          <div class="tools ways">
            <button type="button" data-look="primary" data-control="mail" @click="${() => void openInMail()}">${t("ui-write-mail")}</button>
            <button type="button" data-control="copy" @click="${() => void copy(body.value, "mail")}">${t("ui-write-copy")}</button>
            <button type="button" data-control="file" @click="${() => void saveFile()}">${t("ui-write-file")}</button>
            <button type="button" data-control="chat" @click="${() => copyForChat()}">${t("ui-write-chat")}</button>
          </div>
        </div>
      </section>
      <aside>
        <section class="missing" aria-labelledby="write-missing"><h2 class="eyebrow" id="write-missing">${t("ui-write-missing")}</h2><ul></ul></section>
        <section aria-labelledby="write-sources"><h2 class="eyebrow" id="write-sources">${t("ui-write-sources")}</h2>${sources}
          <a class="notes" data-look="button">${t("ui-write-notes")}</a></section>
      </aside>
    </div>
  </div>`;
  /** @type {Taken|null} */
  let taken = null;
  const measures = new Latest();
  const measureSoon = debounce(() => void measure().catch(tell), MEASURE_PAUSE_MS);
  const autosave = new Autosave({
    pause: KEEP_PAUSE_MS,
    read: () => ({ step: view.occasion, template: view.template, letter: letter(), taken }),
    save: (draft) => call("draft_keep", draft),
  });
  /** What there was to say of the letter last, and of which. @type {{ measured: Measure, of: string }} */
  let last;

  /** @returns {LetterForm} */
  const letter = () => ({ to: to.value, subject: subject.value, body: body.value });

  /** @param {LetterForm} given */
  function fill(given) {
    to.value = given.to;
    subject.value = given.subject;
    body.value = given.body;
    autosave.accept();
  }

  async function measure() {
    measureSoon.cancel();
    const isLatest = measures.begin();
    const of = letter();
    /** @type {Measure} */
    const measured = await call("draft_measure", { letter: of });
    if (isLatest()) showMeasure(measured);
    last = { measured, of: JSON.stringify(of) };
    return measured;
  }

  /** @param {Measure} measured */
  function showMeasure({ length, long, mail }) {
    const line = find(root, ".measure span");
    if (line.textContent !== length) line.textContent = length;
    line.dataset.long = String(long);
    find(root, ".long span").textContent = mail;
    find(root, ".long").hidden = !mail;
  }

  /**
   * @param {Taken|null} way
   * @param {string} [told] what became of the draft
   */
  function answered(way, told = "") {
    taken = way;
    find(root, ".told").textContent = told;
    showQuestion();
    void autosave.flush();
  }

  /** While it is open, it is what one came back for. */
  function showQuestion() {
    find(root, ".offer").hidden = taken === null;
    find(root, "[data-control=mail]").dataset.look = taken === null ? "primary" : "";
  }

  async function openInMail() {
    try {
      const shown = letter();
      await call("draft_mail", { letter: shown });
      answered("mail", t("ui-write-in-mail"));
    } catch (error) {
      tell(error);
    }
  }

  /**
   * @param {string} text
   * @param {Taken} way
   * @param {string} [told]
   */
  async function copy(text, way, told = t("ui-write-copied")) {
    if (!(await copyText(text))) return tell(new Error(t("ui-write-not-copied")));
    answered(way, told);
  }

  /**
   * Copies a part that only the core knows. Within the click where it is known already: later an engine may not let it.
   * @param {(measured: Measure) => Promise<void>} copyPart
   */
  function copyMeasured(copyPart) {
    if (last.of === JSON.stringify(letter())) void copyPart(last.measured);
    else measure().then(copyPart).catch(tell);
  }

  const copyForChat = () => copyMeasured(({ chat }) => copy(chat, "chat"));
  const copyRest = () => copyMeasured(({ rest }) => copy(rest, "mail", t("ui-write-copied-rest")));

  async function saveFile() {
    try {
      const text = await call("draft_file", { step: view.occasion, letter: letter() });
      if (text === null) return;
      answered("mail", text);
    } catch (error) {
      tell(error);
    }
  }

  async function sent() {
    if (autosave.isStopped || taken === null) return;
    await autosave.stop();
    const recorded = await act("draft_sent", { step: view.occasion, way: taken, page: { page: "today" } }).catch(tell);
    if (!recorded) autosave.resume();
  }

  async function startAfresh() {
    const [step, template, typed, before] = [view.occasion, view.template, letter(), taken];
    try {
      await autosave.settle();
      await call("draft_afresh", { step, template });
      taken = null;
      autosave.accept({ step, template, letter: typed, taken }); // what stands in the fields is given up
      stay({ page: "write", step, template });
      await refresh();
      showQuestion();
      if (JSON.stringify(letter()) === JSON.stringify(typed)) return;
      notice(t("ui-form-begun-afresh"), () => {
        call("draft_keep", { step, template, letter: typed, taken: before }).then(() => (root.isConnected ? refresh() : undefined)).catch(tell);
      });
    } catch (error) {
      tell(error);
    }
  }

  async function changeTemplate() {
    const chosen = template.value;
    try {
      if (!(await autosave.flush())) return;
      stay({ page: "write", step: view.occasion, template: chosen });
      await refresh();
    } catch (error) {
      tell(error);
    }
  }

  /** @param {WriteView} given */
  function build(given) {
    template = new SelectField({ label: t("ui-write-template"), choices: given.templates, value: given.template });
    template.addEventListener("change", (event) => {
      event.stopPropagation();
      void changeTemplate();
    });
    const addresses = given.addresses.map((address) => ({ value: address, label: address }));
    to = new SelectField({
      label: t("ui-write-to"),
      choices: addresses.length ? addresses : [{ value: "", label: t("ui-write-to-nobody") }],
      value: given.letter.to,
    });
    find(root, ".choices").replaceChildren(template, to);
  }

  find(root, ".letter").addEventListener("change", () => void autosave.flush());
  find(root, ".letter").addEventListener("input", autosave.later);
  for (const name of ["input", "change"]) find(root, ".letter").addEventListener(name, measureSoon);
  root.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey) void openInMail();
  });

  return {
    root,
    /** @param {WriteView} given */
    show(given) {
      const other = !view || view.occasion !== given.occasion || view.template !== given.template;
      const fresh = other || view.templates.length !== given.templates.length || view.addresses.join() !== given.addresses.join();
      const untouched = other || autosave.isKept;
      view = given;
      if (fresh) build(given);
      if (other) taken = given.taken;
      if (untouched) {
        fill(given.letter);
        showMeasure(given.measure);
        last = { measured: given.measure, of: JSON.stringify(letter()) };
      }
      head.show(given.head);
      find(root, ".mistake").textContent = given.mistake ?? "";
      find(root, ".mistake").hidden = !given.mistake;
      find(root, ".language span").textContent = given.language_note;
      find(root, ".language .template").setAttribute("href", hashOf({ page: "template", language: given.language, name: given.template }));
      const card = find(root, ".language .card");
      card.hidden = given.head.contact === null;
      if (given.head.contact !== null) card.setAttribute("href", hashOf({ page: "person", id: given.head.contact }));
      find(root, ".kept").textContent = given.kept;
      find(root, ".kept").hidden = !given.kept;
      showMissing(find(root, ".missing"), given.missing);
      sources.show(given.sources);
      const notes = find(root, ".notes");
      notes.hidden = given.notes_page === null;
      if (given.notes_page) notes.setAttribute("href", hashOf(given.notes_page));
      showQuestion();
    },
    leave() {
      measureSoon.cancel();
      if (autosave.isStopped) return;
      void autosave.flush();
      if (taken !== null) notice(t("ui-write-left"));
    },
  };
}

/**
 * @param {HTMLElement} section
 * @param {WriteView["missing"]} missing
 */
function showMissing(section, missing) {
  section.hidden = missing.length === 0;
  find(section, "ul").replaceChildren(
    ...missing.map(({ text, page }) => element`<li>${text} ${page && element`<a href="${hashOf(page)}">${t("ui-write-missing-fill")}</a>`}</li>`),
  );
}
