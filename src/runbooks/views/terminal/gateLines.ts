// A gate on a host, as lines: its sign, its samples, the countdown of its stable window.
import { say } from '../../texts/say.ts';
import type { GateView } from '../RunView.ts';
import { actualText } from '../words/actualText.ts';
import { gateTitle } from '../words/gateTitle.ts';
import { lastLook } from '../words/guardText.ts';
import { spanText } from '../words/spanText.ts';
import { gateTone, verdictTone } from '../words/tone.ts';
import { valueNumber, valueText } from '../words/valueText.ts';
import { labelled } from './explainLines.ts';
import { fitLine, indent, spread, toneSign, toneStyles, words } from './Line.ts';
import type { Line } from './Line.ts';
import type { TerminalOptions } from './TerminalOptions.ts';

const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const drawnSamples = 12;

export interface GateLinesOptions {
  /** Goes ahead of the title, such as a host's name. */
  readonly lead?: Line;
  /** Stands for its own title. */
  readonly title?: string;
}

/** The gate's own line, and below it what it sees while it is red. */
export function gateLines(
  gate: GateView,
  columns: number,
  options: TerminalOptions,
  { lead = [], title = gateTitle({ title: gate.title, index: gate.ref.index }, options.locale) }: GateLinesOptions = {},
): readonly Line[] {
  const tone = gateTone(gate);
  const sign = words(`${toneSign(tone, options.now)} `, toneStyles[tone]);
  const room = options.width - columns;
  const own = spread([...sign, ...lead, ...words(title)], gateStatus(gate, options), room);
  return indent([own, ...indent(belowGate(gate, room - 2, options), 2).map((line) => fitLine(line, room))], columns);
}

/** What stands at the right of a gate: measured value, samples, countdown. */
export function gateStatus(gate: GateView, options: TerminalOptions): Line {
  const last = gate.samples.at(-1);
  if (gate.ref.part === 'guard') return watchStatus(gate, options);
  if (gate.closedAt !== undefined) {
    const value = last?.measured === undefined ? '' : valueText(last.measured);
    const took = spanText(gate.closedAt - gate.openedAt, options.locale);
    const parts = [value.length > 24 ? '' : value, gate.count > 1 ? samplesText(gate, options) : '', took];
    return words(parts.filter((part) => part !== '').join(' · '), { dim: true });
  }
  return [...spark(gate), ...words(' '), ...words(countdown(gate, options), { dim: true })];
}

// A guard comes to no end: what counts is its latest look, and when that was.
function watchStatus(gate: GateView, options: TerminalOptions): Line {
  const look = words(lastLook(gate, options.locale) ?? '', { dim: true });
  return gate.closedAt === undefined ? [...spark(gate), ...words(' '), ...look] : look;
}

/** `green for 3 s of 5 s`, or how long it may still take. */
export function countdown(gate: GateView, options: TerminalOptions): string {
  const { timing, windowSince, interrupted, spent, lastEndedAt, openedAt } = gate.progress;
  if (windowSince !== undefined && !interrupted && timing.stableFor > 0) {
    const green = Math.min(Math.max(0, options.now - windowSince), timing.stableFor);
    const args = { green: spanText(green, options.locale), stable: spanText(timing.stableFor, options.locale) };
    return say(options.locale, { code: 'views.gate.greenFor', args });
  }
  if (timing.within === undefined) return '';
  // `within` stands still over gaps, so it is counted from what the gate has spent, not from when it was opened.
  const waited = Math.min(Math.max(0, options.now - (lastEndedAt ?? openedAt)), 3 * timing.every);
  const left = spanText(Math.max(0, timing.within - spent - waited), options.locale);
  return say(options.locale, { code: 'views.gate.left', args: { left } });
}

function samplesText(gate: GateView, options: TerminalOptions): string {
  return say(options.locale, { code: 'views.gate.samples', args: { count: gate.count } });
}

function belowGate(gate: GateView, width: number, options: TerminalOptions): readonly Line[] {
  // One that has its verdict is explained as a whole.
  const red =
    gate.closedAt === undefined &&
    gate.verdict === undefined &&
    gate.samples.length > 0 &&
    gate.samples.at(-1)?.verdict !== 'pass';
  const seen = red
    ? [
        ...labelled('views.label.expected', gate.expected, width, options, { dim: true }).slice(0, 1),
        ...labelled('views.label.actual', actualText(gate, options.locale), width, options).slice(0, 1),
      ]
    : [];
  const proves = gate.greenBefore
    ? [words(say(options.locale, { code: 'views.gate.provesNothing' }), toneStyles.doubt)]
    : [];
  return [...seen, ...proves];
}

// Numbers as bars, everything else as the sign of its verdict.
function spark(gate: GateView): Line {
  const drawn = gate.samples.slice(-drawnSamples);
  const numbers = drawn.map((sample) => valueNumber(sample.measured));
  const known = numbers.filter((number) => number !== undefined);
  const low = Math.min(...known);
  const high = Math.max(...known);
  return drawn.map((sample, index) => {
    const tone = verdictTone(sample.verdict);
    const number = numbers[index];
    if (number === undefined) return { text: toneSign(tone, 0), style: toneStyles[tone] };
    const level = high === low ? 3 : Math.round(((number - low) / (high - low)) * (bars.length - 1));
    return { text: bars[level] ?? '▁', style: toneStyles[tone] };
  });
}
