// Runbooks in golden files: diagnostics are marked under the lines that they are about.
import type { Diagnostic } from '../../src/runbooks/language/Diagnostic.ts';
import { say } from '../../src/runbooks/texts/say.ts';

const MARK = /^ *(?:\^+|\|) (?:error|warning|information) /;
/** What is hard to see or long to write: `‹U+200B›` is a character, `‹ab*3›` is `ababab`. */
const TOKEN = /‹(?:U\+([0-9A-F]+)|(.+?)\*(\d+))›/g;

/** The text of a section with its tokens filled in. */
export function expanded(section: string): string {
  return section.replace(TOKEN, (_, hex: string | undefined, text: string | undefined, times: string | undefined) =>
    hex === undefined ? (text ?? '').repeat(Number(times)) : String.fromCodePoint(parseInt(hex, 16)),
  );
}

/** A section without its marks. */
export function unannotated(section: string): string {
  return section
    .split('\n')
    .filter((line) => !MARK.test(line))
    .join('\n');
}

/** A section with the marks of `diagnostics`: `^` under what is wrong, `|` before what is missing. */
export function annotated(section: string, diagnostics: readonly Diagnostic[]): string {
  const lines = unannotated(section).split('\n');
  return lines
    .flatMap((line, index) => [
      line,
      ...diagnostics
        .filter(({ range }) => range.start.line === index)
        .map((diagnostic) => mark(diagnostic, expanded(line))),
    ])
    .join('\n');
}

function mark(diagnostic: Diagnostic, line: string): string {
  const { range, severity, code, fixes = [] } = diagnostic;
  const [start, end] = [range.start.character, range.end.line === range.start.line ? range.end.character : line.length];
  const under = end > start ? '^'.repeat(end - start) : '|';
  const last = range.end.line === range.start.line ? '' : ` to ${range.end.line + 1}:${range.end.character + 1}`;
  const fix = fixes.map(({ newText }) => ` → ${newText}`).join('');
  return `${' '.repeat(start)}${under} ${severity} ${code}${last}: ${say('en', diagnostic)}${fix}`;
}
