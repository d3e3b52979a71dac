// <application-page>: what to do next, the interviews, the people, and everything that happened.
//
//   const page = new ApplicationPage(); page.show(view)     an ApplicationView

import { EventList } from "../../components/event-list/event-list.js";
import { InterviewCard } from "../../components/interview-card/interview-card.js";
import { LapsedList } from "../../components/lapsed-list/lapsed-list.js";
import { MenuButton } from "../../components/menu-button/menu-button.js";
import { openReplyForm } from "../../components/reply-form/reply-form.js";
import { StepList } from "../../components/step-list/step-list.js";
import { openTouchForm } from "../../components/touch-form/touch-form.js";
import { element, find, html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { t } from "../../lib/l10n.js";
import { showList } from "../../lib/lists.js";
import { act, tell } from "../../lib/navigation.js";
import { applicationsPageRef, hashOf } from "../../lib/router.js";

/** @typedef {import("../../../src-tauri/bindings/ApplicationView").ApplicationView} ApplicationView */
/** @typedef {import("../../../src-tauri/bindings/ApplicationPerson").ApplicationPerson} ApplicationPerson */

export class ApplicationPage extends HTMLElement {
  #id = 0;
  #steps = new StepList({ place: false });
  #lapsed = new LapsedList();
  #timeline = new EventList();

  constructor() {
    super();
    this.className = "page";
    const more = new MenuButton({
      label: t("ui-application-more"),
      picture: "other",
      control: "more",
      items: [{ label: t("ui-application-delete"), choose: () => this.#act("application_delete", { page: applicationsPageRef() }) }],
    });
    this.append(html`
      <header>
        <a class="back" href="#/applications">${icon("back")}${t("ui-applications-title")}</a>
        <h1 tabindex="-1"><bdi class="company"></bdi> <small dir="auto"></small></h1>
        <p class="subline"></p>
      </header>
      <div class="tools">
        <button type="button" data-look="primary" class="replied" @click="${() => openReplyForm(this.#id)}">${t("ui-application-replied")}</button>
        <button type="button" @click="${() => openTouchForm({ application: this.#id, contact: null, channel: null })}">${t("ui-application-log")}</button>
        <a data-look="button" class="add">${t("ui-application-add-interview")}</a>
        <button type="button" data-look="bare" class="rest" @click="${() => this.#act("application_close", { outcome: "let_rest" })}">${t("ui-application-rest")}</button>
        <button type="button" class="reopen" @click="${() => this.#act("application_reopen")}">${t("ui-application-reopen")}</button>
        ${more}
      </div>
      <section class="steps" aria-labelledby="application-steps"><h2 id="application-steps">${t("ui-application-steps")}</h2>${this.#steps}${this.#lapsed}</section>
      <section class="interviews" aria-labelledby="application-interviews"><h2 id="application-interviews">${t("ui-application-interviews")}</h2><ul class="sheet plain"></ul></section>
      <section class="met" aria-labelledby="application-people"><h2 id="application-people">${t("ui-application-people")}</h2><ul class="sheet plain"></ul></section>
      <section class="timeline" aria-labelledby="application-timeline"><h2 id="application-timeline">${t("ui-application-timeline")}</h2>${this.#timeline}</section>
    `);
  }

  /** @param {ApplicationView} view */
  show(view) {
    this.#id = view.id;
    find(this, "h1 .company").textContent = view.company;
    find(this, "h1 small").textContent = view.role;
    find(this, ".subline").textContent = view.summary || view.stage_label;
    find(this, ".rest").hidden = view.closed;
    find(this, ".reopen").hidden = !view.closed;
    find(this, "a.add").setAttribute("href", hashOf({ page: "interview", id: null, application: view.id }));
    this.#steps.show(view.steps);
    this.#lapsed.show(view.lapsed);
    find(this, ".steps").hidden = view.steps.length + view.lapsed.length === 0;
    showList(find(this, ".interviews ul"), view.interviews, (interview) => String(interview.id), interviewRow);
    find(this, ".interviews").hidden = view.interviews.length === 0;
    showList(find(this, ".met ul"), view.people, (person) => String(person.id), (person) => this.#personRow(person));
    find(this, ".met").hidden = view.people.length === 0;
    this.#timeline.show(view.timeline);
    find(this, ".timeline").hidden = view.timeline.length === 0;
  }

  /**
   * @param {string} command
   * @param {object} [request] the arguments besides the application, which is added
   */
  #act(command, request = {}) {
    act(command, { id: this.#id, ...request }).catch(tell);
  }

  /** @param {ApplicationPerson} person */
  #personRow(person) {
    const id = this.#id;
    return element`<li data-row="person:${person.id}" class="person">
      <span><a href="${hashOf({ page: "person", id: person.id })}" id="person-${person.id}" data-control="open"><bdi>${person.name}</bdi></a>
        <span class="line" dir="auto">${person.line}</span></span>
      <span class="ways">
        <a data-look="bare" data-control="write" aria-describedby="person-${person.id}" href="${hashOf({ page: "write", step: `other:${id}:${person.id}`, template: null })}">${t("ui-application-write")}</a>
        <a data-look="bare" data-control="call" aria-describedby="person-${person.id}" href="${hashOf({ page: "call", step: `other:${id}:${person.id}` })}">${t("ui-application-call")}</a>
      ${
        person.lead
          ? element`<span class="lead">${icon("check")}${t("ui-application-lead")}</span>`
          : element`<button type="button" data-look="bare" data-control="lead" aria-describedby="person-${person.id}"
              @click="${() => this.#act("application_lead", { contact: person.id })}">${t("ui-application-make-lead")}</button>`
      }</span>
    </li>`;
  }
}

/** @param {ApplicationView["interviews"][number]} interview */
function interviewRow(interview) {
  const row = element`<li data-row="interview:${interview.id}"></li>`;
  row.append(new InterviewCard({ interview }));
  return row;
}

export const registerApplicationPage = () => customElements.define("application-page", ApplicationPage);
