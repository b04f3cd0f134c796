// A unified diff with its added and removed lines told apart by more than their first character.
import { markup } from './markup.ts';
import type { Markup } from './markup.ts';

/** The diff line by line, in `ins`, `del` and `span`. */
export function diffText(diff: string): Markup {
  const lines = diff.replace(/\n+$/, '').split('\n');
  return markup`${lines.map((line, index) => markup`${index > 0 && '\n'}${diffLine(line)}`)}`;
}

function diffLine(line: string): Markup {
  if (/^(\+\+\+|---) /.test(line)) return markup`<b>${line}</b>`;
  if (line.startsWith('+')) return markup`<ins>${line}</ins>`;
  if (line.startsWith('-')) return markup`<del>${line}</del>`;
  return line.startsWith('@@') ? markup`<span class="hunk">${line}</span>` : markup`${line}`;
}
