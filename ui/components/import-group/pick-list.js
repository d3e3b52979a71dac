// A list to choose from, whose accessible name is the text beside it.

import { element } from "../../lib/html.js";
import { t } from "../../lib/l10n.js";

/** @typedef {import("../../../src-tauri/bindings/Choice").Choice} Choice */

/**
 * @param {{ picks: Choice[], value: string, labelledBy: string, choose(value: string): void, open?: boolean }} options
 *   labelledBy: the ids of the elements that name it; open: whether it may be left without a choice
 */
export function pickList({ picks, value, labelledBy, choose, open = false }) {
  const list = /** @type {HTMLSelectElement} */ (
    element`<select aria-labelledby="${labelledBy}" data-control="select" @change="${() => choose(list.value)}">
      ${open && value === "" && element`<option value="" selected disabled>${t("ui-import-choice-all")}</option>`}
      ${picks.map((pick) => element`<option value="${pick.value}" ?selected="${pick.value === value}">${pick.label}</option>`)}
    </select>`
  );
  return list;
}
