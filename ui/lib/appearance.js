// Sets the appearance: light, dark, or as the system is set.

/** @param {string} appearance "light", "dark", or anything else to follow the system */
export function wear(appearance) {
  if (appearance === "light" || appearance === "dark") document.documentElement.dataset.appearance = appearance;
  else delete document.documentElement.dataset.appearance;
}
