// Line drawings of 24 by 24, in the colour of the surrounding text. They are hidden from screen readers, because there
// are words beside them.

/** @type {Record<string, string>} */
const PATHS = {
  email: "M4 6h16v12H4zM4.5 6.5 12 13l7.5-6.5",
  phone: "M7 4h3l1.5 4-2 1.5a11 11 0 0 0 5 5l1.5-2 4 1.5v3c0 1.1-.9 2-2 2A14 14 0 0 1 5 6c0-1.1.9-2 2-2z",
  card: "M3.5 6h17v12h-17zM7 10h5M7 14h8",
  prepare: "M6 4h9l3 3v13H6zM9 10h6M9 13.5h6M9 17h3",
  interview: "M5 6h9v7H9l-4 3zM16 9.5h3V19l-3.5-2.5H11V15",
  reply: "M10 6 4.5 11.5 10 17M5 11.5h8.5c3.5 0 6 2 6 6",
  skip: "M5 6v12l7-6zM12.5 6v12l7-6z",
  closed: "M5 12.5 10 17.5 19.5 7",
  other: "M6 12h.01M12 12h.01M18 12h.01",
  plus: "M12 5v14M5 12h14",
  close: "M6.5 6.5 17.5 17.5M17.5 6.5 6.5 17.5",
  calendar: "M4.5 6.5h15v13h-15zM4.5 10.5h15M8.5 4v4M15.5 4v4",
  down: "M7 10l5 5 5-5",
  search: "M10.5 5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM15 15l4.5 4.5",
  check: "M5 12.5 10 17.5 19.5 7",
  import: "M12 4v10M8 10.5l4 4 4-4M5 15.5v4h14v-4",
  back: "M13.5 6 7.5 12l6 6",
};

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} name
 * @returns {SVGSVGElement}
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name] ?? PATHS.other ?? "");
  svg.append(path);
  return svg;
}
