// What the window shows: goes to a page, runs an action and shows what it changed, and shows the page again when
// something else changed the data. It knows no page itself; they are passed to `start`.

import { call, Refusal } from "./ipc.js";
import { Latest } from "./latest.js";
import { focusHeading, keepFocus } from "./lists.js";
import { hashOf, pageOf } from "./router.js";

/** @typedef {import("../../src-tauri/bindings/Boot").Boot} Boot */
/** @typedef {import("../../src-tauri/bindings/Changed").Changed} Changed */
/** @typedef {import("../../src-tauri/bindings/PageRef").PageRef} PageRef */
/** @typedef {import("../../src-tauri/bindings/Sidebar").Sidebar} Sidebar */
/** @typedef {import("../../src-tauri/bindings/Toast").Toast} Toast */
/** @typedef {import("../../src-tauri/bindings/View").View} View */

/**
 * A page: the element in the main area. `show` may be called many times and keeps what is being typed; `arrive` sets
 * the first focus (without it, the heading gets it); `leave` is called before another page is shown.
 * @typedef {HTMLElement & { show(view: any): void, arrive?(): void, leave?(): void }} Page
 */

/**
 * @typedef {{
 *   main: HTMLElement,
 *   pages: Record<View["page"], new () => Page>,
 *   showSidebar(sidebar: Sidebar): void,
 *   showPlace(page: PageRef): void,
 *   showToast(toast: Toast, again: boolean): void,
 *   showNotice(text: string, undo: (() => void) | null): () => void,
 *   showTrouble(message: string): void,
 *   showDamage(message: string): void,
 * }} Parts
 */

/** @type {Parts} */
let parts;
/** @type {PageRef} */
let here = { page: "today" };
/** @type {Page|null} */
let shown = null;
/** The requests for a page; only the last one counts. */
const requests = new Latest();
/** Counts the pages shown, to notice that another one was shown meanwhile. */
const arrivals = new Latest();
/** The log entries that redo what was undone since the last change, the latest last. @type {number[]} */
let undone = [];
/** The undoing and redoing under way, one step after the other. */
let steps = Promise.resolve();
/** How many of these steps are not finished. */
let stepping = 0;
/** The actions that are not finished yet, by what they ask for. @type {Map<string, Promise<boolean>>} */
const acting = new Map();
/** Actions and saves that are not finished yet. @type {Set<Promise<void>>} */
const underway = new Set();
/** Whether the next change of address comes from a click or a key, not from the history. */
let chosen = false;
/** @type {Map<string, number>} */
const scrolled = new Map();

/**
 * @param {Parts} given
 * @param {Boot} boot
 */
export function start(given, boot) {
  parts = given;
  parts.showSidebar(boot.sidebar);
  history.replaceState(null, "", hashOf(boot.page));
  present(boot.page, boot.view);
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a[href^='#/']")) chosen = true;
  });
  window.addEventListener("hashchange", () => {
    const kept = chosen ? 0 : scrolled.get(location.hash) ?? 0;
    chosen = false;
    if (location.hash !== hashOf(here)) void load(pageOf(location.hash), kept);
  });
}

/** The page that is shown now. */
export const current = () => here;

/**
 * Goes to a page, as a click on a link to it would.
 * @param {PageRef} page
 */
export function go(page) {
  const hash = hashOf(page);
  if (hash === location.hash) return void refresh();
  chosen = true;
  location.hash = hash;
}

/**
 * Changes the address of the page that is shown, without a new entry in the history, as when a search is typed.
 * @param {PageRef} page
 */
export function stay(page) {
  here = page;
  history.replaceState(null, "", hashOf(page));
}

/**
 * Runs an action and shows what it changed. A refusal because of one field is thrown, for the form to show. Every other
 * failure is shown in a toast, or with `strict` thrown too. As long as it is not finished, asking for the same again, as with
 * a second click, does nothing more.
 * @param {string} command
 * @param {object} request
 * @param {{ page?: boolean, quiet?: boolean, strict?: boolean }} [options] page: whether the command takes one; quiet: no toast unless it warns
 * @returns {Promise<boolean>} whether it was done
 */
export function act(command, request, options = {}) {
  const asked = JSON.stringify([command, request]);
  const running = acting.get(asked) ?? track(run(command, request, options).finally(() => acting.delete(asked)));
  acting.set(asked, running);
  return running;
}

/**
 * Makes closing the window wait for this promise.
 * @template T
 * @param {Promise<T>} done
 * @returns {Promise<T>}
 */
export function track(done) {
  const over = done.then(() => {}, () => {}).then(() => void underway.delete(over));
  underway.add(over);
  return done;
}

/** Resolves once all actions under way are finished, including those begun by the current event. */
export async function settled() {
  await new Promise((resolve) => setTimeout(resolve));
  await Promise.all(underway);
}

