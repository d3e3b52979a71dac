// <due-calendar>: six weeks of interviews and due steps, one cell for each day. On a narrow page, only the days with
// entries, below each other.
//
//   const calendar = new DueCalendar(); calendar.show(view)

import { element, find } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { t } from "../../lib/l10n.js";
import { hashOf } from "../../lib/router.js";

/** @typedef {import("../../../src-tauri/bindings/CalendarView").CalendarView} CalendarView */
/** @typedef {import("../../../src-tauri/bindings/CalendarDay").CalendarDay} CalendarDay */

export class DueCalendar extends HTMLElement {
  #table = element`<table><caption class="spoken">${t("ui-applications-calendar")}</caption><thead><tr></tr></thead><tbody></tbody></table>`;
  /** What is shown now. The table is built again only if this changes. */
  #print = "";

  constructor() {
    super();
    this.append(this.#table);
  }

  /** @param {CalendarView} view */
  show(view) {
    const print = JSON.stringify(view);
    if (print === this.#print) return;
    this.#print = print;
    find(this.#table, "thead tr").replaceChildren(...view.weekdays.map((day) => element`<th scope="col">${day}</th>`));
    find(this.#table, "tbody").replaceChildren(...view.weeks.map(weekOf));
  }
}

/** @param {CalendarDay[]} days */
function weekOf(days) {
  // The cells are appended, because the parser moves a template's placeholder text out of a table row.
  const row = element`<tr></tr>`;
  row.append(...days.map(dayOf));
  return row;
}

/** @param {CalendarDay} day */
function dayOf({ date, label, long, today, over, working, entries, more }) {
  return element`<td data-today="${String(today)}" data-over="${String(over)}" data-working="${String(working)}" aria-current="${today ? "date" : null}">
    <time datetime="${date}"><span class="short">${label}</span><span class="long">${long}</span></time>
    ${
      entries.length > 0 &&
      element`<ul>${entries.map(
        ({ time, title, company, label, icon: picture, application, overdue }) => element`<li data-overdue="${String(overdue)}">
          <a href="${hashOf({ page: "application", id: application })}" title="${label}">${icon(picture)}
            <span class="what"><bdi>${title}</bdi><small>${time} <bdi>${company}</bdi></small></span></a>
        </li>`,
      )}</ul>`
    }
    ${more && element`<p>${more}</p>`}
  </td>`;
}

export const registerDueCalendar = () => customElements.define("due-calendar", DueCalendar);
