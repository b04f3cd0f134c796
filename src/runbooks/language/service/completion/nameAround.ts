// The word that is being written.

/** How many characters of a name end `before`. */
export function nameBefore(before: string): string {
  return /(?<!\w)[A-Za-z_]\w*$/.exec(before)?.[0] ?? '';
}

/** The rest of the name, at the beginning of `after`. */
export function nameAfter(after: string): string {
  return /^\w*/.exec(after)?.[0] ?? '';
}
