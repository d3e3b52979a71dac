// Boots the window: asks Rust for the texts and the first page, puts the parts together, and listens for events.

import { registerAll } from "./components/register.js";
import { ShortcutSheet } from "./components/shortcut-sheet/shortcut-sheet.js";
import { SideBar } from "./components/side-bar/side-bar.js";
import { ToastRegion } from "./components/toast-region/toast-region.js";
import { wear } from "./lib/appearance.js";
import { call, listen, showWindow } from "./lib/ipc.js";
import { putWords, setWords } from "./lib/l10n.js";
import { go, refresh, start, undo } from "./lib/navigation.js";
import { placeOf } from "./lib/router.js";
import { listenForKeys } from "./lib/shortcuts.js";
import { ApplicationPage } from "./pages/application/application.js";
import { ApplicationsPage } from "./pages/applications/applications.js";
import { BackupsPage } from "./pages/backups/backups.js";
import { CallPage } from "./pages/call/call.js";
import { DuplicatesPage } from "./pages/duplicates/duplicates.js";
import { ExportPage } from "./pages/export/export.js";
import { ImportPage } from "./pages/import/import.js";
import { InterviewPage } from "./pages/interview/interview.js";
import { MergePage } from "./pages/merge/merge.js";
import { PeoplePage } from "./pages/people/people.js";
import { PersonPage } from "./pages/person/person.js";
import { registerPages } from "./pages/register.js";
import { SettingsPage } from "./pages/settings/settings.js";
import { TemplatePage } from "./pages/template/template.js";
import { TemplatesPage } from "./pages/templates/templates.js";
import { TodayPage } from "./pages/today/today.js";
import { WritePage } from "./pages/write/write.js";

/** @typedef {import("../src-tauri/bindings/Boot").Boot} Boot */

/** Changes that follow each other within this time are shown together. */
const CHANGED_PAUSE_MS = 50;

/** @param {Boot} boot */
function open(boot) {
  setWords(boot.messages, boot.language, boot.direction);
  wear(boot.appearance);
  putWords(document);
  const main = document.querySelector("main");
  const bar = document.querySelector("side-bar");
  const toasts = document.querySelector("toast-region");
  /** @param {string} sentence */
  const showDamage = (sentence) => toasts instanceof ToastRegion && toasts.damage(sentence, () => void call("repair"));
  if (!main || !(bar instanceof SideBar) || !(toasts instanceof ToastRegion)) throw new TypeError("index.html lacks a part");
  start(
    {
      main,
      pages: {
        today: TodayPage, people: PeoplePage, person: PersonPage, applications: ApplicationsPage,
        application: ApplicationPage, interview: InterviewPage, write: WritePage, call: CallPage,
        templates: TemplatesPage, template: TemplatePage, export: ExportPage, import: ImportPage, duplicates: DuplicatesPage,
        merge: MergePage, settings: SettingsPage, backups: BackupsPage,
      },
      showSidebar: (sidebar) => bar.count(sidebar),
      showPlace: (page) => bar.mark(placeOf(page)),
      showToast: (toast, again) =>
        toasts.say(toast, toast.undo === null ? null : () => undo(toast.undo), again),
      showNotice: (text, undo) => toasts.say({ text, warning: null, undo: null }, undo),
      showTrouble: (message) => toasts.trouble(message),
      showDamage,
    },
    boot,
  );
  listenForKeys({ main, toasts, showShortcuts: () => ShortcutSheet.open() });
  let timer = 0;
  void listen("changed", () => {
    clearTimeout(timer);
    timer = window.setTimeout(refresh, CHANGED_PAUSE_MS);
  });
  void listen("go", go);
  void listen("damaged", showDamage);
}

registerAll();
registerPages();
call("boot")
  .then(open, (error) => document.querySelector("main")?.replaceChildren(error.message))
  .finally(() => void showWindow());
