// Registers every page as a custom element. Called once, before the first one is shown.

import { registerApplicationPage } from "./application/application.js";
import { registerApplicationsPage } from "./applications/applications.js";
import { registerBackupsPage } from "./backups/backups.js";
import { registerCallPage } from "./call/call.js";
import { registerDuplicatesPage } from "./duplicates/duplicates.js";
import { registerExportPage } from "./export/export.js";
import { registerImportPage } from "./import/import.js";
import { registerInterviewPage } from "./interview/interview.js";
import { registerMergePage } from "./merge/merge.js";
import { registerPeoplePage } from "./people/people.js";
import { registerPersonPage } from "./person/person.js";
import { registerSettingsPage } from "./settings/settings.js";
import { registerTemplatePage } from "./template/template.js";
import { registerTemplatesPage } from "./templates/templates.js";
import { registerTodayPage } from "./today/today.js";
import { registerWritePage } from "./write/write.js";

export function registerPages() {
  registerApplicationPage();
  registerApplicationsPage();
  registerBackupsPage();
  registerCallPage();
  registerDuplicatesPage();
  registerExportPage();
  registerImportPage();
  registerInterviewPage();
  registerMergePage();
  registerPeoplePage();
  registerPersonPage();
  registerSettingsPage();
  registerTemplatePage();
  registerTemplatesPage();
  registerTodayPage();
  registerWritePage();
}
