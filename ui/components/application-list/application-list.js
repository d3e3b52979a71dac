// <application-list>: applications, one line each: the company, the role, its stage and the next step.
//
//   const list = new ApplicationList(); list.show(rows)

import { element } from "../../lib/html.js";
import { t } from "../../lib/l10n.js";
import { rowKey, showList } from "../../lib/lists.js";
import { hashOf } from "../../lib/router.js";
import { openReplyForm } from "../reply-form/reply-form.js";

/** @typedef {import("../../../src-tauri/bindings/ApplicationRow").ApplicationRow} ApplicationRow */

export class ApplicationList extends HTMLElement {
  #list = element`<ul class="sheet"></ul>`;

  constructor() {
    super();
    this.append(this.#list);
    this.#list.addEventListener("keydown", (event) => {
      const replied = rowKey(event) === "r" && event.target instanceof Element && event.target.closest("li")?.querySelector("[data-control=replied]");
      if (replied instanceof HTMLElement) {
        event.preventDefault();
        replied.click();
      }
    });
  }

  /** @param {ApplicationRow[]} rows */
  show(rows) {
    showList(
      this.#list,
      rows,
      ({ id }) => String(id),
      ({ id, company, role, stage, stage_label, lead, next, overdue, closed }) => element`<li data-row="application:${id}" data-stage="${stage}" data-overdue="${overdue}">
        <div>
          <a href="${hashOf({ page: "application", id })}" id="application-${id}" data-first data-control="open"><bdi>${company}</bdi></a>
          <span class="role" dir="auto">${role}</span>
        </div>
        <div class="next">${next && element`<p><bdi>${next}</bdi></p>`}${lead && !next.includes(lead) && element`<p class="lead" dir="auto">${lead}</p>`}</div>
        <span class="stage">${stage_label}</span>
        ${
          !closed &&
          element`<button type="button" data-look="bare" data-control="replied" aria-describedby="application-${id}"
            @click="${() => openReplyForm(id)}">${t("ui-application-replied")}</button>`
        }
      </li>`,
    );
  }
}

export const registerApplicationList = () => customElements.define("application-list", ApplicationList);
