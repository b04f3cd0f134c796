// Diagnostics for people: the place, the sentence, and the line with the exact range underlined.
import type { Diagnostic, Range, Severity } from '../../language/Diagnostic.ts';
import type { Source } from '../../language/readRunbook.ts';
import { say } from '../../texts/say.ts';
import { ansi } from '../terminal/ansi.ts';
import { displayWidth } from '../terminal/displayWidth.ts';
import { words } from '../terminal/Line.ts';
import type { Line } from '../terminal/Line.ts';
import type { Style } from '../visible.ts';
import { visibleLine } from '../visible.ts';
import { diagnosticMessage } from './diagnosticMessage.ts';
import { diagnosticPath } from './diagnosticPath.ts';
import type { DiagnosticsOptions } from './formatDiagnostics.ts';

const styles: Readonly<Record<Severity, Style>> = { error: { fg: 1 }, warning: { fg: 3 }, information: { fg: 6 } };
/** A line as long as a minified file shows only its part around the range. */
const shownCharacters = 160;

export function diagnosticsText(
  diagnostics: readonly Diagnostic[],
  sources: readonly Source[],
  options: DiagnosticsOptions,
): string {
  const lines = new Map(sources.map(({ uri, text }) => [uri, text.split(/\r\n|\n|\r/)]));
  const blocks = diagnostics.map((diagnostic) => block(diagnostic, lines.get(diagnostic.uri), options));
  return [...blocks, summary(diagnostics, options)]
    .map((block) => block.map((line) => `${ansi(line, options.colour)}\n`).join(''))
    .join('\n');
}

function block(
  diagnostic: Diagnostic,
  lines: readonly string[] | undefined,
  options: DiagnosticsOptions,
): readonly Line[] {
  const { severity, range, uri, code } = diagnostic;
  const style = styles[severity];
  const place = `${diagnosticPath(uri)}:${range.start.line + 1}:${range.start.character + 1}`;
  return [
    [
      ...words(place, { bold: true }),
      ...words('  '),
      ...words(say(options.locale, { code: `views.check.${severity}` }), { ...style, bold: true }),
      ...words(`  ${code}`, { dim: true }),
    ],
    ...diagnosticMessage(diagnostic, options.locale)
      .split('\n')
      .map((line) => words(`  ${line}`)),
    ...excerpt(range, lines, style),
    ...(diagnostic.fixes ?? []).map((fix) => {
      const title = say(options.locale, { code: fix.title, args: { ...diagnostic.args, newText: fix.newText } });
      return words(`  ${say(options.locale, { code: 'views.check.fix', args: { fix: title } })}`, { fg: 2 });
    }),
  ];
}

function excerpt(range: Range, lines: readonly string[] | undefined, style: Style): readonly Line[] {
  const whole = lines?.[range.start.line];
  if (whole === undefined) return [];
  const from = Math.max(0, Math.min(range.start.character, whole.length) - shownCharacters / 2);
  const line = whole.slice(from, from + shownCharacters);
  const start = Math.min(range.start.character - from, line.length);
  const sameLine = range.end.line === range.start.line;
  const end = sameLine ? Math.min(Math.max(range.end.character - from, start), line.length) : line.trimEnd().length;
  const number = String(range.start.line + 1);
  const gutter = (text: string): Line => words(`  ${text.padStart(number.length)} │ `, { dim: true });
  const before = columns(line.slice(0, start));
  // Tabs of the underlined part stand where they stand in the line, not at its own beginning.
  const width = Math.max(1, columns(line.slice(0, end)) - before);
  return [
    [...gutter(number), ...words(shown(line))],
    [...gutter(''), ...words(' '.repeat(before)), ...words('^'.repeat(width), { ...style, bold: true })],
  ];
}

function shown(line: string): string {
  return visibleLine(line);
}

function columns(line: string): number {
  return displayWidth(shown(line));
}

function summary(diagnostics: readonly Diagnostic[], options: DiagnosticsOptions): readonly Line[] {
  const { locale } = options;
  if (diagnostics.length === 0) return [words(say(locale, { code: 'views.check.clean' }), { fg: 2 })];
  const counts = [
    ['error', 'views.check.errors'],
    ['warning', 'views.check.warnings'],
    ['information', 'views.check.notes'],
  ] as const;
  const parts = counts.flatMap(([severity, code]) => {
    const count = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return count === 0 ? [] : [words(say(locale, { code, args: { count } }), { ...styles[severity], bold: true })];
  });
  return [parts.flatMap((part, index) => (index === 0 ? part : [...words('  '), ...part]))];
}
