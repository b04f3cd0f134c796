// What went wrong, in the words that every view uses: why, expected and actual, the last lines, the next move.
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';
import type { Message } from '../../texts/Message.ts';
import type { AttemptView, CellView, ConditionView, GateView, RunView, StepView, UndoView } from '../RunView.ts';
import { actualText } from './actualText.ts';
import { exitText } from './exitText.ts';
import { gateTitle } from './gateTitle.ts';
import { hostText } from './hostText.ts';
import { localise } from '../../language/localise.ts';
import { shownConditions, shownUndoConditions } from './shownConditions.ts';
import { spanText } from './spanText.ts';
import { timeText } from './timeText.ts';

/** Why something is not green. All text is as the hosts and authors wrote it: a view makes it visible and escapes it. */
export interface Explanation {
  /** The gate, step or undo it is about. */
  readonly title: string;
  readonly host: string;
  /** One sentence. */
  readonly why: string;
  /** What it means, by the runbook's author. */
  readonly because: string | undefined;
  readonly expected: string | undefined;
  readonly actual: string | undefined;
  /** The last lines that the failed script printed. */
  readonly output: readonly string[];
}

const outputLines = 8;
const isBad = (gate: GateView): boolean => gate.verdict === 'fail' || gate.verdict === 'inconclusive';

/** Everything of a run that is not green, in the order of the run. */
export function explainRun(view: RunView, locale: Locale): readonly Explanation[] {
  return [
    ...view.hosts.flatMap((host) => (host.state === 'refused' ? [explainHost(host.name, host.failure, locale)] : [])),
    ...view.preconditions.flatMap((condition) => explainCondition(condition, locale)),
    ...view.steps.flatMap((step) => [
      ...shownConditions(step, view).flatMap((condition) => explainCondition(condition, locale, step)),
      ...step.cells.flatMap((cell) => explainCell(step, cell, locale) ?? []),
    ]),
    ...view.postconditions.flatMap((condition) => explainCondition(condition, locale)),
    ...view.guards.flatMap((guard) => (guard.failures.length > 0 ? explainCondition(guard, locale) : [])),
    ...view.steps.flatMap((step) =>
      shownUndoConditions(step, view).flatMap((condition) => explainCondition(condition, locale, step)),
    ),
    ...view.undos.flatMap((undo) => explainUndo(undo, locale) ?? []),
  ];
}

/** Why a gate that belongs to no single host is not green, for each host where it is not; `step` is the one that it is of. */
export function explainCondition(condition: ConditionView, locale: Locale, step?: StepView): readonly Explanation[] {
  return condition.gates.filter(isBad).map((gate) => ({
    ...explainGate(gate, gateTitle(condition, locale), locale),
    host: hostText(gate, locale, step),
  }));
}

/**
 * Why a step did not succeed on a host; undefined where it did, or is under way, and where it was a gate for all hosts
 * together, which is explained once for all of them.
 */
export function explainCell(step: StepView, cell: CellView, locale: Locale): Explanation | undefined {
  if (cell.state !== 'failed' && cell.state !== 'blocked' && cell.state !== 'unknown' && cell.foresight !== 'blocked') {
    return undefined;
  }
  const title = localise(step.title, locale);
  const attempt = cell.attempts.at(-1);
  const gate = attempt?.gates.filter(({ ref }) => ref.part !== 'before').findLast(isBad);
  if (gate !== undefined) {
    const explained = explainGate(gate, title, locale);
    return { ...explained, output: explained.output.length > 0 ? explained.output : lastLines(attempt?.output) };
  }
  if (cell.reason?.code === 'run.gate.failed' && step.conditions.some(({ gates }) => gates.some(isOf(cell))))
    return undefined;
  const code = cell.state === 'failed' ? attempt?.observation?.exit : undefined;
  return {
    title,
    host: cell.host,
    why: whyCell(cell, attempt, locale),
    because:
      'because' in step.step && step.step.because !== undefined ? localise(step.step.because, locale) : undefined,
    expected: code === undefined ? undefined : expectedOf(step),
    actual: code === undefined ? undefined : exitText(code, locale),
    output: lastLines(attempt?.output),
  };
}

