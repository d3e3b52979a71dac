// Call: the number, when it is a good time, two lines to say, room for notes, and how it went in one press.

import { FormDialog } from "../../components/form-dialog/form-dialog.js";
import { openLink } from "../../components/link-line/link-line.js";
import { PanelHead } from "../../components/panel-head/panel-head.js";
import { SourceList } from "../../components/source-list/source-list.js";
import { TextField } from "../../components/text-field/text-field.js";
import { WhenField } from "../../components/when-field/when-field.js";
import { Autosave } from "../../lib/autosave.js";
import { element, find } from "../../lib/html.js";
import { call } from "../../lib/ipc.js";
import { t } from "../../lib/l10n.js";
import { act, tell } from "../../lib/navigation.js";
import { hashOf } from "../../lib/router.js";

/** @typedef {import("../../../src-tauri/bindings/CallView").CallView} CallView */
/** @typedef {import("../../../src-tauri/bindings/Outcome").Outcome} Outcome */
/** @typedef {import("../../lib/navigation.js").Page} Page */

const KEEP_PAUSE_MS = 400;

/** @returns {Page} */
export function callPage() {
  /** @type {CallView} */
  let view;
  const head = new PanelHead();
  const sources = new SourceList();
  const note = new TextField({ label: t("ui-call-note"), rows: 5 });
  const root = element`<div class="page panel call">
    ${head}
    <p class="banner mistake" role="status" hidden></p>
    <div class="columns">
      <div class="talk">
        <section class="numbers" aria-labelledby="call-number"><h2 class="eyebrow" id="call-number">${t("ui-call-number")}</h2>
          <ul></ul><p class="best"></p></section>
        <section class="script" aria-labelledby="call-script"><h2 class="eyebrow" id="call-script">${t("ui-call-script")}</h2><div class="sheet"></div></section>
        ${note}
        <section aria-labelledby="call-outcome"><h2 class="eyebrow" id="call-outcome">${t("ui-call-outcome")}</h2>
          <div class="tools">
            <button type="button" data-look="primary" data-control="spoke" @click="${() => over("spoke")}">${t("ui-touch-outcome-spoke")}</button>
            <button type="button" data-control="voicemail" @click="${() => over("voicemail")}">${t("ui-touch-outcome-voicemail")}</button>
            <button type="button" data-control="no-answer" @click="${() => over("no_answer")}">${t("ui-touch-outcome-no-answer")}</button>
            <button type="button" data-control="named" @click="${() => askDate()}">${t("ui-call-named")}</button>
            <a class="instead" data-look="bare">${t("ui-call-write")}</a>
          </div></section>
      </div>
      <aside><section aria-labelledby="call-sources"><h2 class="eyebrow" id="call-sources">${t("ui-call-sources")}</h2>${sources}</section></aside>
    </div>
  </div>`;
  const autosave = new Autosave({
    pause: KEEP_PAUSE_MS,
    read: () => note.value,
    save: (typed) => call("call_keep", { step: view.occasion, note: typed }),
  });

  /**
   * @param {Outcome} outcome
   * @param {string} [named]
   * @param {{ strict?: boolean }} [options]
   */
  async function record(outcome, named = "", options = {}) {
    if (autosave.isStopped) return false;
    await autosave.stop();
    let recorded = false;
    try {
      recorded = await act("call_done", { step: view.occasion, outcome, note: note.value, named, page: { page: "today" } }, options);
    } finally {
      if (!recorded) autosave.resume();
    }
    return recorded;
  }

  /** @param {Outcome} outcome */
  function over(outcome) {
    record(outcome).catch(tell);
  }

  function askDate() {
    const day = new WhenField({ label: t("ui-call-named-day"), placeholder: t("ui-touch-named-example"), pick: "date", sense: { kind: "day" } });
    FormDialog.open({
      title: t("ui-call-named-title"),
      body: day,
      fields: { named: day.text },
      save: () => record("spoke", day.text.value, { strict: true }),
    });
  }

  note.addEventListener("change", () => void autosave.flush());
  note.addEventListener("input", autosave.later);

  return {
    root,
    /** @param {CallView} given */
    show(given) {
      if (!view || autosave.isKept) {
        note.value = given.note;
        autosave.accept();
      }
      view = given;
      head.show(given.head);
      find(root, ".mistake").textContent = given.mistake ?? "";
      find(root, ".mistake").hidden = !given.mistake;
      find(root, ".numbers ul").replaceChildren(...given.numbers.map(numberRow));
      if (given.numbers.length === 0) find(root, ".numbers ul").replaceChildren(element`<li>${t("ui-call-none")}</li>`);
      find(root, ".best").textContent = given.best;
      find(root, ".best").dataset.good = String(given.good_now);
      find(root, ".script .sheet").replaceChildren(...given.script.map((line) => element`<p dir="auto">${line}</p>`));
      find(root, ".instead").setAttribute("href", hashOf({ page: "write", step: given.occasion, template: null }));
      sources.show(given.sources);
    },
    leave: () => void autosave.flush(),
  };
}

/** @param {CallView["numbers"][number]} number */
const numberRow = ({ shown, typed, href }) => element`<li>
  ${href ? element`<a href="${href}" data-control="tel:${href}" @click="${openLink}"><bdi>${shown}</bdi></a>` : element`<bdi>${shown}</bdi>`}
  ${typed && element`<small>${t("ui-call-as-typed")} <bdi>${typed}</bdi></small>`}
</li>`;
