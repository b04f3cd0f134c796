// The arguments of a line of ssh_config: quotes, backslashes and comments, as OpenSSH reads them.

/** The arguments up to a comment; undefined where a quote is left open. */
export function splitArguments(text: string): readonly string[] | undefined {
  const found: string[] = [];
  let at = 0;
  for (;;) {
    while (text[at] === ' ' || text[at] === '\t') at++;
    if (at >= text.length || text[at] === '#') return found;
    let word = '';
    let quote: string | undefined;
    for (; at < text.length; at++) {
      const char = text[at] ?? '';
      const next = text[at + 1] ?? '';
      if (char === '\\' && (`"'\\`.includes(next) || (quote === undefined && next === ' ')) && next !== '') {
        word += next;
        at++;
      } else if (quote === undefined && (char === ' ' || char === '\t')) {
        break;
      } else if (quote === undefined && (char === '"' || char === "'")) {
        quote = char;
      } else if (char === quote) {
        quote = undefined;
      } else {
        word += char;
      }
    }
    if (quote !== undefined) return undefined;
    found.push(word);
  }
}
