// Updates lists without building them again, and keeps the focus while a page changes.

/** What each element of a list was made from. @type {WeakMap<Element, { key: string, print: string }>} */
const origins = new WeakMap();

/**
 * Makes the children of `parent` match `items`. An item that has not changed keeps its element,
 * and with it focus, scroll position, open menu and typed text.
 * @template T
 * @param {Element} parent
 * @param {T[]} items
 * @param {(item: T) => string} keyOf
 * @param {(item: T) => HTMLElement} make
 */
export function showList(parent, items, keyOf, make) {
  const wanted = new Set(items.map(keyOf));
  /** @type {Map<string, Element>} */
  const kept = new Map();
  for (const child of [...parent.children]) {
    const key = origins.get(child)?.key;
    if (key !== undefined && wanted.has(key)) kept.set(key, child);
    else child.remove();
  }
  let place = parent.firstElementChild;
  for (const item of items) {
    const key = keyOf(item);
    const print = JSON.stringify(item);
    let node = kept.get(key);
    if (!node || origins.get(node)?.print !== print) {
      const made = make(item);
      origins.set(made, { key, print });
      if (node) {
        if (place === node) place = made;
        node.replaceWith(made);
      }
      node = made;
    }
    if (node === place) place = place.nextElementSibling;
    else parent.insertBefore(node, place);
  }
}

/**
 * Runs `change`, then puts the focus back where the user expects it.
 * @param {HTMLElement} root
 * @param {() => void} change
 */
export function keepFocus(root, change) {
  const giveBack = rememberFocus(root);
  change();
  giveBack();
}

/**
 * Remembers where the focus is. The returned function restores it if the element is gone: on the same control of the
 * same row (`data-row`, `data-control`), else on the next row's first button (`data-first`), else on the heading.
 * @param {HTMLElement} root
 * @returns {() => void}
 */
export function rememberFocus(root) {
  const before = document.activeElement;
  if (!(before instanceof HTMLElement) || before === document.body || !root.contains(before)) return () => {};
  const row = rowOf(before);
  const later = row ? following(root, row) : [];
  const control = before.dataset.control;
  return () => {
    if (before.getClientRects().length > 0) return;
    if (!row) return focusHeading(root);
    const names = new Map(rowsOf(root).map((each) => [each.dataset.row, each]));
    const same = names.get(row.dataset.row);
    const again = same && control ? same.querySelector(`[data-control="${CSS.escape(control)}"]`) : null;
    if (again instanceof HTMLElement) return again.focus();
    const next = same ?? later.map((name) => names.get(name)).find(Boolean);
    if (next) focusRow(next);
    else focusHeading(root);
  };
}

/**
 * @param {HTMLElement} row
 * @param {(element: HTMLElement) => void} [focus]
 */
export function focusRow(row, focus = (element) => element.focus()) {
  const first = row.matches("a, button") ? row : row.querySelector("[data-first]") ?? row.querySelector("a[href], button");
  if (first instanceof HTMLElement) focus(first);
}

/**
 * Focuses an element and shows its focus ring, because a user who moves by keys must see where the focus is.
 * @param {HTMLElement} element
 */
const focusSeen = (element) => element.focus(/** @type {FocusOptions} */ ({ focusVisible: true }));

/** @param {HTMLElement} root */
export function focusHeading(root) {
  root.querySelector("h1")?.focus({ preventScroll: true });
}

/**
 * Lets the arrow keys move between the rows of a page, to the same button in each row.
 * @param {KeyboardEvent} event
 * @param {HTMLElement} root
 * @returns {boolean} whether the key was used
 */
export function moveBetweenRows(event, root) {
  const from = event.target;
  if (!event.key.startsWith("Arrow") || event.ctrlKey || event.altKey || event.shiftKey || !(from instanceof HTMLElement)) return false;
  const startsList = from.matches("[data-arrows=list], h1");
  if (!startsList && (from.matches("input, textarea, select, [role=menuitem]") || !rowOf(from))) return false;
  // Skips a line whose button is for several rows, because Enter there would do more than the user means.
  const rows = rowsOf(root).filter((each) => each === rowOf(from) || !each.matches("[data-arrows=none]"));
  const row = rowOf(from);
  const step = stepOf(event.key, row);
  const target = row ? step && rows[rows.indexOf(row) + step] : event.key === "ArrowDown" && rows[0];
  if (!target) return false;
  const control = from.dataset.control;
  const beside = control && target.querySelector(`[data-control="${CSS.escape(control)}"]`);
  if (beside instanceof HTMLElement) focusSeen(beside);
  else focusRow(target, focusSeen);
  return true;
}

/**
 * The letter that was pressed while a row has the focus, or nothing: not in a text field or a menu, and without Ctrl and its
 * like.
 * @param {KeyboardEvent} event
 */
export function rowKey(event) {
  const { target, key } = event;
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.repeat || event.defaultPrevented) return "";
  if (!(target instanceof Element) || target.closest("input, textarea, select, dialog, [role=menu]")) return "";
  return /^[a-z]$/.test(key) ? key : "";
}

/**
 * How many rows a key moves forward. In a list of cards side by side, Up and Down stay in their column.
 * @param {string} key
 * @param {HTMLElement|null} row
 */
function stepOf(key, row) {
  const siblings = row?.parentElement ? [...row.parentElement.children] : [];
  const columns = siblings.filter((each) => each instanceof HTMLElement && each.offsetTop === row?.offsetTop).length || 1;
  const sideways = columns > 1 ? (document.dir === "rtl" ? -1 : 1) : 0;
  return { ArrowDown: columns, ArrowUp: -columns, ArrowRight: sideways, ArrowLeft: -sideways }[key] ?? 0;
}

/** @param {HTMLElement} node @returns {HTMLElement|null} */
const rowOf = (node) => node.closest("[data-row]");

/** @param {HTMLElement} root @returns {HTMLElement[]} */
const rowsOf = (root) => [...root.querySelectorAll("[data-row]")].filter((row) => row instanceof HTMLElement);

/**
 * The keys of the rows after `row`, then of those before it, nearest first.
 * @param {HTMLElement} root
 * @param {HTMLElement} row
 */
function following(root, row) {
  const rows = rowsOf(root);
  const at = rows.indexOf(row);
  return [...rows.slice(at + 1), ...rows.slice(0, at).reverse()].map((each) => each.dataset.row);
}
