// Saves what is being typed: a moment after the last key, or at once if asked, as when a field is left. Saves never
// overlap, so the last value typed is the last one saved, and closing the window waits for it.
//
//   const autosave = new Autosave({ pause: 400, read: () => form.value, save: (value) => call("call_keep", value) });
//   autosave.later()     something was typed: saves it after the pause
//   autosave.flush()     saves now what is not saved yet; resolves to whether it was saved
//   autosave.again()     saves now even if nothing was typed since the last save
//   autosave.accept()    the current value counts as saved: it came from the core, or is given up
//   autosave.settle()    drops a save that waits for its pause; resolves once no save is under way
//   autosave.stop()      does the same, and saves nothing more until resume()

import { debounce } from "./debounce.js";
import { Latest } from "./latest.js";
import { tell, track } from "./navigation.js";

/** @template T */
export class Autosave {
  /** @type {() => T} */
  #read;
  /** @type {(value: T) => Promise<unknown>} */
  #save;
  /** What the core confirmed last, as JSON. */
  #kept = "";
  /** What was sent to the core last, as JSON, whether it has answered or not. */
  #sent = "";
  /** @type {Promise<boolean>} */
  #saving = Promise.resolve(true);
  /** How many saves are under way or queued. */
  #underway = 0;
  #saves = new Latest();
  #accepted = new Latest();
  #stopped = false;
  /** Saves after the pause. */
  later;

  /**
   * @param {{ pause: number, read(): T, save(value: T): Promise<unknown> }} options
   *   read: returns the current value; values are compared as JSON; save: resolves to false if it was not saved
   */
  constructor({ pause, read, save }) {
    this.#read = read;
    this.#save = save;
    this.later = debounce(() => void this.flush(), pause);
  }

  /** Whether the current value is saved and no save is under way. */
  get isKept() {
    return this.#underway === 0 && this.isSent;
  }

  /** Whether the current value was sent to the core last, which may not have answered yet. */
  get isSent() {
    return printOf(this.#read()) === this.#sent;
  }

  get isStopped() {
    return this.#stopped;
  }

  /** @returns {Promise<boolean>} */
  flush() {
    this.later.cancel();
    if (this.#stopped) return Promise.resolve(false);
    const value = this.#read();
    const print = printOf(value);
    if (print === this.#sent) return this.#underway === 0 ? Promise.resolve(true) : this.#saving;
    return this.#begin(value, print);
  }

  /** @returns {Promise<boolean>} */
  again() {
    this.later.cancel();
    if (this.#stopped) return Promise.resolve(false);
    const value = this.#read();
    return this.#begin(value, printOf(value));
  }

  /**
   * @param {T} value
   * @param {string} print
   */
  #begin(value, print) {
    this.#sent = print;
    this.#underway += 1;
    const isLast = this.#saves.begin();
    const stands = this.#accepted.mark();
    this.#saving = this.#saving.then(async () => {
      const kept = !this.#stopped && (await this.#keep(value));
      this.#underway -= 1;
      if (!stands()) return kept;
      if (kept) this.#kept = print;
      else if (isLast()) this.#sent = this.#kept; // so that the next flush tries again
      return kept;
    });
    return track(this.#saving);
  }

  /** @param {T} [value] */
  accept(value = this.#read()) {
    this.later.cancel();
    this.#accepted.begin();
    this.#kept = this.#sent = printOf(value);
  }

  async settle() {
    this.later.cancel();
    await this.#saving;
  }

  async stop() {
    this.#stopped = true;
    await this.settle();
  }

  resume() {
    this.#stopped = false;
  }

  /** @param {T} value */
  async #keep(value) {
    try {
      return (await this.#save(value)) !== false;
    } catch (error) {
      tell(error);
      return false;
    }
  }
}

/** @param {unknown} value */
const printOf = (value) => JSON.stringify(value);
