// <event-list>: what happened, as a time line: calls, letters, interviews, answers. Touches and replies can be removed.
//
//   const list = new EventList(); list.show(view.timeline)

import { element } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { t } from "../../lib/l10n.js";
import { showList } from "../../lib/lists.js";
import { act, tell } from "../../lib/navigation.js";

/** @typedef {import("../../../src-tauri/bindings/Event").Event} TimelineEvent */

export class EventList extends HTMLElement {
  #list = element`<ol></ol>`;

  constructor() {
    super();
    this.append(this.#list);
  }

  /** @param {TimelineEvent[]} events */
  show(events) {
    showList(this.#list, events, ({ key }) => key, rowOf);
  }
}

/** @param {TimelineEvent} event */
function rowOf({ key, when, at, icon: name, text, note, remove }) {
  const [command, id] = remove.touch !== null ? ["touch_remove", remove.touch] : ["reply_remove", remove.reply];
  return element`<li data-row="event:${key}">
    <span class="mark">${icon(name)}</span>
    <div class="words">
      <time datetime="${at}">${when}</time>
      <p id="event-${key}"><bdi>${text}</bdi></p>
      ${note && element`<p class="note" dir="auto">${note}</p>`}
    </div>
    ${id !== null && element`<button type="button" data-look="bare" data-control="remove" aria-describedby="event-${key}"
      @click="${() => act(command, { id }).catch(tell)}">${t("ui-event-remove")}</button>`}
  </li>`;
}

export const registerEventList = () => customElements.define("event-list", EventList);
