// <settings-page>: all settings, as described by Rust; each is saved when it is changed.
//
//   const page = new SettingsPage(); page.show(view)     a SettingsView

import { FactList } from "../../components/fact-list/fact-list.js";
import { ReminderHealth } from "../../components/reminder-health/reminder-health.js";
import { SettingField } from "../../components/setting-field/setting-field.js";
import { wear } from "../../lib/appearance.js";
import { element, find, html } from "../../lib/html.js";
import { t } from "../../lib/l10n.js";
import { hashOf } from "../../lib/router.js";

/** @typedef {import("../../../src-tauri/bindings/SettingsView").SettingsView} SettingsView */

export class SettingsPage extends HTMLElement {
  #facts = new FactList();
  #health = new ReminderHealth();
  /** @type {Map<string, SettingField>} */
  #fields = new Map();
  /** The keys of the settings shown, in order. */
  #shown = "";

  constructor() {
    super();
    this.className = "page settings";
    this.append(html`
      <header><h1 tabindex="-1">${t("ui-settings-title")}</h1></header>
      <div class="groups"></div>
      <section aria-labelledby="settings-backups"><h2 id="settings-backups">${t("ui-settings-backups")}</h2>
        <p class="backups"></p>
        <p><a data-look="button" data-control="backups" href="${hashOf({ page: "backups" })}">${t("ui-settings-backups-open")}</a></p></section>
      <section aria-labelledby="settings-facts"><h2 id="settings-facts">${t("ui-settings-facts")}</h2>${this.#facts}</section>
    `);
  }

  /** @param {SettingsView} view */
  show(view) {
    const settings = view.groups.flatMap((group) => group.fields);
    const wanted = settings.map(({ key }) => key).join();
    if (this.#shown !== wanted) this.#build(view.groups);
    this.#shown = wanted;
    for (const setting of settings) this.#fields.get(setting.key)?.show(setting);
    for (const group of view.groups) if (group.health) this.#health.show(group.health);
    const appearance = settings.find((setting) => setting.key === "appearance");
    if (appearance) wear(appearance.value);
    find(this, ".backups").textContent = view.backups;
    this.#facts.show(view.facts);
  }

  /** @param {SettingsView["groups"]} groups */
  #build(groups) {
    this.#fields.clear();
    find(this, ".groups").replaceChildren(...groups.map((group, at) => this.#section(group, at)));
  }

  /**
   * @param {SettingsView["groups"][number]} group
   * @param {number} at
   */
  #section(group, at) {
    const section = element`<section aria-labelledby="settings-${at}"><h2 id="settings-${at}">${group.title}</h2></section>`;
    if (group.health) section.append(this.#health);
    for (const setting of group.fields) {
      const field = new SettingField({ setting });
      this.#fields.set(setting.key, field);
      section.append(field);
    }
    if (group.fields.some(({ key }) => key === "signature")) {
      section.append(element`<p><a data-look="button" data-control="templates" href="${hashOf({ page: "templates" })}">${t("ui-settings-templates")}</a></p>`);
    }
    return section;
  }
}

export const registerSettingsPage = () => customElements.define("settings-page", SettingsPage);