/** Why an undo is not proven; undefined where it is. */
export function explainUndo(undo: UndoView, locale: Locale): Explanation | undefined {
  if (undo.outcome !== 'failed' && undo.outcome !== 'unknown') return undefined;
  const title = localise(undo.title, locale);
  const gate = undo.gates.findLast(isBad);
  const why = say(locale, { code: 'views.why.undoFailed', args: { title } });
  if (gate !== undefined) {
    const explained = explainGate(gate, title, locale);
    return { ...explained, why: `${why} ${explained.why}` };
  }
  // A gate for all hosts together has its own explanation; the script itself ended well.
  const exit = undo.reason?.code === 'run.gate.failed' ? undefined : undo.observation?.exit;
  return {
    title,
    host: undo.host,
    why: undo.reason === undefined ? why : `${why} ${say(locale, undo.reason)}`,
    because: undefined,
    expected: exit === undefined ? undefined : 'exit == 0',
    actual: exit === undefined ? undefined : exitText(exit, locale),
    output: lastLines(undo.output),
  };
}

/** Why a gate is not green, in a sentence. */
export function whyGate(gate: GateView, locale: Locale): string {
  const title = gateTitle({ title: gate.title, index: gate.ref.index }, locale);
  if (gate.verdict === 'inconclusive') {
    const broke: Message = {
      code: 'views.why.probeBroke',
      args: { exit: gate.latest === undefined ? '' : exitText(gate.latest.exit, locale) },
    };
    const reason = say(locale, gate.reason ?? broke);
    return say(locale, { code: 'views.why.gateInconclusive', args: { title, reason } });
  }
  if (gate.ref.part === 'require') return say(locale, { code: 'views.why.requireFailed', args: { title } });
  const { within } = gate.progress.timing;
  if (within === undefined) return say(locale, { code: 'views.why.gateFailed', args: { title } });
  return say(locale, { code: 'views.why.gateTimeUp', args: { title, within: spanText(within, locale) } });
}

/** Why a gate is not green, under a title that is its own or its step's. */
export function explainGate(gate: GateView, title: string, locale: Locale): Explanation {
  const { latest } = gate;
  const actual = actualText(gate, locale);
  const printed = latest === undefined ? '' : [latest.stdout, latest.stderr].filter((text) => text !== '').join('\n');
  return {
    title,
    host: hostText(gate, locale),
    why: whyGate(gate, locale),
    because: gate.because === undefined ? undefined : localise(gate.because, locale),
    expected: gate.expected,
    actual,
    output: actual.includes(printed) ? [] : lastLines(printed),
  };
}

/** Whether it is a red gate of the cell's step. */
function isOf(cell: CellView): (gate: GateView) => boolean {
  return (gate) => gate.ref.step === cell.step && gate.ref.part !== 'before' && isBad(gate);
}

function whyCell(cell: CellView, attempt: AttemptView | undefined, locale: Locale): string {
  if (attempt?.limit?.state === 'refused') {
    const { used, freeAt } = attempt.limit;
    return say(locale, { code: 'views.why.limit', args: { used: used.length, free: `${timeText(freeAt)} UTC` } });
  }
  if (attempt?.killed === 'unproven') return say(locale, { code: 'views.why.killedUnproven' });
  if (cell.reason !== undefined) return say(locale, cell.reason);
  if (cell.state === 'failed' && attempt?.observation !== undefined) {
    return say(locale, { code: 'views.why.exited', args: { exit: exitText(attempt.observation.exit, locale) } });
  }
  return say(locale, { code: cell.state === 'waiting' ? 'views.foresight.blocked' : `views.state.${cell.state}` });
}

function explainHost(host: string, failure: Message | undefined, locale: Locale): Explanation {
  return {
    title: host,
    host,
    why: failure === undefined ? say(locale, { code: 'views.host.refused' }) : say(locale, failure),
    because: undefined,
    expected: undefined,
    actual: undefined,
    output: [],
  };
}

function expectedOf(step: StepView): string {
  return ('expect' in step.step ? step.step.expect : undefined) ?? 'exit == 0';
}

function lastLines(output: string | undefined): readonly string[] {
  return (output ?? '')
    .replace(/\n+$/, '')
    .split('\n')
    .slice(-outputLines)
    .filter((line, _, lines) => lines.length > 1 || line !== '');
}
