// <import-group>: entries of a file to which the same would happen, such as those that are new, each with its details
// and choices.
//
//   new ImportGroup({ group, change: (change) => ... })     an ImportGroup, an ImportChange

import { element, freshId } from "../../lib/html.js";
import { t } from "../../lib/l10n.js";
import { pickList } from "./pick-list.js";

/** @typedef {import("../../../src-tauri/bindings/ImportChange").ImportChange} ImportChange */
/** @typedef {import("../../../src-tauri/bindings/ImportGroup").ImportGroup} Group */
/** @typedef {import("../../../src-tauri/bindings/ImportRow").ImportRow} Row */

export class ImportGroup extends HTMLElement {
  #change;

  /** @param {{ group: Group, change(change: ImportChange): void }} options */
  constructor({ group, change }) {
    super();
    this.#change = change;
    const id = freshId("group");
    const rows = element`<ul class="sheet plain">${group.rows.map((row) => this.#row(row))}</ul>`;
    const more = group.more && element`<p class="more">${group.more}</p>`;
    this.append(
      group.folded
        ? element`<details class="entries" data-group="${group.key}"><summary>${group.title}</summary>${rows}${more}</details>`
        : element`<section class="entries" data-group="${group.key}" aria-labelledby="${id}">
            <div class="top"><h2 id="${id}">${group.title}</h2>${this.#choiceForAll(group, id)}</div>
            ${group.hint && element`<p class="hint">${group.hint}</p>`}
            ${rows}${more}
          </section>`,
    );
  }

  /**
   * @param {Group} group
   * @param {string} title the id of its title
   */
  #choiceForAll({ key, options, choice }, title) {
    if (options.length === 0) return null;
    const what = freshId("what");
    const list = pickList({
      picks: options,
      value: choice,
      labelledBy: `${what} ${title}`,
      choose: (chosen) => this.#change({ kind: "alike", choice: /** @type {any} */ (chosen) }),
      open: true,
    });
    return element`<p class="all" data-row="all:${key}"><span class="spoken" id="${what}">${t("ui-import-choice-all")}</span>${list}</p>`;
  }

  /** @param {Row} row */
  #row({ record, line, name, details, notes, changes, options, choice }) {
    const id = freshId("entry");
    return element`<li class="entry" data-row="entry:${record}">
      <span class="line">${line}</span>
      <div class="who">
        ${name && element`<p class="name" id="${id}" dir="auto">${name}</p>`}
        ${details && element`<p class="details" dir="auto">${details}</p>`}
        ${notes.map((note) => element`<p class="note" dir="auto">${note}</p>`)}
        ${changes.length > 0 && element`<dl>${changes.map(changeOf)}</dl>`}
      </div>
      ${options.length > 0 && this.#choice(record, options, choice, id)}
    </li>`;
  }

  /**
   * @param {number} record
   * @param {Row["options"]} options
   * @param {string} choice
   * @param {string} name the id of the entry's name
   */
  #choice(record, options, choice, name) {
    const what = freshId("what");
    const list = pickList({
      picks: options,
      value: choice,
      labelledBy: `${what} ${name}`,
      choose: (chosen) => this.#change({ kind: "choice", record, choice: chosen }),
    });
    return element`<div class="choice"><span class="spoken" id="${what}">${t("ui-import-choice")}</span>${list}</div>`;
  }
}

/** @param {Row["changes"][number]} change */
const changeOf = ({ label, before, after }) =>
  element`<div><dt>${label}</dt><dd><span class="spoken">${t("ui-import-now")}</span><del dir="auto">${before || "–"}</del></dd><dd><span class="spoken">${t("ui-import-then")}</span><ins dir="auto">${after || "–"}</ins></dd></div>`;

export const registerImportGroup = () => customElements.define("import-group", ImportGroup);
