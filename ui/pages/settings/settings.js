// Settings: whatever Rust says can be set, each saved as it is changed.

import { FactList } from "../../components/fact-list/fact-list.js";
import { ReminderHealth } from "../../components/reminder-health/reminder-health.js";
import { SettingField } from "../../components/setting-field/setting-field.js";
import { element, find } from "../../lib/html.js";
import { t } from "../../lib/l10n.js";
import { hashOf } from "../../lib/router.js";
import { wear } from "../../lib/appearance.js";

/** @typedef {import("../../../src-tauri/bindings/SettingsView").SettingsView} SettingsView */
/** @typedef {import("../../lib/navigation.js").Page} Page */

/** @returns {Page} */
export function settingsPage() {
  const facts = new FactList();
  const root = element`<div class="page settings">
    <header><h1 tabindex="-1">${t("ui-settings-title")}</h1></header>
    <div class="groups"></div>
    <section aria-labelledby="settings-backups"><h2 id="settings-backups">${t("ui-settings-backups")}</h2>
      <p class="backups"></p>
      <p><a data-look="button" data-control="backups" href="${hashOf({ page: "backups" })}">${t("ui-settings-backups-open")}</a></p></section>
    <section aria-labelledby="settings-facts"><h2 id="settings-facts">${t("ui-settings-facts")}</h2>${facts}</section>
  </div>`;
  /** @type {Map<string, SettingField>} */
  const fields = new Map();
  const health = new ReminderHealth();
  /** Which settings are shown, in order. */
  let shown = "";

  /** @param {SettingsView["groups"]} groups */
  function build(groups) {
    fields.clear();
    find(root, ".groups").replaceChildren(
      ...groups.map((group, at) => {
        const section = element`<section aria-labelledby="settings-${at}"><h2 id="settings-${at}">${group.title}</h2></section>`;
        if (group.health) section.append(health);
        for (const setting of group.fields) {
          const field = new SettingField({ setting });
          fields.set(setting.key, field);
          section.append(field);
        }
        if (group.fields.some(({ key }) => key === "signature")) {
          section.append(element`<p><a data-look="button" data-control="templates" href="${hashOf({ page: "templates" })}">${t("ui-settings-templates")}</a></p>`);
        }
        return section;
      }),
    );
  }

  return {
    root,
    /** @param {SettingsView} view */
    show(view) {
      const settings = view.groups.flatMap((group) => group.fields);
      const wanted = settings.map(({ key }) => key).join();
      if (shown !== wanted) build(view.groups);
      shown = wanted;
      for (const setting of settings) fields.get(setting.key)?.show(setting);
      for (const group of view.groups) if (group.health) health.show(group.health);
      const appearance = settings.find((setting) => setting.key === "appearance");
      if (appearance) wear(appearance.value);
      find(root, ".backups").textContent = view.backups;
      facts.show(view.facts);
    },
  };
}
