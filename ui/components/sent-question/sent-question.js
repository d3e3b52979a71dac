// <sent-question>: asks whether a letter that was taken to another program was sent, below a sentence on where it is
// now.
//
//   const question = new SentQuestion({ sent: () => ..., unsent: () => ... });
//   question.tell("The draft is in your mail program."); question.hidden = false

import { find, html } from "../../lib/html.js";
import { t } from "../../lib/l10n.js";

export class SentQuestion extends HTMLElement {
  /** @param {{ sent(): void, unsent(): void }} options */
  constructor({ sent, unsent }) {
    super();
    this.className = "offer sheet";
    this.setAttribute("role", "group");
    this.setAttribute("aria-labelledby", "write-sent");
    this.hidden = true;
    this.append(html`
      <p><span class="told" role="status"></span> <strong id="write-sent">${t("ui-write-sent-question")}</strong> ${t("ui-write-sent-hint")}</p>
      <div class="tools">
        <button type="button" data-look="primary" data-control="sent" @click="${sent}">${t("ui-write-sent-yes")}</button>
        <button type="button" data-control="unsent" @click="${unsent}">${t("ui-write-sent-no")}</button>
      </div>
    `);
  }

  /** @param {string} text where the letter is now; "" if there is nothing new to say */
  tell(text) {
    find(this, ".told").textContent = text;
  }
}

export const registerSentQuestion = () => customElements.define("sent-question", SentQuestion);
