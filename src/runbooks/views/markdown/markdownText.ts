// Data in a Markdown report: nothing in it is taken for Markdown or HTML.
import { visible, visibleLine } from '../visible.ts';

// Where a backslash is not honoured everywhere, or the character would make a mention or HTML.
const entities: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '@': '&#64;' };

/** `text` on one line, every character that Markdown could take for its own escaped, and nothing made a link. */
export function markdownText(text: string): string {
  return (
    visibleLine(text)
      .replace(/[\\`*_[\]#!|~$<>&@]/g, (character) => entities[character] ?? `\\${character}`)
      .replaceAll('://', '&#58;//')
      .replace(/www\./gi, (start) => `${start.slice(0, -1)}&#46;`)
      // At the beginning of a line these would be a list, a heading's underline or a rule.
      .replace(/^(\s*)([-+=])/, '$1\\$2')
      .replace(/^(\s*\d+)([.)])/, '$1\\$2')
  );
}

/** `text` as a code span. */
export function markdownCode(text: string): string {
  const line = visibleLine(text);
  if (line === '') return '';
  const fence = '`'.repeat(longestRun(line) + 1);
  const pad = /^`|`$|^ .* $/.test(line) ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** `text` as a fenced block, its lines kept. */
export function markdownBlock(text: string, language = ''): string {
  const shown = visible(text).replace(/\n+$/, '');
  const fence = '`'.repeat(Math.max(3, longestRun(shown) + 1));
  return `${fence}${language}\n${shown}\n${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
