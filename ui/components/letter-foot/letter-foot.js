// <letter-foot>: the part below a letter: how long it is, the ways to take it to another program and, once it was
// taken, the question whether it was sent. Nothing is sent from here.
//
//   const foot = new LetterFoot({ letter, step, taken, sent, afresh });
//   foot.show(view.measure)    shows the measure of the letter as it is now
//   foot.measureSoon()         the letter changed: measures it after a pause
//   foot.taken                 how it was taken to another program, or null

import { copyText } from "../../lib/clipboard.js";
import { debounce } from "../../lib/debounce.js";
import { find, html } from "../../lib/html.js";
import { call } from "../../lib/ipc.js";
import { t } from "../../lib/l10n.js";
import { Latest } from "../../lib/latest.js";
import { tell } from "../../lib/navigation.js";
import { SentQuestion } from "../sent-question/sent-question.js";

/** @typedef {import("../../../src-tauri/bindings/LetterForm").LetterForm} LetterForm */
/** @typedef {import("../../../src-tauri/bindings/Measure").Measure} Measure */
/** @typedef {import("../../../src-tauri/bindings/Taken").Taken} Taken */

/**
 * @typedef {{
 *   letter(): LetterForm,
 *   step(): string,
 *   taken(): void,
 *   sent(): void,
 *   afresh(): void,
 * }} LetterFootOptions
 * letter: the letter as it is now; step: what it is for; taken: called when it was taken, or not sent after all;
 * sent: called when the user says it was sent; afresh: called when the draft should be made again
 */

const MEASURE_PAUSE_MS = 150;

export class LetterFoot extends HTMLElement {
  /** @type {LetterFootOptions} */
  #options;
  /** @type {Taken|null} */
  #taken = null;
  #question = new SentQuestion({ sent: () => this.#options.sent(), unsent: () => this.#take(null) });
  #measures = new Latest();
  /** The last measure, and the letter it belongs to. @type {{ measured: Measure, of: string }|null} */
  #last = null;
  measureSoon = debounce(() => void this.#measure().catch(tell), MEASURE_PAUSE_MS);

  /** @param {LetterFootOptions} options */
  constructor(options) {
    super();
    this.#options = options;
    this.append(html`
      <p class="measure"><span role="status"></span>
        <button type="button" data-look="link" data-control="afresh" @click="${options.afresh}">${t("ui-write-afresh")}</button></p>
      <p class="banner long" hidden><span></span>
        <button type="button" data-look="link" @click="${() => this.#copyRest()}">${t("ui-write-rest")}</button></p>
      ${this.#question}
      <div class="tools ways">
        <button type="button" data-look="primary" data-control="mail" @click="${() => void this.openInMail()}">${t("ui-write-mail")}</button>
        <button type="button" data-control="copy" @click="${() => void this.#copy(options.letter().body, "mail")}">${t("ui-write-copy")}</button>
        <button type="button" data-control="file" @click="${() => void this.#saveFile()}">${t("ui-write-file")}</button>
        <button type="button" data-control="chat" @click="${() => this.#copyForChat()}">${t("ui-write-chat")}</button>
      </div>
    `);
  }

  get taken() {
    return this.#taken;
  }

  /** While the question whether it was sent is open, the mail button is not marked as the main one. */
  set taken(way) {
    this.#taken = way;
    this.#question.hidden = way === null;
    find(this, "[data-control=mail]").dataset.look = way === null ? "primary" : "";
  }

  /** @param {Measure} measured */
  show(measured) {
    this.#showMeasure(measured);
    this.#last = { measured, of: this.#print };
  }

  async openInMail() {
    try {
      await call("draft_mail", { letter: this.#options.letter() });
      this.#take("mail", t("ui-write-in-mail"));
    } catch (error) {
      tell(error);
    }
  }

  get #print() {
    return JSON.stringify(this.#options.letter());
  }

  async #measure() {
    this.measureSoon.cancel();
    const isLatest = this.#measures.begin();
    const [letter, of] = [this.#options.letter(), this.#print];
    /** @type {Measure} */
    const measured = await call("draft_measure", { letter });
    if (isLatest()) this.#showMeasure(measured);
    this.#last = { measured, of };
    return measured;
  }

  /** @param {Measure} measured */
  #showMeasure({ length, long, mail }) {
    const line = find(this, ".measure span");
    if (line.textContent !== length) line.textContent = length;
    line.dataset.long = String(long);
    find(this, ".long span").textContent = mail;
    find(this, ".long").hidden = !mail;
  }

  /**
   * @param {Taken|null} way null if it was not sent
   * @param {string} [told] what became of the letter
   */
  #take(way, told = "") {
    this.#question.tell(told);
    this.taken = way;
    this.#options.taken();
  }

  /**
   * @param {string} text
   * @param {Taken} way
   * @param {string} [told]
   */
  async #copy(text, way, told = t("ui-write-copied")) {
    if (!(await copyText(text))) return tell(new Error(t("ui-write-not-copied")));
    this.#take(way, told);
  }

  #copyForChat() {
    this.#copyMeasured(({ chat }) => this.#copy(chat, "chat"));
  }

  #copyRest() {
    this.#copyMeasured(({ rest }) => this.#copy(rest, "mail", t("ui-write-copied-rest")));
  }

  /**
   * Copies a part of the letter that only the core knows. If it is known already, it is copied within the click,
   * because some engines do not allow copying later.
   * @param {(measured: Measure) => Promise<void>} copyPart
   */
  #copyMeasured(copyPart) {
    if (this.#last?.of === this.#print) void copyPart(this.#last.measured);
    else this.#measure().then(copyPart).catch(tell);
  }

  async #saveFile() {
    try {
      const text = await call("draft_file", { step: this.#options.step(), letter: this.#options.letter() });
      if (text !== null) this.#take("mail", text);
    } catch (error) {
      tell(error);
    }
  }
}

export const registerLetterFoot = () => customElements.define("letter-foot", LetterFoot);
