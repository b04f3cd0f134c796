// The one function that quotes for a POSIX shell.

/**
 * `text` as one word of POSIX sh, byte for byte.
 *
 * @throws RangeError when `text` has a NUL: shells drop it silently.
 */
export function quote(text: string): string {
  if (text.includes('\0')) throw new RangeError('a shell word cannot hold a NUL');
  return `'${text.replaceAll("'", "'\\''")}'`;
}
