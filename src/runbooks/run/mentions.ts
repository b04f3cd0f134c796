// Whether a text may use a name. Errs on the side of yes.

/** Whether any of `names` occurs in any of `texts` as a word. */
export function mentions(texts: readonly (string | undefined)[], names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  return texts.some((text) => text?.match(/[a-z][a-z0-9_]*/g)?.some((word) => names.has(word)) ?? false);
}
