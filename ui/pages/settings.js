// Settings: whatever Rust says can be set, each saved as it is changed.

import { SettingField } from "../components/setting-field/setting-field.js";
import { element, find } from "../lib/html.js";
import { t } from "../lib/l10n.js";
import { wear } from "../lib/appearance.js";

/** @typedef {import("../../src-tauri/bindings/SettingsView").SettingsView} SettingsView */
/** @typedef {import("../lib/stage.js").Page} Page */

/** @returns {Page} */
export function settingsPage() {
  const root = element`<div class="page settings">
    <header><h1 tabindex="-1">${t("ui-settings-title")}</h1></header>
    <div class="groups"></div>
    <section aria-labelledby="settings-facts"><h2 id="settings-facts">${t("ui-settings-facts")}</h2><dl class="facts"></dl></section>
  </div>`;
  /** @type {Map<string, SettingField>} */
  const fields = new Map();
  /** Which settings are shown, in order. */
  let shown = "";

  /** @param {SettingsView["groups"]} groups */
  function build(groups) {
    fields.clear();
    find(root, ".groups").replaceChildren(
      ...groups.map(({ title, fields: settings }, at) => {
        const section = element`<section aria-labelledby="settings-${at}"><h2 id="settings-${at}">${title}</h2></section>`;
        for (const setting of settings) {
          const field = new SettingField({ setting });
          fields.set(setting.key, field);
          section.append(field);
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
      const appearance = settings.find((setting) => setting.key === "appearance");
      if (appearance) wear(appearance.value);
      find(root, ".facts").replaceChildren(
        ...view.facts.map(({ label, value }) => element`<div><dt>${label}</dt><dd><bdi>${value}</bdi></dd></div>`),
      );
    },
  };
}
