// <side-bar>: the four places of the window, three of them with a number. Its markup is in index.html, so that it is
// painted before any script runs.
//
//   bar.count(sidebar);  bar.mark("today")

import { find } from "../../lib/html.js";

/** @typedef {import("../../../src-tauri/bindings/Sidebar").Sidebar} Sidebar */

export class SideBar extends HTMLElement {
  /** @param {Sidebar} sidebar */
  count(sidebar) {
    for (const [place, number] of Object.entries(sidebar)) {
      find(this, `[data-place=${place}] .count`).textContent = number ? String(number) : "";
    }
  }

  /** @param {string|null} place the place to mark as current, null for none */
  mark(place) {
    for (const link of this.querySelectorAll("[data-place]")) {
      if (link.getAttribute("data-place") === place) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }
}

export const registerSideBar = () => customElements.define("side-bar", SideBar);
