// Waits for a pause: however often something is asked for, it is done once, after the last time.
//
//   const later = debounce(() => preview(), 150);
//   later()           does it 150 ms from now
//   later.cancel()    cancels it

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
