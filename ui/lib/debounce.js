// Waits for a pause: what is asked for again and again is done once, after the last time.
//
//   const later = debounce(() => preview(), 150);
//   later()           does it in 150 ms, counted from now
//   later.cancel()    does not do it after all

/**
 * @param {() => void} run
 * @param {number} pause in milliseconds
 * @returns {(() => void) & { cancel(): void }}
 */
export function debounce(run, pause) {
  let timer = 0;
  const cancel = () => clearTimeout(timer);
  const later = () => {
    cancel();
    timer = window.setTimeout(run, pause);
  };
  return Object.assign(later, { cancel });
}
