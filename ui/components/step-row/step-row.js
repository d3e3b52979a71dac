// <step-row>: one step to do: whom, why now, the address or number, and the buttons that answer it.
//
//   new StepRow({ step })     a StepRow of the bindings

import { element, find, freshId } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { t } from "../../lib/l10n.js";
import { rowKey } from "../../lib/lists.js";
import { act, go, tell } from "../../lib/navigation.js";
import { hashOf } from "../../lib/router.js";
import { FormDialog } from "../form-dialog/form-dialog.js";
import { LinkLine } from "../link-line/link-line.js";
import { answers } from "../menu-button/answers.js";
import { MenuButton } from "../menu-button/menu-button.js";
import { openReplyForm } from "../reply-form/reply-form.js";
import { WhenField } from "../when-field/when-field.js";

/** @typedef {import("../../../src-tauri/bindings/StepRow").StepRow} Step */
/** @typedef {import("../../../src-tauri/bindings/StepAction").StepAction} StepAction */

/** Two clicks within this time count as one double click. */
const SAME_HAND_MS = 500;

export class StepRow extends HTMLElement {
  static #answeredUntil = 0;

  /** @type {Step} */
  #step;

  /** @param {{ step: Step, place?: boolean, why?: boolean }} options place, why: whether the row says which application it belongs to, and why it comes now */
  constructor({ step, place = true, why = true }) {
    super();
    this.#step = step;
    const title = freshId("step");
    this.dataset.state = step.state;
    this.append(
      element`<span class="mark">${icon(step.icon)}</span>`,
      element`<div class="words">
        <p class="title"><strong id="${title}">${
            step.contact === null
              ? element`<bdi>${step.title}</bdi>`
              : element`<a data-control="person" href="${hashOf({ page: "person", id: step.contact })}"><bdi>${step.title}</bdi></a>`
          }</strong>
          ${place && element`<a class="place" data-control="place" href="${hashOf({ page: "application", id: step.application })}"><bdi>${step.place}</bdi></a>`}
        </p>
        ${why && element`<p class="why">${step.why}</p>`}
        ${step.warning && element`<p class="guard">${step.warning}</p>`}
        ${step.advice && element`<p class="advice">${step.advice}</p>`}
        ${new LinkLine({ links: step.links, describedBy: title })}
      </div>`,
      element`<div class="side">
        <time datetime="${step.due_at}">${step.when}</time>
        <div class="actions">${this.#actions(title)}</div>
      </div>`,
    );
    this.setAttribute("role", "group");
    this.setAttribute("aria-labelledby", title);
    this.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {string} title the id of the row's title, which describes the buttons to screen readers */
  #actions(title) {
    const { actions, snooze, step, kind, state, application, contact } = this.#step;
    const buttons = actions.map(
      (action, at) => element`<button type="button" data-control="action:${at}" data-look="${at === 0 && state !== "upcoming" ? "primary" : null}"
        ?data-first="${at === 0}" data-answers="${isDone(action) ? "done" : null}" aria-describedby="${title}" @click="${() => this.#run(action)}">${action.label}</button>`,
    );
    const quiet = [
      new MenuButton({
        label: t("ui-step-snooze"),
        control: "snooze",
        describedBy: title,
        items: [
          ...snooze.map(({ label, until }) => ({ label, choose: () => void act("step_snooze", { step, until }).catch(tell) })),
          { label: t("ui-step-snooze-other"), choose: () => openSnoozeForm(step) },
        ],
      }),
      element`<button type="button" data-control="skip" data-look="bare" aria-describedby="${title}"
        @click="${() => act("step_skip", { step }).catch(tell)}">${t("ui-step-skip")}</button>`,
      new MenuButton({
        label: t("ui-step-more"),
        picture: "other",
        control: "more",
        describedBy: title,
        items: answers(application, contact, kind === "thank_you" || kind === "check_in" ? step : undefined),
      }),
    ];
    return [element`<span class="answers">${buttons}</span>`, element`<span class="later">${quiet}</span>`];
  }

  /**
   * The keys of the row that has the focus.
   * @param {KeyboardEvent} event
   */
  #key(event) {
    const { step, kind, application } = this.#step;
    const key = rowKey(event);
    const reachesSomebody = kind === "thank_you" || kind === "check_in";
    if (key === "w" && reachesSomebody) go({ page: "write", step, template: null });
    else if (key === "c" && reachesSomebody) go({ page: "call", step });
    else if (key === "d") /** @type {HTMLElement|null} */ (this.querySelector("[data-answers=done]"))?.click();
    else if (key === "s") find(this, "[data-control=snooze]").click();
    else if (key === "r") void openReplyForm(application);
    else return;
    event.preventDefault();
  }

  /** @param {StepAction} action */
  #run(action) {
    if (action.kind === "open") return go(action.page);
    // After an answer the next row moves under the pointer and takes the focus. The second click of a double click is
    // not meant for it.
    if (performance.now() < StepRow.#answeredUntil) return;
    StepRow.#answeredUntil = performance.now() + SAME_HAND_MS;
    const { channel, outcome } = action;
    act("step_done", { step: this.#step.step, channel, outcome }).catch(tell);
  }
}

/** Whether a button says that the step is done: not that it was only tried. @param {StepAction} action */
const isDone = (action) => action.kind === "done" && action.outcome !== "voicemail" && action.outcome !== "no_answer";

/** @param {string} step the step's key */
function openSnoozeForm(step) {
  const until = new WhenField({
    label: t("ui-step-snooze-until"), placeholder: t("ui-step-snooze-example"), pick: "datetime-local", sense: { kind: "ahead" },
  });
  FormDialog.open({
    title: t("ui-step-snooze-title"),
    label: t("ui-step-snooze"),
    body: until,
    fields: { until: until.text },
    save: () => act("step_snooze", { step, until: until.text.value }, { strict: true }),
  });
}

export const registerStepRow = () => customElements.define("step-row", StepRow);
