// A unified diff whose added and removed lines are told apart by more than their first character.
import { html } from '../ui/html.ts';
import type { Content } from './bits.ts';

export function diffLines(diff: string): Content {
  return diff
    .replace(/\n+$/, '')
    .split('\n')
    .map((line, index) => [index === 0 ? '' : '\n', diffLine(line)]);
}

function diffLine(line: string): Content {
  if (/^(\+\+\+|---) /.test(line)) return html`<b>${line}</b>`;
  if (line.startsWith('+')) return html`<ins>${line}</ins>`;
  if (line.startsWith('-')) return html`<del>${line}</del>`;
  return line.startsWith('@@') ? html`<span class="hunk">${line}</span>` : line;
}
