// A line becomes bytes for a terminal: the only place that makes escape sequences for text.
import type { Style } from '../visible.ts';
import type { Line } from './Line.ts';

const reset = '\u001b[0m';

/** The line with SGR sequences, or without any when `colour` is off. Every style ends where its piece ends. */
export function ansi(line: Line, colour: boolean): string {
  const text = line.map((run) => {
    const codes = colour ? codesOf(run.style) : [];
    return codes.length === 0 ? run.text : `\u001b[${codes.join(';')}m${run.text}${reset}`;
  });
  return text.join('').trimEnd();
}

function codesOf(style: Style): readonly number[] {
  const codes: number[] = [];
  if (style.bold) codes.push(1);
  if (style.dim) codes.push(2);
  if (style.italic) codes.push(3);
  if (style.underline) codes.push(4);
  if (style.fg !== undefined) codes.push(style.fg < 8 ? 30 + style.fg : 82 + style.fg);
  if (style.bg !== undefined) codes.push(style.bg < 8 ? 40 + style.bg : 92 + style.bg);
  return codes;
}
