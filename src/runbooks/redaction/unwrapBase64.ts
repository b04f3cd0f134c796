// Base64 as many programs print it, in lines: joined again to be searched, with the way back to the offsets of the text.

/** A line end inside base64: only after a line of at least 40 characters of it, with an indentation perhaps. */
const wrap = /\r?\n(?<=[A-Za-z0-9+/_-]{40}\r?\n)[ \t]{0,16}/g;
/** Such a line end, or the first half of one, at the end of a text. */
export const wrapAtEnd = /[A-Za-z0-9+/_-]{40}\r?\n?$/;

/** The text without such line ends, and for an offset into that the one into the text. */
export function unwrapBase64(text: string): { readonly joined: string; readonly original: (offset: number) => number } {
  const wraps = Array.from(text.matchAll(wrap), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  if (wraps.length === 0) return { joined: text, original: (offset) => offset };
  let joined = '';
  let at = 0;
  /** Where each part begins in the joined text, and how much was taken out ahead of it. */
  const parts: { readonly from: number; readonly removed: number }[] = [];
  for (const { start, end } of [...wraps, { start: text.length, end: text.length }]) {
    parts.push({ from: joined.length, removed: at - joined.length });
    joined += text.slice(at, start);
    at = end;
  }
  return { joined, original: (offset) => offset + (parts.findLast((part) => part.from <= offset)?.removed ?? 0) };
}
