// <today-page>: what to do now, what comes this week, and why nothing else is due.
//
//   const page = new TodayPage(); page.show(view)     a TodayView

import { EmptyState } from "../../components/empty-state/empty-state.js";
import { LapsedList } from "../../components/lapsed-list/lapsed-list.js";
import { StepList } from "../../components/step-list/step-list.js";
import { element, find, html } from "../../lib/html.js";
import { t } from "../../lib/l10n.js";
import { act, tell } from "../../lib/navigation.js";

/** @typedef {import("../../../src-tauri/bindings/TodayView").TodayView} TodayView */

export class TodayPage extends HTMLElement {
  #empty = new EmptyState();
  #lapsed = new LapsedList();
  #groups = element`<div class="groups"></div>`;
  /** @type {Map<string, { section: HTMLElement, title: HTMLElement, list: StepList, more: HTMLElement }>} */
  #sections = new Map();

  constructor() {
    super();
    this.className = "page";
    this.append(html`
      <header><h1 tabindex="-1" data-arrows="list"></h1><p class="subline"></p></header>
      <p class="banner trouble" role="status" hidden></p>
      <p class="banner sample" hidden><span></span>
        <button type="button" data-look="link" @click="${() => act("sample_remove", {}).catch(tell)}">${t("ui-today-sample-remove")}</button></p>
      <div class="offer sheet" role="group" aria-labelledby="today-offer" hidden></div>
      ${this.#groups}
      ${this.#empty}
      <section class="waiting" aria-labelledby="today-waiting"><h2 class="eyebrow" id="today-waiting">${t("ui-today-waiting")}</h2><div class="quiet"></div></section>
      <section class="lapsed" aria-labelledby="today-lapsed"><h2 class="eyebrow" id="today-lapsed">${t("ui-today-lapsed")}</h2>${this.#lapsed}</section>
    `);
  }

  /** @param {TodayView} view */
  show(view) {
    find(this, "h1").textContent = view.headline;
    find(this, ".subline").textContent = view.subline;
    find(this, ".banner.trouble").textContent = view.problem ?? "";
    find(this, ".banner.trouble").hidden = !view.problem;
    find(this, ".sample span").textContent = view.sample;
    find(this, ".sample").hidden = !view.sample;
    showOffer(find(this, ".offer"), view.start_offer);
    this.#showGroups(view.groups);
    this.#empty.show(view.empty);
    find(this, ".quiet").replaceChildren(...view.waiting.map((sentence) => element`<p>${sentence}</p>`));
    find(this, ".waiting").hidden = view.waiting.length === 0;
    this.#lapsed.show(view.lapsed);
    find(this, ".lapsed").hidden = view.lapsed.length === 0;
  }

  /** @param {TodayView["groups"]} wanted */
  #showGroups(wanted) {
    for (const [id, { section }] of this.#sections) if (!wanted.some((group) => group.id === id)) section.remove();
    for (const { id, title, rows, bundles, more } of wanted) {
      const group = this.#sections.get(id) ?? groupOf(id);
      this.#sections.set(id, group);
      if (!group.section.isConnected || group.section.parentElement !== this.#groups) this.#groups.append(group.section);
      group.title.textContent = title;
      group.list.show(rows, bundles);
      group.more.textContent = more;
      group.more.hidden = !more;
    }
    // A group that is shown again goes to its place in the order.
    const order = wanted.map((group) => this.#sections.get(group.id)?.section);
    if (order.some((section, at) => this.#groups.children[at] !== section)) {
      for (const section of order) if (section) this.#groups.append(section);
    }
  }
}

/**
 * Shows a question until it is answered. As long as it is the same, it is not built again, so that it keeps the focus.
 * @param {HTMLElement} place
 * @param {TodayView["start_offer"]} offer
 */
function showOffer(place, offer) {
  place.hidden = !offer;
  if (!offer) return place.replaceChildren();
  if (place.firstElementChild) return;
  const accept = element`<button type="button">${offer.accept}</button>`;
  const decline = element`<button type="button" data-look="bare">${offer.decline}</button>`;
  let answered = false; // only the first click counts
  const answer = (/** @type {boolean} */ accepts) => {
    if (answered) return;
    answered = true;
    act("start_offer", { accept: accepts }).catch((error) => {
      answered = false;
      tell(error);
    });
  };
  accept.addEventListener("click", () => answer(true));
  decline.addEventListener("click", () => answer(false));
  place.replaceChildren(element`<p id="today-offer">${offer.question}</p>`, element`<div class="tools">${accept}${decline}</div>`);
}

/** @param {string} id */
function groupOf(id) {
  const list = new StepList();
  const title = element`<h2 class="eyebrow" id="today-${id}"></h2>`;
  const more = element`<p class="more" hidden></p>`;
  const section = element`<section class="group" data-group="${id}" aria-labelledby="today-${id}">${title}${list}${more}</section>`;
  return { section, title, list, more };
}

export const registerTodayPage = () => customElements.define("today-page", TodayPage);
