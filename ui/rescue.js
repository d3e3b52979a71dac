// The page that is shown if the records cannot be opened: what is wrong, and what can replace them. Once they are
// replaced, the program restarts.

import { BackupList, registerBackupList } from "./components/backup-list/backup-list.js";
import { element, find } from "./lib/html.js";
import { call, closeWindow, showWindow } from "./lib/ipc.js";
import { setWords, t } from "./lib/l10n.js";

/** @typedef {import("../src-tauri/bindings/RescueView").RescueView} RescueView */

/** @param {RescueView} view */
function open({ messages, language, sentence, replaceable, advisable, folder, rows }) {
  setWords(messages, language, "ltr");
  const newest = replaceable ? rows.find(({ readable }) => readable) : undefined;
  const older = replaceable ? rows.filter((row) => row !== newest) : [];
  /** @param {string} name */
  const restore = (name) => void run("rescue_restore", { name });
  const [first, others] = [
    new BackupList(),
    new BackupList([{ label: t("ui-backups-restore"), control: "restore", run: ({ name }) => restore(name) }]),
  ];
  if (newest) first.show([newest]);
  others.show(older);
  const none = replaceable && !newest && t(rows.length > 0 ? "ui-rescue-unreadable" : "ui-rescue-none");
  const root = element`<div class="page">
    <header><h1 tabindex="-1">${t("ui-rescue-title")}</h1><p class="subline">${sentence}</p></header>
    <p class="banner" role="alert" hidden></p>
    ${newest && first}
    ${none && element`<p class="hint">${none}</p>`}
    <div class="tools">
      ${newest && element`<button type="button" data-look="${advisable && "primary"}" data-control="newest" @click="${() => restore(newest.name)}">${t("ui-rescue-newest")}</button>`}
      ${replaceable && element`<button type="button" data-control="file" @click="${() => void run("rescue_restore_file")}">${t("ui-rescue-file")}</button>`}
      <button type="button" data-control="again" @click="${() => void run("rescue_look_again")}">${t("ui-rescue-again")}</button>
    </div>
    ${older.length > 0 && element`<section aria-labelledby="older"><h2 class="eyebrow" id="older">${t("ui-rescue-older")}</h2>${others}</section>`}
    <section class="tools" ?hidden="${!replaceable}">
      <button type="button" data-control="anew" aria-expanded="false">${t("ui-rescue-anew")}</button>
      <button type="button" data-control="anew-sure" hidden @click="${() => void run("rescue_anew")}">${t("ui-rescue-anew-sure")}</button>
    </section>
    <footer>${replaceable && element`<p class="hint">${t("ui-rescue-kept")}</p>`}<p class="hint">${t("ui-rescue-folder")} <bdi>${folder}</bdi></p></footer>
  </div>`;
  const [anew, sure] = [find(root, "[data-control=anew]"), find(root, "[data-control=anew-sure]")];
  anew.addEventListener("click", () => {
    sure.hidden = !sure.hidden;
    anew.setAttribute("aria-expanded", String(!sure.hidden));
  });
  present(root);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key.toLowerCase() === "w") void closeWindow();
  });

  /**
   * @param {string} command
   * @param {object} [request]
   */
  async function run(command, request) {
    const banner = find(root, ".banner");
    banner.hidden = true;
    root.inert = true;
    try {
      const told = await call(command, request);
      if (typeof told === "string") tell(told);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      banner.textContent = command === "rescue_look_again" ? `${t("ui-rescue-still")} ${message}` : message;
      banner.hidden = false;
    } finally {
      root.inert = false;
    }
  }
}

/**
 * Shows what was done, with a button to go on.
 * @param {string} text
 */
function tell(text) {
  present(element`<div class="page">
    <header><h1 tabindex="-1">${t("ui-rescue-done")}</h1><p class="subline">${text}</p></header>
    <div class="tools"><button type="button" data-look="primary" data-control="open" @click="${() => void call("rescue_open")}">${t("ui-rescue-open")}</button></div>
  </div>`);
}

/** @param {HTMLElement} root */
function present(root) {
  document.querySelector("main")?.replaceChildren(root);
  find(root, "h1").focus({ preventScroll: true });
}

registerBackupList();
call("rescue_page")
  .then(open, (error) => document.querySelector("main")?.replaceChildren(error.message))
  .finally(() => void showWindow());
