// <setting-field>: one setting, with the control that Rust asks for. It is saved when it is changed, with a short note.
// A value that is refused stays as typed, with the reason beside it.
//
//   const field = new SettingField({ field }); field.show(field)

import { element } from "../../lib/html.js";
import { Refusal } from "../../lib/ipc.js";
import { t } from "../../lib/l10n.js";
import { act, tell } from "../../lib/navigation.js";
import { DayPicks } from "../day-picks/day-picks.js";
import { SavedNote } from "../saved-note/saved-note.js";
import { SelectField } from "../select-field/select-field.js";
import { SwitchField } from "../switch-field/switch-field.js";
import { TextField } from "../text-field/text-field.js";

/** @typedef {import("../../../src-tauri/bindings/SettingField").SettingField} Setting */

/** @typedef {HTMLElement & { value: string, problem(text: string): void, input: HTMLElement }} Control */

export class SettingField extends HTMLElement {
  /** @type {Setting} */
  #setting;
  /** @type {Control} */
  #control;
  #saved = new SavedNote();

  /** @param {{ setting: Setting }} options */
  constructor({ setting }) {
    super();
    this.#setting = setting;
    this.#control = controlOf(setting);
    this.append(this.#control, this.#saved);
    this.addEventListener("change", () => void this.#save());
  }

  /** @param {Setting} setting */
  show(setting) {
    const typing = this.#control.value !== this.#setting.value;
    const changed = setting.value !== this.#setting.value;
    this.#setting = setting;
    if (typing && !changed) return;
    this.#control.value = setting.value;
    if (changed) this.#control.problem("");
  }

  async #save() {
    const value = this.#control.value;
    this.#control.problem("");
    try {
      if (await act("setting_save", { key: this.#setting.key, value }, { quiet: true })) {
        this.#control.value = this.#setting.value; // the value as it was understood
        this.#saved.show();
      }
    } catch (error) {
      if (!(error instanceof Refusal)) return tell(error);
      this.#saved.clear();
      this.#control.problem(error.message);
    }
  }
}

/**
 * @param {Setting} setting
 * @returns {Control}
 */
function controlOf({ key, label, hint, value, control, choices, min, max }) {
  switch (control) {
    case "choice":
      return new SelectField({ label, hint, choices, value });
    case "days":
      return new DayPicks({ label, hint, choices, value });
    case "switch":
      return new SwitchField({ label, hint, value });
    case "zone": {
      const list = `zones-${key}`;
      const field = new TextField({ label, hint, value, list });
      field.append(element`<datalist id="${list}">${choices.map((choice) => element`<option value="${choice.value}">${choice.label}</option>`)}</datalist>`);
      return field;
    }
    case "number":
      return new TextField({ label, hint, value, type: "number", inputmode: "numeric", min, max });
    case "lines":
      return new TextField({ label, hint, value, rows: 3 });
    case "dates": {
      const field = new TextField({ label, hint, value, rows: 2 });
      field.append(element`<button type="button" data-control="ics" @click="${() => act("holidays_import", {}).catch(tell)}">${t("ui-settings-holidays")}</button>`);
      return field;
    }
    default:
      return new TextField({ label, hint, value });
  }
}

export const registerSettingField = () => customElements.define("setting-field", SettingField);
