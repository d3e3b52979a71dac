// <working-bar>: says what is being done, with a progress bar, if it takes a while. Only one thing is done at a time.
//
//   const bar = new WorkingBar(); await bar.run("The file is read", () => call("import_open"), { asks: true })

import { element } from "../../lib/html.js";
import { listen } from "../../lib/ipc.js";
import { tell } from "../../lib/navigation.js";

/** Work that is done sooner needs no bar. */
const BAR_PAUSE_MS = 700;

export class WorkingBar extends HTMLElement {
  #text = element`<p></p>`;
  #progress = /** @type {HTMLProgressElement} */ (element`<progress></progress>`);
  /** Whether something is being done, so that nothing is begun twice. */
  #busy = false;

  constructor() {
    super();
    this.setAttribute("role", "status");
    this.hidden = true;
    this.append(this.#text, this.#progress);
  }

  /**
   * Runs `work`, unless something else is being done, and shows the error if it fails.
   * @param {string} text what is being done
   * @param {() => Promise<unknown>} work
   * @param {{ asks?: boolean }} [options] asks: whether it begins with a dialog; the time then counts from the answer
   */
  async run(text, work, { asks = false } = {}) {
    if (this.#busy) return;
    this.#busy = true;
    this.#progress.removeAttribute("value");
    this.#text.textContent = text;
    let timer = 0;
    const count = () => (timer = window.setTimeout(() => (this.hidden = false), BAR_PAUSE_MS));
    if (!asks) count();
    const stop = await listen("progress", ([done, total]) => {
      if (timer === 0) count();
      if (total === 0) return;
      this.#progress.max = total;
      this.#progress.value = done;
    });
    try {
      await work();
    } catch (error) {
      tell(error);
    } finally {
      stop();
      clearTimeout(timer);
      this.hidden = true;
      this.#busy = false;
    }
  }
}

export const registerWorkingBar = () => customElements.define("working-bar", WorkingBar);
