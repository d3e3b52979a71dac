// <templates-page>: the templates for letters and calls, by language.
//
//   const page = new TemplatesPage(); page.show(view)     a TemplatesView

import { FormDialog } from "../../components/form-dialog/form-dialog.js";
import { SelectField } from "../../components/select-field/select-field.js";
import { TextField } from "../../components/text-field/text-field.js";
import { element, find, html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { t } from "../../lib/l10n.js";
import { act } from "../../lib/navigation.js";
import { hashOf } from "../../lib/router.js";

/** @typedef {import("../../../src-tauri/bindings/TemplatesView").TemplatesView} TemplatesView */
/** @typedef {import("../../../src-tauri/bindings/TemplateGroup").TemplateGroup} TemplateGroup */

export class TemplatesPage extends HTMLElement {
  constructor() {
    super();
    this.className = "page templates";
    this.append(html`
      <header><a class="back" href="#/settings">${icon("back")}${t("ui-settings-title")}</a>
        <h1 tabindex="-1">${t("ui-templates-title")}</h1><p class="subline">${t("ui-templates-hint")}</p></header>
      <div class="groups"></div>
    `);
  }

  /** @param {TemplatesView} view */
  show({ groups }) {
    find(this, ".groups").replaceChildren(...groups.map(section));
  }
}

/** @param {TemplateGroup} group */
const section = (group) => element`<section aria-labelledby="templates-${group.language}">
  <h2 class="eyebrow" id="templates-${group.language}">${group.title}</h2>
  <ul class="sheet plain">${group.rows.map(
    ({ name, label, hint, note }) => element`<li data-row="template:${group.language}:${name}">
      <a href="${hashOf({ page: "template", language: group.language, name })}" data-first data-control="open"><bdi>${label}</bdi></a>
      ${hint && element`<span class="hint">${hint}</span>`}
      ${note && element`<span class="note">${note}</span>`}
    </li>`,
  )}</ul>
  <button type="button" data-control="add" @click="${() => openAddForm(group)}">${t("ui-templates-add")}</button>
</section>`;

/** @param {TemplateGroup} group */
function openAddForm({ language, rows }) {
  const name = new TextField({ label: t("ui-templates-add-name") });
  const from = new SelectField({
    label: t("ui-templates-add-from"),
    choices: rows.map((row) => ({ value: row.name, label: row.label })),
    value: rows[0]?.name ?? "",
  });
  FormDialog.open({
    title: t("ui-templates-add-title"),
    label: t("ui-templates-add"),
    body: element`<div class="fields">${name}${from}</div>`,
    fields: { name },
    save: () => act("template_add", { language, from: from.value, name: name.value }, { page: false, strict: true }),
  });
}

export const registerTemplatesPage = () => customElements.define("templates-page", TemplatesPage);
