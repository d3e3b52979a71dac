// <reminder-health>: whether reminders come, through which service and when, and a button that sends a test.
//
//   const health = new ReminderHealth(); health.show(view)

import { element } from "../../lib/html.js";
import { t } from "../../lib/l10n.js";
import { act, tell } from "../../lib/navigation.js";
import { FactList } from "../fact-list/fact-list.js";

/** @typedef {import("../../../src-tauri/bindings/HealthView").HealthView} HealthView */

export class ReminderHealth extends HTMLElement {
  #sentence = element`<p class="sentence" role="status"></p>`;
  #facts = new FactList();
  #test = element`<button type="button">${t("ui-settings-test")}</button>`;

  #wait = element`<span role="status"></span>`;

  constructor() {
    super();
    this.append(this.#sentence, this.#facts, element`<p class="try">${this.#test} ${this.#wait}</p>`);
    this.#test.addEventListener("click", () => void this.#try());
  }

  /** @param {HealthView} health */
  show({ sentence, well, facts }) {
    // Only if it has changed: a status that is written again is read out again.
    if (this.#sentence.textContent !== sentence) this.#sentence.textContent = sentence;
    this.#sentence.dataset.well = String(well);
    this.#facts.show(facts);
  }

  async #try() {
    if (this.#test.ariaDisabled === "true") return;
    this.#test.ariaDisabled = "true"; // not `disabled`, because that would lose the focus
    this.#wait.textContent = t("ui-settings-testing");
    await act("test_reminder", {}).catch(tell);
    this.#wait.textContent = "";
    this.#test.ariaDisabled = null;
  }
}

export const registerReminderHealth = () => customElements.define("reminder-health", ReminderHealth);
