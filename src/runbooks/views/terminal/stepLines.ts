// A step, as lines: one line when all is well, all that matters when it is not.
import { say } from '../../texts/say.ts';
import type { AttemptView, CellView, RunView, StepView } from '../RunView.ts';
import { cellText } from '../words/cellText.ts';
import { explainCell } from '../words/explain.ts';
import { localise } from '../../language/localise.ts';
import { shownConditions } from '../words/shownConditions.ts';
import { spanText } from '../words/spanText.ts';
import { cellTone, worstTone } from '../words/tone.ts';
import type { Tone } from '../words/tone.ts';
import { askLines } from './askLines.ts';
import { conditionLines } from './conditionLines.ts';
import { explainLines } from './explainLines.ts';
import { gateLines } from './gateLines.ts';
import { fitLine, indent, printed, spread, toneSign, toneStyles, words } from './Line.ts';
import type { Line } from './Line.ts';
import type { TerminalOptions } from './TerminalOptions.ts';

const liveOutputLines = 3;
const diffLines = 40;
const badHosts = 5;
const busyHosts = 6;

/** The step on all its hosts. */
export function stepLines(step: StepView, view: RunView, options: TerminalOptions): readonly Line[] {
  const columns = 2 * step.depth;
  const room = { ...options, width: options.width - columns };
  const [only] = step.cells;
  const single = only !== undefined && step.cells.length === 1;
  const title = single
    ? titleLine(step, cellTone(only), cellStatus(only, view, room), room)
    : titleLine(step, worstTone(step.cells.map(cellTone)), summary(step.cells, room), room);
  const below = single ? indent(cellLines(step, only, room), 4) : manyHosts(step, view, room);
  const together = shownConditions(step, view).flatMap((condition) =>
    conditionLines(condition, room, { columns: 4, step }),
  );
  return indent([...title, ...askLines(step, room), ...together, ...below], columns);
}

function titleLine(step: StepView, tone: Tone, status: Line, options: TerminalOptions): readonly Line[] {
  const quiet = tone === 'idle' || tone === 'calm' ? toneStyles[tone] : {};
  const title = words(localise(step.title, options.locale), tone === 'bad' ? { bold: true } : quiet);
  const sign = words(`${toneSign(tone, options.now)} `, toneStyles[tone]);
  const destructive = say(options.locale, { code: 'views.effect.destructive' });
  const mark = step.effect === 'destructive' ? words(` (${destructive})`, toneStyles.doubt) : [];
  return indent([spread([...sign, ...title, ...mark], status, options.width - 2)], 2);
}

function cellStatus(cell: CellView, view: RunView, options: TerminalOptions): Line {
  const tone = cellTone(cell);
  const took =
    cell.startedAt === undefined ? '' : spanText((cell.endedAt ?? options.now) - cell.startedAt, options.locale);
  const attempt =
    cell.attempts.length > 1
      ? say(options.locale, { code: 'views.label.attempt', args: { attempt: cell.attempts.length } })
      : '';
  const plain = cell.state === 'done' || (cell.state === 'waiting' && cell.foresight === undefined);
  const state = plain ? '' : cellText(cell, view, options.locale);
  const after = [attempt, cell.foresight === undefined ? took : ''].filter((part) => part !== '').join(' · ');
  return [
    ...words(state, toneStyles[tone]),
    ...words(state !== '' && after !== '' ? ' · ' : ''),
    ...words(after, { dim: true }),
  ];
}

// What stands below a step's own line on a single host.
function cellLines(step: StepView, cell: CellView, options: TerminalOptions): readonly Line[] {
  const room = { ...options, width: options.width - 4 };
  const attempt = cell.attempts.at(-1);
  const gates = (attempt?.gates ?? []).filter(({ ref }) => ref.part !== 'before' && ref.attempt === attempt?.attempt);
  const explained = explainCell(step, cell, options.locale);
  return [
    ...(cell.foresight !== undefined && cell.reason !== undefined && explained === undefined
      ? [fitLine(words(say(options.locale, cell.reason), { dim: true }), room.width)]
      : []),
    ...diff(cell, room),
    ...(cell.state === 'running' && attempt !== undefined ? liveOutput(attempt, room) : []),
    ...gates.flatMap((gate) => gateLines(gate, 0, room)),
    ...(cell.state === 'skipped' && cell.reason !== undefined
      ? [fitLine(words(say(options.locale, cell.reason), { dim: true }), room.width)]
      : []),
    ...(explained === undefined ? [] : explainLines(explained, 0, room)),
  ];
}

