// <interview-card>: one interview of an application: when, with whom, what was said about following up, and the notes.
//
//   new InterviewCard({ interview })     an InterviewCard of the bindings

import { element, freshId } from "../../lib/html.js";
import { t } from "../../lib/l10n.js";
import { act, tell } from "../../lib/navigation.js";
import { hashOf } from "../../lib/router.js";

/** @typedef {import("../../../src-tauri/bindings/InterviewCard").InterviewCard} Interview */

export class InterviewCard extends HTMLElement {
  /** @param {{ interview: Interview }} options */
  constructor({ interview: { id, when, people, follow_up, notes, cancelled, movable } }) {
    super();
    const title = freshId("interview");
    const toggle = cancelled ? "interview_restore" : "interview_cancel";
    const written = notes.filter((note) => note.text);
    this.append(
      element`<article aria-labelledby="${title}">
        <h3 id="${title}">${when}</h3>
        ${cancelled && element`<p class="cancelled">${t("ui-interview-cancelled")}</p>`}
        <p>${people}</p>
        ${follow_up && element`<p class="soft">${follow_up}</p>`}
        ${written.length > 0 && element`<dl>${written.map((note) => element`<div><dt>${note.label}</dt><dd dir="auto">${note.text}</dd></div>`)}</dl>`}
        <div class="actions">
          <a data-look="button" data-first data-control="edit" aria-describedby="${title}"
            href="${hashOf({ page: "interview", id, application: null })}">${t("ui-interview-edit")}</a>
          ${
            movable &&
            element`<button type="button" data-look="bare" data-control="toggle" aria-describedby="${title}"
              @click="${() => act(toggle, { id }).catch(tell)}">${t(cancelled ? "ui-interview-restore" : "ui-interview-cancel")}</button>`
          }
        </div>
      </article>`,
    );
    this.toggleAttribute("data-cancelled", cancelled);
  }
}

export const registerInterviewCard = () => customElements.define("interview-card", InterviewCard);
