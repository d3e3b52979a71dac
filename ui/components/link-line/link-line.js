// <link-line>: addresses and numbers that open in the system's program for them, each with a small note.
//
//   new LinkLine({ links: step.links })

import { element } from "../../lib/html.js";
import { call } from "../../lib/ipc.js";
import { tell } from "../../lib/navigation.js";

/** @typedef {import("../../../src-tauri/bindings/Link").Link} Link */

export class LinkLine extends HTMLElement {
  /** @param {{ links: Link[], describedBy?: string }} options */
  constructor({ links, describedBy }) {
    super();
    this.append(
      ...links.map(
        ({ text, href, note }) => element`<span>
          ${href ? element`<a href="${href}" data-control="link:${href}" aria-describedby="${describedBy}" title="${text}" @click="${openLink}"><bdi>${text}</bdi></a>` : element`<bdi title="${text}">${text}</bdi>`}
          ${note && element`<small>${note}</small>`}
        </span>`,
      ),
    );
  }
}

/**
 * Opens the address of the clicked link in the system's program for it.
 * @param {MouseEvent} event
 */
export function openLink(event) {
  event.preventDefault();
  const link = /** @type {Element} */ (event.currentTarget).getAttribute("href");
  call("open_link", { link }).catch(tell);
}

export const registerLinkLine = () => customElements.define("link-line", LinkLine);
