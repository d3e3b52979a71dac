// <call-page>: the number, when it is a good time to call, what to say, room for notes, and buttons to record how it
// went.
//
//   const page = new CallPage(); page.show(view); page.leave()     a CallView

import { FormDialog } from "../../components/form-dialog/form-dialog.js";
import { openLink } from "../../components/link-line/link-line.js";
import { PanelHead } from "../../components/panel-head/panel-head.js";
import { SourceList } from "../../components/source-list/source-list.js";
import { TextField } from "../../components/text-field/text-field.js";
import { WhenField } from "../../components/when-field/when-field.js";
import { Autosave } from "../../lib/autosave.js";
import { element, find, html } from "../../lib/html.js";
import { call } from "../../lib/ipc.js";
import { t } from "../../lib/l10n.js";
import { act, tell } from "../../lib/navigation.js";
import { hashOf } from "../../lib/router.js";

/** @typedef {import("../../../src-tauri/bindings/CallView").CallView} CallView */
/** @typedef {import("../../../src-tauri/bindings/Outcome").Outcome} Outcome */

const KEEP_PAUSE_MS = 400;

export class CallPage extends HTMLElement {
  /** What the call is for; empty before the first `show`. */
  #occasion = "";
  #head = new PanelHead();
  #sources = new SourceList();
  #note = new TextField({ label: t("ui-call-note"), rows: 5 });
  #autosave = new Autosave({
    pause: KEEP_PAUSE_MS,
    read: () => this.#note.value,
    save: (note) => call("call_keep", { step: this.#occasion, note }),
  });

  constructor() {
    super();
    this.className = "page panel call";
    this.append(html`
      ${this.#head}
      <p class="banner mistake" role="status" hidden></p>
      <div class="columns">
        <div class="talk">
          <section class="numbers" aria-labelledby="call-number"><h2 class="eyebrow" id="call-number">${t("ui-call-number")}</h2>
            <ul></ul><p class="best"></p></section>
          <section class="script" aria-labelledby="call-script"><h2 class="eyebrow" id="call-script">${t("ui-call-script")}</h2><div class="sheet"></div></section>
          ${this.#note}
          <section aria-labelledby="call-outcome"><h2 class="eyebrow" id="call-outcome">${t("ui-call-outcome")}</h2>
            <div class="tools">
              <button type="button" data-look="primary" data-control="spoke" @click="${() => this.#over("spoke")}">${t("ui-touch-outcome-spoke")}</button>
              <button type="button" data-control="voicemail" @click="${() => this.#over("voicemail")}">${t("ui-touch-outcome-voicemail")}</button>
              <button type="button" data-control="no-answer" @click="${() => this.#over("no_answer")}">${t("ui-touch-outcome-no-answer")}</button>
              <button type="button" data-control="named" @click="${() => this.#askDate()}">${t("ui-call-named")}</button>
              <a class="instead" data-look="bare">${t("ui-call-write")}</a>
            </div></section>
        </div>
        <aside><section aria-labelledby="call-sources"><h2 class="eyebrow" id="call-sources">${t("ui-call-sources")}</h2>${this.#sources}</section></aside>
      </div>
    `);
    this.#note.addEventListener("change", () => void this.#autosave.flush());
    this.#note.addEventListener("input", this.#autosave.later);
  }

  /** @param {CallView} view */
  show(view) {
    if (this.#occasion === "" || this.#autosave.isKept) {
      this.#note.value = view.note;
      this.#autosave.accept();
    }
    this.#occasion = view.occasion;
    this.#head.show(view.head);
    find(this, ".mistake").textContent = view.mistake ?? "";
    find(this, ".mistake").hidden = !view.mistake;
    find(this, ".numbers ul").replaceChildren(...view.numbers.map(numberRow));
    if (view.numbers.length === 0) find(this, ".numbers ul").replaceChildren(element`<li>${t("ui-call-none")}</li>`);
    find(this, ".best").textContent = view.best;
    find(this, ".best").dataset.good = String(view.good_now);
    find(this, ".script .sheet").replaceChildren(...view.script.map((line) => element`<p dir="auto">${line}</p>`));
    find(this, ".instead").setAttribute("href", hashOf({ page: "write", step: view.occasion, template: null }));
    this.#sources.show(view.sources);
  }

  leave() {
    void this.#autosave.flush();
  }

  /** @param {Outcome} outcome */
  #over(outcome) {
    this.#record(outcome).catch(tell);
  }

  #askDate() {
    const day = new WhenField({ label: t("ui-call-named-day"), placeholder: t("ui-touch-named-example"), pick: "date", sense: { kind: "day" } });
    FormDialog.open({
      title: t("ui-call-named-title"),
      body: day,
      fields: { named: day.text },
      save: () => this.#record("spoke", day.text.value, { strict: true }),
    });
  }

  /**
   * @param {Outcome} outcome
   * @param {string} [named] the day they named, as it was typed
   * @param {{ strict?: boolean }} [options]
   * @returns {Promise<boolean>} whether it was recorded
   */
  async #record(outcome, named = "", options = {}) {
    if (this.#autosave.isStopped) return false;
    await this.#autosave.stop();
    let recorded = false;
    try {
      const request = { step: this.#occasion, outcome, note: this.#note.value, named, page: { page: "today" } };
      recorded = await act("call_done", request, options);
    } finally {
      if (!recorded) this.#autosave.resume();
    }
    return recorded;
  }
}

/** @param {CallView["numbers"][number]} number */
const numberRow = ({ shown, typed, href }) => element`<li>
  ${href ? element`<a href="${href}" data-control="tel:${href}" @click="${openLink}"><bdi>${shown}</bdi></a>` : element`<bdi>${shown}</bdi>`}
  ${typed && element`<small>${t("ui-call-as-typed")} <bdi>${typed}</bdi></small>`}
</li>`;

export const registerCallPage = () => customElements.define("call-page", CallPage);
