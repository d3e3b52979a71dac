// People who may be one person, pair by pair.

import { element, find } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { t } from "../../lib/l10n.js";
import { act, tell } from "../../lib/navigation.js";
import { hashOf } from "../../lib/router.js";

/** @typedef {import("../../../src-tauri/bindings/DuplicatesView").DuplicatesView} DuplicatesView */
/** @typedef {import("../../lib/navigation.js").Page} Page */

/** @returns {Page} */
export function duplicatesPage() {
  const root = element`<div class="page duplicates">
    <header><a class="back" href="#/people">${icon("back")}${t("ui-people-title")}</a>
      <h1 tabindex="-1">${t("ui-duplicates-title")}</h1><p class="subline" role="status"></p></header>
    <ul class="sheet plain"></ul>
    <p class="more"></p>
  </div>`;
  return {
    root,
    /** @param {DuplicatesView} view */
    show(view) {
      find(root, ".subline").textContent = view.summary;
      find(root, ".more").textContent = view.more;
      const list = find(root, "ul");
      list.hidden = view.pairs.length === 0;
      list.replaceChildren(
        ...view.pairs.map(
          ({ keep, other, first, second, why }) => element`<li class="pair" data-row="pair:${keep}:${other}">
            <div><p dir="auto">${first}</p><p dir="auto">${second}</p><p class="why">${why}</p></div>
            <div class="tools">
              <a data-look="button" data-control="compare" data-first href="${hashOf({ page: "merge", keep, other })}">${t("ui-duplicates-compare")}</a>
              <button type="button" data-control="apart" @click="${() => void act("people_apart", { one: keep, other }).catch(tell)}">${t("ui-duplicates-apart")}</button>
            </div>
          </li>`,
        ),
      );
    },
  };
}
