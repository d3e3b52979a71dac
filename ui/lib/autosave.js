// Saves what is being typed: a moment after the last key, or at once when a field is left. One save follows another, so that
// the last one typed is the last one kept, and closing the window waits for it.
//
//   const autosave = new Autosave({ pause: 400, read: () => form.value, save: (value) => call("call_keep", value) });
//   autosave.later()     something was typed: saves it after the pause
//   autosave.flush()     saves now what is not saved yet; resolves to whether it is kept
//   autosave.accept()    what stands now counts as kept: it came from the core, or it is given up
//   autosave.settle()    drops a save that waits for its pause; resolves once none is under way
//   autosave.stop()      the same, and saves nothing more until resume()

import { debounce } from "./debounce.js";
import { Latest } from "./latest.js";
import { tell, track } from "./navigation.js";

/** @template T */
export class Autosave {
  /** @type {() => T} */
  #read;
  /** @type {(value: T) => Promise<unknown>} */
  #save;
  /** What is kept, as the core said last. */
  #kept = "";
  /** What was to be saved last, whether the core has answered or not. */
  #sent = "";
  /** @type {Promise<boolean>} */
  #saving = Promise.resolve(true);
  /** How many saves are under way, or wait for one that is. */
  #underway = 0;
  #accepted = new Latest();
  #stopped = false;
  /** Saves after the pause. */
  later;

  /**
   * @param {{ pause: number, read(): T, save(value: T): Promise<unknown> }} options
   *   read: what stands now, such that JSON tells two of them apart; save: resolves to false where it was not kept
   */
  constructor({ pause, read, save }) {
    this.#read = read;
    this.#save = save;
    this.later = debounce(() => void this.flush(), pause);
  }

  /** Whether what stands is what the core has kept, and nothing else is under way. */
  get isKept() {
    return this.#underway === 0 && this.isSent;
  }

  /** Whether what stands is what was saved last, though the core may not have answered yet. */
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
    this.#sent = print;
    this.#underway += 1;
    const stands = this.#accepted.mark();
    this.#saving = this.#saving.then(async () => {
      const kept = !this.#stopped && (await this.#keep(value));
      this.#underway -= 1;
      if (!stands()) return kept;
      if (kept) this.#kept = print;
      else if (this.#sent === print) this.#sent = this.#kept; // so that the next time tries again
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
