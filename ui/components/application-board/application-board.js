// <application-board>: applications by stage. A card is moved through its menu or by dragging it to another column.
// Rust says which moves are possible and what carries them out; if more has to be entered, a form asks for it.
//
//   const board = new ApplicationBoard(); board.show(columns)

import { element } from "../../lib/html.js";
import { t } from "../../lib/l10n.js";
import { showList } from "../../lib/lists.js";
import { act, go, tell } from "../../lib/navigation.js";
import { hashOf } from "../../lib/router.js";
import { MenuButton } from "../menu-button/menu-button.js";
import { openReplyForm } from "../reply-form/reply-form.js";

/** @typedef {import("../../../src-tauri/bindings/BoardColumn").BoardColumn} BoardColumn */
/** @typedef {import("../../../src-tauri/bindings/BoardCard").BoardCard} BoardCard */
/** @typedef {import("../../../src-tauri/bindings/StageMove").StageMove} StageMove */

export class ApplicationBoard extends HTMLElement {
  #columns = element`<div class="columns"></div>`;
  /** The card that is being dragged. @type {BoardCard|null} */
  #dragged = null;

  constructor() {
    super();
    this.append(this.#columns);
  }

  /** @param {BoardColumn[]} columns */
  show(columns) {
    showList(this.#columns, columns, ({ stage }) => stage, (column) => this.#column(column));
  }

  /** @param {BoardColumn} column */
  #column({ stage, title, count, cards, more }) {
    const id = `board-${stage}`;
    const section = element`<section data-stage="${stage}" aria-labelledby="${id}">
      <h2 class="eyebrow" id="${id}">${title} <span class="count">${count}</span></h2>
      <ul>${cards.map((card) => this.#card(card))}</ul>
      ${more && element`<p class="more">${more}</p>`}
    </section>`;
    const moveHere = () => this.#dragged?.moves.find((move) => move.stage === stage);
    section.addEventListener("dragover", (event) => {
      if (!moveHere()) return;
      event.preventDefault();
      section.dataset.over = "";
    });
    section.addEventListener("dragleave", () => delete section.dataset.over);
    section.addEventListener("drop", (event) => {
      event.preventDefault();
      delete section.dataset.over;
      const move = moveHere();
      if (move && this.#dragged) perform(this.#dragged, move);
    });
    return section;
  }

  /** @param {BoardCard} card */
  #card(card) {
    const { id, company, role, next, moves } = card;
    const name = `board-card-${id}`;
    const item = element`<li data-row="board:${id}" draggable="true">
      <a href="${hashOf({ page: "application", id })}" id="${name}" data-first data-control="open"><bdi>${company}</bdi></a>
      <p class="role" dir="auto">${role}</p>
      ${next && element`<p class="next"><bdi>${next}</bdi></p>`}
    </li>`;
    item.append(
      new MenuButton({
        label: t("ui-board-move"),
        control: "move",
        describedBy: name,
        items: moves.map((move) => ({ label: move.label, choose: () => perform(card, move) })),
      }),
    );
    item.addEventListener("dragstart", (event) => {
      this.#dragged = card;
      event.dataTransfer?.setData("text/plain", company);
    });
    item.addEventListener("dragend", () => (this.#dragged = null));
    return item;
  }
}

/**
 * @param {BoardCard} card
 * @param {StageMove} move
 */
function perform({ id }, { by }) {
  switch (by.kind) {
    case "reply":
      return void openReplyForm(id, by.meaning);
    case "close":
      return void act("application_close", { id, outcome: by.outcome }).catch(tell);
    case "reopen":
      return void act("application_reopen", { id }).catch(tell);
    case "enter":
      return go(by.page);
  }
}

export const registerApplicationBoard = () => customElements.define("application-board", ApplicationBoard);
