// A person: the card, what is to be done, where one met, what happened.

import { ApplicationList } from "../../components/application-list/application-list.js";
import { EventList } from "../../components/event-list/event-list.js";
import { PersonCard } from "../../components/person-card/person-card.js";
import { StepList } from "../../components/step-list/step-list.js";
import { element, find } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { t } from "../../lib/l10n.js";

/** @typedef {import("../../../src-tauri/bindings/PersonView").PersonView} PersonView */
/** @typedef {import("../../lib/navigation.js").Page} Page */

/** @returns {Page} */
export function personPage() {
  const card = new PersonCard();
  const steps = new StepList();
  const applications = new ApplicationList();
  const timeline = new EventList();
  const root = element`<div class="page">
    <header><a class="back" href="#/people">${icon("back")}${t("ui-people-title")}</a><h1 tabindex="-1"></h1></header>
    ${card}
    <section class="steps" aria-labelledby="person-steps"><h2 id="person-steps">${t("ui-person-steps")}</h2>${steps}</section>
    <section class="applications" aria-labelledby="person-applications"><h2 id="person-applications">${t("ui-person-applications")}</h2>${applications}</section>
    <section class="timeline" aria-labelledby="person-timeline"><h2 id="person-timeline">${t("ui-person-timeline")}</h2>${timeline}</section>
  </div>`;
  return {
    root,
    /** @param {PersonView} view */
    show(view) {
      find(root, "h1").textContent = view.card.name;
      card.show(view);
      steps.show(view.steps);
      find(root, ".steps").hidden = view.steps.length === 0;
      applications.show(view.applications);
      find(root, ".applications").hidden = view.applications.length === 0;
      timeline.show(view.timeline);
      find(root, ".timeline").hidden = view.timeline.length === 0;
    },
  };
}
