// <person-page>: one person: the card, the open steps, the applications, and what happened.
//
//   const page = new PersonPage(); page.show(view)     a PersonView

import { ApplicationList } from "../../components/application-list/application-list.js";
import { EventList } from "../../components/event-list/event-list.js";
import { PersonCard } from "../../components/person-card/person-card.js";
import { StepList } from "../../components/step-list/step-list.js";
import { find, html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { t } from "../../lib/l10n.js";

/** @typedef {import("../../../src-tauri/bindings/PersonView").PersonView} PersonView */

export class PersonPage extends HTMLElement {
  #card = new PersonCard();
  #steps = new StepList();
  #applications = new ApplicationList();
  #timeline = new EventList();

  constructor() {
    super();
    this.className = "page";
    this.append(html`
      <header><a class="back" href="#/people">${icon("back")}${t("ui-people-title")}</a><h1 tabindex="-1"></h1></header>
      ${this.#card}
      <section class="steps" aria-labelledby="person-steps"><h2 id="person-steps">${t("ui-person-steps")}</h2>${this.#steps}</section>
      <section class="applications" aria-labelledby="person-applications"><h2 id="person-applications">${t("ui-person-applications")}</h2>${this.#applications}</section>
      <section class="timeline" aria-labelledby="person-timeline"><h2 id="person-timeline">${t("ui-person-timeline")}</h2>${this.#timeline}</section>
    `);
  }

  /** @param {PersonView} view */
  show(view) {
    find(this, "h1").textContent = view.card.name;
    this.#card.show(view);
    this.#steps.show(view.steps);
    find(this, ".steps").hidden = view.steps.length === 0;
    this.#applications.show(view.applications);
    find(this, ".applications").hidden = view.applications.length === 0;
    this.#timeline.show(view.timeline);
    find(this, ".timeline").hidden = view.timeline.length === 0;
  }
}

export const registerPersonPage = () => customElements.define("person-page", PersonPage);
