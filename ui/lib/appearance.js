// Light, dark, or as the system is.

/** @param {string} appearance "light", "dark", or anything else for the system's */
export function wear(appearance) {
  if (appearance === "light" || appearance === "dark") document.documentElement.dataset.appearance = appearance;
  else delete document.documentElement.dataset.appearance;
}