/**
 * @param {string} command
 * @param {object} request
 * @param {{ page?: boolean, quiet?: boolean, strict?: boolean }} options
 */
async function run(command, request, { page = true, quiet = false, strict = false }) {
  /** @type {Changed|null} */
  let changed;
  const from = here;
  const stillThere = arrivals.mark();
  try {
    changed = await call(command, page ? { page: here, ...request } : request);
  } catch (error) {
    if (error instanceof Refusal && (strict || error.field !== null)) throw error;
    tell(error);
    return false;
  }
  if (changed === null) return false;
  parts.showSidebar(changed.sidebar);
  if (!quiet || changed.toast.warning) parts.showToast(changed.toast, command === "undo");
  if (command !== "undo") undone = [];
  else if (changed.toast.undo !== null) undone.push(changed.toast.undo);
  else undone = undone.filter((entry) => !("entry" in request) || entry !== request.entry);
  const target = changed.page;
  if (!stillThere() && !("page" in request)) {
    // The user has gone to another page meanwhile, and stays there.
    await refresh();
  } else if (hashOf(target) !== hashOf(from)) {
    scrolled.set(hashOf(here), parts.main.scrollTop);
    history.pushState(null, "", hashOf(target));
    present(target, changed.view);
  } else {
    again(changed.view);
  }
  return true;
}

/**
 * Undoes a change, or the latest one not undone yet, so that pressing again goes further back.
 * @param {number|null} [entry] the change's entry in the log
 */
export const undo = (entry = null) => step(() => entry, true);

/** Redoes what was undone last; again, what was undone before that. Does nothing if anything was done since. */
export const redo = () => step(() => undone.at(-1) ?? null, false);

/** Whether a step back or forward is under way. */
export const isStepping = () => stepping > 0;

/**
 * @param {() => number|null} find finds the entry to undo, once the steps before are finished
 * @param {boolean} isBack whether the latest change is meant where none is found
 */
function step(find, isBack) {
  stepping += 1;
  steps = steps.then(async () => {
    const entry = find();
    if (isBack || entry !== null) await act("undo", { entry }).catch(tell);
    stepping -= 1;
  });
}

/** Shows the page again after a change from elsewhere. */
export async function refresh() {
  const page = here;
  const isLatest = requests.mark();
  try {
    const { sidebar, view } = await call("show", { page });
    parts.showSidebar(sidebar);
    if (isLatest() && hashOf(page) === hashOf(here)) again(view);
  } catch (error) {
    if (error instanceof Refusal && error.code === "not_found") go({ page: "today" });
    else tell(error);
  }
}

/**
 * Shows an error in a toast.
 * @param {unknown} error
 */
export function tell(error) {
  const message = error instanceof Error ? error.message : String(error);
  // The database cannot be used any more, so the toast has a button to repair it.
  if (error instanceof Refusal && error.code === "damaged") parts.showDamage(message);
  else parts.showTrouble(message);
}

/**
 * Shows a toast about something the window did by itself, without changing the records.
 * @param {string} text
 * @param {(() => void) | null} [undo] how to undo it, if it can be undone
 * @returns {() => void} closes the toast, if it is still shown and has an Undo button
 */
export const notice = (text, undo = null) => parts.showNotice(text, undo);

/**
 * @param {PageRef} page
 * @param {number} top the scroll position to restore, 0 for a page that is newly opened
 */
async function load(page, top) {
  const isLatest = requests.begin();
  try {
    const { sidebar, view } = await call("show", { page });
    if (!isLatest()) return;
    parts.showSidebar(sidebar);
    scrolled.set(hashOf(here), parts.main.scrollTop);
    history.replaceState(null, "", hashOf(page)); // one page may have several addresses
    present(page, view);
    parts.main.scrollTop = top;
  } catch (error) {
    if (!isLatest()) return;
    tell(error);
    history.replaceState(null, "", hashOf(here));
  }
}

/**
 * @param {PageRef} page
 * @param {View} view
 */
function present(page, view) {
  requests.begin();
  arrivals.begin();
  shown?.leave?.();
  here = page;
  shown = new parts.pages[view.page]();
  shown.show(view);
  parts.main.replaceChildren(shown);
  parts.main.scrollTop = 0;
  parts.showPlace(page);
  nameWindow();
  if (shown.arrive) shown.arrive();
  else focusHeading(parts.main);
}

/** @param {View} view */
function again(view) {
  const page = shown;
  if (!page) return;
  keepFocus(parts.main, () => page.show(view));
  nameWindow();
}

function nameWindow() {
  const heading = parts.main.querySelector("h1")?.textContent;
  document.title = heading ? `${heading} — Afterword` : "Afterword";
}
