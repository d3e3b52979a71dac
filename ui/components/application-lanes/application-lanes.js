// <application-lanes>: each open application on a time line: what happened, a line for today, what comes next. The
// drawing is hidden from screen readers; each lane also has its marks as a list in words, for screen readers and the
// pointer.
//
//   const lanes = new ApplicationLanes(); lanes.show(view)

import { element } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { t } from "../../lib/l10n.js";
import { showList } from "../../lib/lists.js";
import { hashOf } from "../../lib/router.js";
import { answers } from "../menu-button/answers.js";
import { MenuButton } from "../menu-button/menu-button.js";

/** @typedef {import("../../../src-tauri/bindings/LanesView").LanesView} LanesView */
/** @typedef {import("../../../src-tauri/bindings/Lane").Lane} Lane */

const SVG = "http://www.w3.org/2000/svg";

export class ApplicationLanes extends HTMLElement {
  #axis = element`<div class="axis" aria-hidden="true"><div class="months"></div></div>`;
  #list = element`<ul></ul>`;
  #more = element`<p class="more" hidden></p>`;

  constructor() {
    super();
    // Hidden from screen readers, because the words beside each mark say the same.
    const legend = element`<p class="legend" aria-hidden="true">
      <span><i></i>${t("ui-lanes-happened")}</span><span><i data-ahead="true"></i>${t("ui-lanes-next")}</span><span><i data-today></i>${t("ui-lanes-today")}</span>
    </p>`;
    this.append(this.#axis, this.#list, legend, this.#more);
  }

  /** @param {LanesView} view */
  show({ today, months, lanes, more }) {
    this.#axis.firstElementChild?.replaceChildren(...months.map(({ x, label }) => at(element`<span>${label}</span>`, x)));
    showList(this.#list, lanes, ({ id }) => String(id), (lane) => laneOf(lane, today, months.map(({ x }) => x)));
    this.#more.textContent = more;
    this.#more.hidden = !more;
  }
}

/**
 * Puts an element at a place along the lane. It sets the style object, because the page allows no style attributes.
 * @template {HTMLElement} T
 * @param {T} node
 * @param {number} x
 */
function at(node, x) {
  node.style.insetInlineStart = `${x}%`;
  return node;
}

/**
 * @param {Lane} lane
 * @param {number} today
 * @param {number[]} months
 */
function laneOf({ id, company, role, from, to, marks }, today, months) {
  const track = element`<div class="track"></div>`;
  track.append(
    picture([
      ...months.map((x) => line("month", x, x)),
      line("past", Math.min(from, today), Math.min(to, today)),
      line("ahead", Math.min(Math.max(from, today), to), to),
      line("today", today, today),
    ]),
    element`<ol>${marks.map((mark) =>
      at(element`<li data-ahead="${String(mark.ahead)}" title="${mark.label}">${icon(mark.icon)}<span class="spoken">${mark.label}</span></li>`, mark.x),
    )}</ol>`,
  );
  const name = `lane-${id}`;
  const row = element`<li data-row="lane:${id}">
    <a href="${hashOf({ page: "application", id })}" id="${name}" data-first data-control="open"><bdi>${company}</bdi> <span dir="auto">${role}</span></a>
  </li>`;
  row.append(
    track,
    new MenuButton({
      label: t("ui-step-more"),
      picture: "other",
      control: "more",
      describedBy: name,
      items: answers(id, null),
    }),
  );
  return row;
}

/** @param {SVGElement[]} lines */
function picture(lines) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 100 10");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  svg.append(...lines);
  return svg;
}

/**
 * A line along the lane, or across it if both ends are at the same place.
 * @param {string} name
 * @param {number} from
 * @param {number} to
 */
function line(name, from, to) {
  const across = name === "today" || name === "month";
  const drawn = document.createElementNS(SVG, "line");
  for (const [key, value] of Object.entries({ x1: from, x2: to, y1: across ? 0 : 5, y2: across ? 10 : 5 })) {
    drawn.setAttribute(key, String(value));
  }
  drawn.setAttribute("class", name);
  return drawn;
}

export const registerApplicationLanes = () => customElements.define("application-lanes", ApplicationLanes);
