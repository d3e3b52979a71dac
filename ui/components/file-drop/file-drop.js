// <file-drop>: a place to drop, paste or choose a file. While it is on the page, a file can be dropped or pasted
// anywhere in the window.
//
//   new FileDrop({ take: (file) => ..., choose: () => ... })     take: gets a File; choose: opens the native dialog

import { fileCatcher } from "../../lib/files.js";
import { element } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { t } from "../../lib/l10n.js";

export class FileDrop extends HTMLElement {
  #catcher;

  /** @param {{ take(file: File): void, choose(): void }} options */
  constructor({ take, choose }) {
    super();
    this.#catcher = fileCatcher(this, take);
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
    this.#catcher.start();
  }

  disconnectedCallback() {
    this.#catcher.stop();
  }
}

export const registerFileDrop = () => customElements.define("file-drop", FileDrop);
