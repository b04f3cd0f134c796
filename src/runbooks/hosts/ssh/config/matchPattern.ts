// The patterns of ssh_config(5) and known_hosts: `*`, `?`, and lists with negation.

/** Whether `text` is what `pattern` describes. */
export function matchPattern(pattern: string, text: string): boolean {
  // Two pointers and one place to go back to: linear in practice, and no pattern can blow it up.
  let p = 0;
  let t = 0;
  let star = -1;
  let mark = 0;
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p++;
      mark = t;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++mark;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}

/** Whether one of `patterns` matches and none that begins with `!` does. */
export function matchPatterns(patterns: readonly string[], text: string): boolean {
  if (patterns.some((pattern) => pattern.startsWith('!') && matchPattern(pattern.slice(1), text))) return false;
  return patterns.some((pattern) => !pattern.startsWith('!') && matchPattern(pattern, text));
}
