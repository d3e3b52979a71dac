// <file-drop>: the place where a file is dropped, pasted or chosen. While it is on the page, a file that is dropped or pasted
// anywhere in the window is taken too, for nobody aims at a box.
//
//   new FileDrop({ take: (file) => ..., choose: () => ... })     take: a File of the page; choose: the native dialog

import { element } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { t } from "../../lib/l10n.js";

export class FileDrop extends HTMLElement {
  /** @type {(file: File) => void} */
  #take;

  /** @param {{ take(file: File): void, choose(): void }} options */
  constructor({ take, choose }) {
    super();
    this.#take = take;
    this.append(
      element`<div class="place">
        ${icon("import")}
        <p class="what">${t("ui-import-drop")}</p>
        <button type="button" data-look="primary" data-control="choose" data-first @click="${choose}">${t("ui-import-choose")}</button>
        <p class="hint">${t("ui-import-drop-hint")}</p>
      </div>`,
    );
  }

  connectedCallback() {
    document.addEventListener("dragover", this.#over);
    document.addEventListener("dragleave", this.#out);
    document.addEventListener("drop", this.#drop);
    document.addEventListener("paste", this.#paste);
  }

  disconnectedCallback() {
    document.removeEventListener("dragover", this.#over);
    document.removeEventListener("dragleave", this.#out);
    document.removeEventListener("drop", this.#drop);
    document.removeEventListener("paste", this.#paste);
  }

  /** @param {DragEvent} event */
  #over = (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    this.toggleAttribute("data-over", true);
  };

  /** @param {DragEvent} event */
  #out = (event) => {
    if (event.relatedTarget === null) this.toggleAttribute("data-over", false);
  };

  /** @param {DragEvent} event */
  #drop = (event) => {
    this.toggleAttribute("data-over", false);
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    this.#take(file);
  };

  /** @param {ClipboardEvent} event */
  #paste = (event) => {
    const file = event.clipboardData?.files[0];
    if (!file) return;
    event.preventDefault();
    this.#take(file);
  };
}

export const registerFileDrop = () => customElements.define("file-drop", FileDrop);
