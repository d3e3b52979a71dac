// Writes to the clipboard; never reads it.

import { element } from "./html.js";

/**
 * @param {string} text
 * @returns {Promise<boolean>} whether it is in the clipboard now
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text);
  }
}

/**
 * The older way, for engines that do not let a page use the clipboard.
 * @param {string} text
 */
function copySelected(text) {
  const focused = document.activeElement;
  const area = /** @type {HTMLTextAreaElement} */ (element`<textarea class="spoken" tabindex="-1" aria-hidden="true"></textarea>`);
  area.value = text;
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  return copied;
}
