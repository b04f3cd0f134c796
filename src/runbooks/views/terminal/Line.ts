// A line of the terminal before it has escape sequences: pieces of visible text, each in a style.
import type { Tone } from '../words/tone.ts';
import { visibleLine, visibleRuns } from '../visible.ts';
import type { Run, Style } from '../visible.ts';
import { displayWidth, takeColumns } from './displayWidth.ts';

export type Line = readonly Run[];

/** Words of ours or of a runbook: any unseen character in them becomes an escape. */
export function words(text: string, style: Style = {}): Line {
  return text === '' ? [] : [{ text: visibleLine(text), style }];
}

/** A line that a host printed, in its colours. */
export function printed(text: string): Line {
  return visibleRuns(text).map((run) => ({ ...run, text: run.text.replaceAll('\n', '⏎') }));
}

/** Columns that the line takes. */
export function lineWidth(line: Line): number {
  return line.reduce((width, run) => width + displayWidth(run.text), 0);
}

/** The line, its end replaced by … where it is wider than `width`. */
export function fitLine(line: Line, width: number): Line {
  if (lineWidth(line) <= width) return line;
  const fitted: Run[] = [];
  let left = width - 1;
  for (const run of line) {
    const text = takeColumns(run.text, left);
    left -= displayWidth(text);
    if (text !== '') fitted.push({ ...run, text });
    if (text.length < run.text.length) return [...fitted, { text: '…', style: run.style }];
  }
  return fitted;
}

/** `left`, and `right` at the right margin; `left` gives way. */
export function spread(left: Line, right: Line, width: number): Line {
  const room = width - lineWidth(right) - 2;
  if (lineWidth(right) === 0 || room < 8) return fitLine([...left, ...words('  '), ...right], width);
  const fitted = fitLine(left, room);
  return [...fitted, { text: ' '.repeat(width - lineWidth(fitted) - lineWidth(right)), style: {} }, ...right];
}

/** `text` in lines of at most `width` columns: broken at spaces, or anywhere in words that are wider and between wide characters. */
export function wrapWords(text: string, width: number, style: Style = {}): readonly Line[] {
  const room = Math.max(8, width);
  const lines: string[] = [];
  let rest = visibleLine(text);
  while (displayWidth(rest) > room) {
    const most = takeColumns(rest, room);
    const space = rest[most.length] === ' ' ? most.length : most.lastIndexOf(' ');
    // A far earlier space would leave most of the line empty: text in Chinese has few.
    const end = space > most.length / 2 ? space : most.length;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...lines, rest].map((line) => words(line, style));
}

/** `lines` moved `columns` to the right; the first one behind `lead` where that is given. */
export function indent(lines: readonly Line[], columns: number, lead?: Line): readonly Line[] {
  const space: Line = [{ text: ' '.repeat(columns), style: {} }];
  return lines.map((line, index) => {
    if (index > 0 || lead === undefined) return [...space, ...line];
    return [...lead, { text: ' '.repeat(Math.max(0, columns - lineWidth(lead))), style: {} }, ...line];
  });
}

export const toneStyles: Readonly<Record<Tone, Style>> = {
  good: { fg: 2 },
  bad: { fg: 1 },
  doubt: { fg: 3 },
  busy: { fg: 6 },
  idle: { dim: true },
  calm: { dim: true },
  ahead: { fg: 6 },
};

const spinner = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const spinnerStep = 100;

/** The sign of a tone; a busy one turns with `now`. */
export function toneSign(tone: Tone, now: number): string {
  switch (tone) {
    case 'good':
      return '✓';
    case 'bad':
      return '✗';
    case 'doubt':
      return '?';
    case 'busy':
      return spinner[Math.floor(now / spinnerStep) % spinner.length] ?? '·';
    case 'idle':
      return '·';
    case 'calm':
      return '–';
    case 'ahead':
      return '▸';
  }
}