function liveOutput(attempt: AttemptView, options: TerminalOptions): readonly Line[] {
  const lines = attempt.output.replace(/\n+$/, '').split('\n').slice(-liveOutputLines);
  return lines
    .filter((line) => line !== '')
    .map((line) => fitLine([...words('│ ', { dim: true }), ...printed(line)], options.width));
}

function diff(cell: CellView, options: TerminalOptions): readonly Line[] {
  if (cell.diff === undefined || cell.diff === '') return [];
  const lines = cell.diff.replace(/\n+$/, '').split('\n');
  const drawn = lines.slice(0, diffLines).map((line) => fitLine(words(line, diffStyle(line)), options.width));
  const more = lines.length - diffLines;
  return more > 0
    ? [...drawn, words(say(options.locale, { code: 'views.lines.more', args: { count: more } }), { dim: true })]
    : drawn;
}

function diffStyle(line: string): Line[number]['style'] {
  if (/^(\+\+\+|---) /.test(line)) return { bold: true };
  if (line.startsWith('+')) return { fg: 2 };
  if (line.startsWith('-')) return { fg: 1 };
  return line.startsWith('@@') ? { fg: 6 } : { dim: true };
}

function summary(cells: readonly CellView[], options: TerminalOptions): Line {
  if (cells.length === 0) return [];
  const count = (tones: readonly Tone[]): number => cells.filter((cell) => tones.includes(cellTone(cell))).length;
  const parts = [
    { code: 'views.hosts.bad', count: count(['bad', 'doubt']), tone: 'bad' },
    { code: 'views.hosts.active', count: count(['busy']), tone: 'busy' },
    { code: 'views.hosts.ok', count: count(['good', 'calm']), tone: 'calm' },
  ] as const;
  const shown = parts.filter((part) => part.count > 0 && !cells.some((cell) => cell.foresight !== undefined));
  if (shown.length === 0)
    return words(say(options.locale, { code: 'views.hosts.count', args: { count: cells.length } }), { dim: true });
  return shown.flatMap((part, index) => [
    ...words(index === 0 ? '' : ' · ', { dim: true }),
    ...words(say(options.locale, { code: part.code, args: { count: part.count } }), toneStyles[part.tone]),
  ]);
}

// Failing hosts first, then those under way; the others are only counted.
function manyHosts(step: StepView, view: RunView, options: TerminalOptions): readonly Line[] {
  const bad = step.cells.filter((cell) => ['bad', 'doubt'].includes(cellTone(cell)));
  const busy = step.cells.filter((cell) => cellTone(cell) === 'busy');
  return [
    ...bad.slice(0, badHosts).flatMap((cell) => hostLines(step, cell, view, options)),
    ...more(bad.length - badHosts, options),
    ...busy.slice(0, busyHosts).flatMap((cell) => hostLines(step, cell, view, options)),
    ...more(busy.length - busyHosts, options),
  ];
}

function hostLines(step: StepView, cell: CellView, view: RunView, options: TerminalOptions): readonly Line[] {
  const tone = cellTone(cell);
  const room = options.width - 4;
  const open = cell.attempts.at(-1)?.gates.find((gate) => gate.closedAt === undefined);
  const explained = explainCell(step, cell, options.locale);
  const host = words(cell.host, { bold: tone === 'bad' });
  if (open !== undefined && tone === 'busy') return gateLines(open, 4, options, { lead: [...host, ...words('  ')] });
  const sign = words(`${toneSign(tone, options.now)} `, toneStyles[tone]);
  return [
    ...indent([spread([...sign, ...host], cellStatus(cell, view, options), room)], 4),
    ...indent(diff(cell, { ...options, width: room - 2 }), 6),
    ...(explained === undefined ? [] : explainLines(explained, 6, options)),
  ];
}

function more(count: number, options: TerminalOptions): readonly Line[] {
  return count > 0
    ? indent([words(say(options.locale, { code: 'views.lines.more', args: { count } }), { dim: true })], 4)
    : [];
}
