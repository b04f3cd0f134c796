// Why something is not green, as lines.
import { say } from '../../texts/say.ts';
import type { TextCode } from '../../texts/say.ts';
import type { Explanation } from '../words/explain.ts';
import { visibleLine } from '../visible.ts';
import type { NextMove } from '../words/nextMove.ts';
import { displayWidth, takeColumns } from './displayWidth.ts';
import { fitLine, indent, printed, words, wrapWords } from './Line.ts';
import type { Line } from './Line.ts';
import type { TerminalOptions } from './TerminalOptions.ts';

/** `Why`, `Expected`, `Actual`, `Output`, each with its label, `columns` to the right. */
export function explainLines(explanation: Explanation, columns: number, options: TerminalOptions): readonly Line[] {
  const { why, because, expected, actual, output } = explanation;
  const room = options.width - columns;
  return indent(
    [
      ...labelled('views.label.why', why, room, options, { bold: true }),
      ...(because === undefined ? [] : labelled('views.label.because', because, room, options)),
      ...(expected === undefined ? [] : labelled('views.label.expected', expected, room, options)),
      ...(actual === undefined || actual === '' ? [] : labelled('views.label.actual', actual, room, options)),
      ...outputLines(output, room, options),
    ],
    columns,
  );
}

const labels = ['why', 'because', 'expected', 'actual', 'output', 'next'] as const;

/** `text` behind a label; all labels take the same columns. */
export function labelled(
  label: TextCode,
  text: string,
  width: number,
  options: TerminalOptions,
  style: Line[number]['style'] = {},
): readonly Line[] {
  const columns = labelColumns(options);
  return indent(
    wrapWords(text, width - columns, style),
    columns,
    words(say(options.locale, { code: label }), { dim: true }),
  );
}

/** Columns that the widest label takes, with its gap. */
export function labelColumns(options: TerminalOptions): number {
  return 2 + Math.max(...labels.map((label) => displayWidth(say(options.locale, { code: `views.label.${label}` }))));
}

/** The next move: its sentence, and below it the command, which can be copied whole even where it is broken. */
export function nextLines(next: NextMove | undefined, width: number, options: TerminalOptions): readonly Line[] {
  if (next === undefined) return [];
  const columns = labelColumns(options);
  const command = next.command === undefined ? [] : commandLines(next.command, width - columns);
  return [
    ...labelled('views.label.next', next.sentence, width, options),
    ...indent(
      command.map((line) => words(line, { fg: 6 })),
      columns,
    ),
  ];
}

// Broken as a shell takes it: a backslash ends every line but the last.
function commandLines(command: string, width: number): readonly string[] {
  const lines: string[] = [];
  let rest = visibleLine(command);
  while (displayWidth(rest) > width) {
    // An option that is wider than the line has a line of its own; what stands at its beginning is no place to break.
    const fitting = takeColumns(rest, width - 2).lastIndexOf(' --');
    const space = fitting > 1 ? fitting : rest.indexOf(' --', 2);
    if (space === -1) break;
    lines.push(`${rest.slice(0, space)} \\`);
    rest = `  ${rest.slice(space + 1)}`;
  }
  return [...lines, rest];
}

function outputLines(output: readonly string[], width: number, options: TerminalOptions): readonly Line[] {
  const columns = labelColumns(options);
  const lines = output.map((line) => fitLine(printed(line), width - columns));
  return indent(lines, columns, words(say(options.locale, { code: 'views.label.output' }), { dim: true }));
}
