// The end of what a script prints, kept in bounded memory.

/** Characters that are kept; enough for the lines before a failure. */
const maxTail = 16_384;

/** `tail` with `text` behind it, and whether anything of its beginning is gone by now. */
export function outputTail(
  tail: { readonly output: string; readonly outputCut: boolean },
  text: string,
): { readonly output: string; readonly outputCut: boolean } {
  const whole = tail.output + text;
  // Cutting at twice the size keeps the copying in proportion to what is printed.
  if (whole.length <= 2 * maxTail) return { output: whole, outputCut: tail.outputCut };
  const rest = whole.slice(-maxTail);
  return { output: rest.slice(rest.indexOf('\n') + 1), outputCut: true };
}
