// An application: what to do next, the interviews, the people, and everything that happened.

import { EventList } from "../../components/event-list/event-list.js";
import { InterviewCard } from "../../components/interview-card/interview-card.js";
import { LapsedList } from "../../components/lapsed-list/lapsed-list.js";
import { MenuButton } from "../../components/menu-button/menu-button.js";
import { openReplyForm } from "../../components/reply-form/reply-form.js";
import { StepList } from "../../components/step-list/step-list.js";
import { openTouchForm } from "../../components/touch-form/touch-form.js";
import { element, find } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { t } from "../../lib/l10n.js";
import { showList } from "../../lib/lists.js";
import { act, tell } from "../../lib/navigation.js";
import { applicationsPageRef, hashOf } from "../../lib/router.js";

/** @typedef {import("../../../src-tauri/bindings/ApplicationView").ApplicationView} ApplicationView */
/** @typedef {import("../../../src-tauri/bindings/ApplicationPerson").ApplicationPerson} ApplicationPerson */
/** @typedef {import("../../lib/navigation.js").Page} Page */

/** @returns {Page} */
export function applicationPage() {
  let id = 0;
  const steps = new StepList({ place: false });
  const lapsed = new LapsedList();
  const timeline = new EventList();
  const more = new MenuButton({
    label: t("ui-application-more"),
    picture: "other",
    control: "more",
    items: [{ label: t("ui-application-delete"), choose: () => void act("application_delete", { id, page: applicationsPageRef() }).catch(tell) }],
  });
  const root = element`<div class="page">
    <header>
      <a class="back" href="#/applications">${icon("back")}${t("ui-applications-title")}</a>
      <h1 tabindex="-1"><bdi class="company"></bdi> <small dir="auto"></small></h1>
      <p class="subline"></p>
    </header>
    <div class="tools">
      <button type="button" data-look="primary" class="replied" @click="${() => openReplyForm(id)}">${t("ui-application-replied")}</button>
      <button type="button" @click="${() => openTouchForm({ application: id, contact: null, channel: null })}">${t("ui-application-log")}</button>
      <a data-look="button" class="add">${t("ui-application-add-interview")}</a>
      <button type="button" data-look="bare" class="rest" @click="${() => act("application_close", { id, outcome: "let_rest" }).catch(tell)}">${t("ui-application-rest")}</button>
      <button type="button" class="reopen" @click="${() => act("application_reopen", { id }).catch(tell)}">${t("ui-application-reopen")}</button>
      ${more}
    </div>
    <section class="steps" aria-labelledby="application-steps"><h2 id="application-steps">${t("ui-application-steps")}</h2>${steps}${lapsed}</section>
    <section class="interviews" aria-labelledby="application-interviews"><h2 id="application-interviews">${t("ui-application-interviews")}</h2><ul class="sheet plain"></ul></section>
    <section class="met" aria-labelledby="application-people"><h2 id="application-people">${t("ui-application-people")}</h2><ul class="sheet plain"></ul></section>
    <section class="timeline" aria-labelledby="application-timeline"><h2 id="application-timeline">${t("ui-application-timeline")}</h2>${timeline}</section>
  </div>`;

  /** @param {ApplicationPerson} person */
  const personRow = (person) => element`<li data-row="person:${person.id}" class="person">
    <span><a href="${hashOf({ page: "person", id: person.id })}" id="person-${person.id}" data-control="open"><bdi>${person.name}</bdi></a>
      <span class="line" dir="auto">${person.line}</span></span>
    <span class="ways">
      <a data-look="bare" data-control="write" aria-describedby="person-${person.id}" href="${hashOf({ page: "write", step: `other:${id}:${person.id}`, template: null })}">${t("ui-application-write")}</a>
      <a data-look="bare" data-control="call" aria-describedby="person-${person.id}" href="${hashOf({ page: "call", step: `other:${id}:${person.id}` })}">${t("ui-application-call")}</a>
    ${
      person.lead
        ? element`<span class="lead">${icon("check")}${t("ui-application-lead")}</span>`
        : element`<button type="button" data-look="bare" data-control="lead" aria-describedby="person-${person.id}"
            @click="${() => act("application_lead", { id, contact: person.id }).catch(tell)}">${t("ui-application-make-lead")}</button>`
    }</span>
  </li>`;

  return {
    root,
    /** @param {ApplicationView} view */
    show(view) {
      id = view.id;
      find(root, "h1 .company").textContent = view.company;
      find(root, "h1 small").textContent = view.role;
      find(root, ".subline").textContent = view.summary || view.stage_label;
      find(root, ".rest").hidden = view.closed;
      find(root, ".reopen").hidden = !view.closed;
      find(root, "a.add").setAttribute("href", hashOf({ page: "interview", id: null, application: id }));
      steps.show(view.steps);
      lapsed.show(view.lapsed);
      find(root, ".steps").hidden = view.steps.length + view.lapsed.length === 0;
      showList(find(root, ".interviews ul"), view.interviews, (each) => String(each.id), (interview) => {
        const row = element`<li data-row="interview:${interview.id}"></li>`;
        row.append(new InterviewCard({ interview }));
        return row;
      });
      find(root, ".interviews").hidden = view.interviews.length === 0;
      showList(find(root, ".met ul"), view.people, (person) => String(person.id), personRow);
      find(root, ".met").hidden = view.people.length === 0;
      timeline.show(view.timeline);
      find(root, ".timeline").hidden = view.timeline.length === 0;
    },
  };
}
