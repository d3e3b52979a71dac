// Takes files that are dropped or pasted anywhere in the window, so that nobody has to aim at a box.

/**
 * @param {HTMLElement} host the element that shows by `data-over` that a file can be dropped
 * @param {(file: File) => void} take
 * @returns {{ start(): void, stop(): void }}
 */
export function fileCatcher(host, take) {
  /** @param {DragEvent} event */
  function over(event) {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    host.toggleAttribute("data-over", true);
  }

  /** @param {DragEvent} event */
  function out(event) {
    if (event.relatedTarget === null) host.toggleAttribute("data-over", false);
  }

  /** @param {DragEvent} event */
  function drop(event) {
    host.toggleAttribute("data-over", false);
    caught(event, event.dataTransfer);
  }

  /** @param {ClipboardEvent} event */
  const paste = (event) => caught(event, event.clipboardData);

  /**
   * @param {Event} event
   * @param {DataTransfer|null} data
   */
  function caught(event, data) {
    const file = data?.files[0];
    if (!file) return;
    event.preventDefault();
    take(file);
  }

  const listeners = /** @type {const} */ ([["dragover", over], ["dragleave", out], ["drop", drop], ["paste", paste]]);
  return {
    start: () => listeners.forEach(([name, listener]) => document.addEventListener(name, /** @type {EventListener} */ (listener))),
    stop: () => listeners.forEach(([name, listener]) => document.removeEventListener(name, /** @type {EventListener} */ (listener))),
  };
}
