// <name-card>: a person in the list of people, as a namecard that opens their page when clicked.
//
//   new NameCard({ person })     a PersonRow

import { element } from "../../lib/html.js";
import { hashOf } from "../../lib/router.js";

/** @typedef {import("../../../src-tauri/bindings/PersonRow").PersonRow} PersonRow */

export class NameCard extends HTMLElement {
  /** @param {{ person: PersonRow }} options */
  constructor({ person: { id, name, title, company, emails, phones, last } }) {
    super();
    const ways = [...emails.slice(0, 2), ...phones.slice(0, 2)];
    this.append(
      element`<a href="${hashOf({ page: "person", id })}" data-first data-control="open"><bdi>${name}</bdi></a>`,
      element`<p class="work"><bdi>${title}</bdi>${title && company && element`<br>`}<bdi>${company}</bdi></p>`,
      element`<p class="ways">${ways.map((way) => element`<bdi title="${way}">${way}</bdi>`)}</p>`,
    );
    if (last) this.append(element`<p class="last">${last}</p>`);
  }
}

export const registerNameCard = () => customElements.define("name-card", NameCard);
