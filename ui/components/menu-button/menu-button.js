// <menu-button>: a button that opens a short list of things to choose. Arrows, Home and End move the focus; Esc closes
// it and puts the focus back on the button.
//
//   new MenuButton({ label: t("ui-step-snooze"), control: "snooze", items: [{ label: "Tomorrow, 09:00", choose: () => {} }] })

import { element, freshId } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";

/** @typedef {{ label: string, choose(): void }} MenuItem */

export class MenuButton extends HTMLElement {
  #button;
  #menu;

  /** @param {{ label: string, items: MenuItem[], control?: string, describedBy?: string, picture?: string }} options picture: the icon to show in place of the label */
  constructor({ label, items, control, describedBy, picture }) {
    super();
    const id = freshId("menu");
    this.#menu = element`<div id="${id}" role="menu" popover="auto" aria-label="${label}">
      ${items.map((item) => element`<button type="button" role="menuitem" tabindex="-1" @click="${() => this.#choose(item)}">${item.label}</button>`)}
    </div>`;
    this.#button = element`<button type="button" aria-haspopup="menu" aria-expanded="false" aria-controls="${id}"
      aria-describedby="${describedBy}" data-control="${control}" popovertarget="${id}" title="${picture ? label : null}">${
        picture ? [element`<span class="spoken">${label}</span>`, icon(picture)] : [label, " ", icon("down")]
      }</button>`;
    this.append(this.#button, this.#menu);
    this.#menu.addEventListener("beforetoggle", (event) => {
      if (/** @type {ToggleEvent} */ (event).newState === "open") this.#place();
    });
    this.#menu.addEventListener("toggle", (event) => {
      const open = /** @type {ToggleEvent} */ (event).newState === "open";
      this.#button.setAttribute("aria-expanded", String(open));
      // The tooltip would cover the menu.
      if (picture) this.#button.title = open ? "" : label;
      if (open) this.#items()[0]?.focus();
    });
    this.#menu.addEventListener("keydown", (event) => this.#move(event));
    this.#button.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown" || !event.altKey) return;
      event.preventDefault();
      this.#menu.showPopover();
    });
  }

  /** @param {MenuItem} item */
  #choose(item) {
    this.#menu.hidePopover();
    this.#button.focus();
    item.choose();
  }

  /** @returns {HTMLElement[]} */
  #items() {
    return /** @type {HTMLElement[]} */ ([...this.#menu.children]);
  }

  /** @param {KeyboardEvent} event */
  #move(event) {
    const items = this.#items();
    const at = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const target = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
    if (event.key === "Escape" || event.key === "Tab") {
      if (event.key === "Escape") event.preventDefault();
      this.#menu.hidePopover();
      this.#button.focus();
    } else if (target !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      items[target % items.length]?.focus();
    }
  }

  /** Places the menu below the button, or above it if there is no room below. */
  #place() {
    const around = this.#button.getBoundingClientRect();
    const height = this.#items().length * 40 + 16;
    const { style } = this.#menu;
    style.right = `${Math.max(8, window.innerWidth - around.right)}px`;
    const above = around.bottom + height > window.innerHeight && around.top > height;
    style.top = above ? "auto" : `${around.bottom + 4}px`;
    style.bottom = above ? `${window.innerHeight - around.top + 4}px` : "auto";
  }
}

export const registerMenuButton = () => customElements.define("menu-button", MenuButton);
