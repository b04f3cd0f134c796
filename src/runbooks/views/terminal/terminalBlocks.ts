// A run as blocks of lines, top to bottom. A settled block never changes again, so a terminal may let it scroll away.
import { say } from '../../texts/say.ts';
import type { TextCode } from '../../texts/say.ts';
import type { ConditionView, RunView, StepView } from '../RunView.ts';
import { localise } from '../../language/localise.ts';
import { closingLines } from './closingLines.ts';
import { conditionLines } from './conditionLines.ts';
import { guardLines } from './guardLines.ts';
import { headerLines } from './headerLines.ts';
import { fitLine, indent, words } from './Line.ts';
import type { Line } from './Line.ts';
import { liveLines } from './liveLines.ts';
import { decisionLines, undoLines } from './rollbackLines.ts';
import { stepLines } from './stepLines.ts';
import type { TerminalOptions } from './TerminalOptions.ts';

export interface Block {
  /** The same key for the same thing at every time. */
  readonly key: string;
  readonly settled: boolean;
  readonly lines: readonly Line[];
}

/** All blocks of a run. Settled ones come first and keep their order; what is still to come is below them. */
export function terminalBlocks(view: RunView, options: TerminalOptions): readonly Block[] {
  if (view.plan === undefined) return [];
  const over = view.outcome !== undefined;
  const moved = over || view.rollback !== undefined;
  const begun = moved || view.steps.some(hasBegun);
  const dropped = moved ? view.steps.filter((step) => !hasBegun(step) && step.cells.length > 0) : [];
  const steps = view.steps.filter((step) => !dropped.includes(step));
  const blocks: Block[] = [{ key: 'header', settled: true, lines: headerLines(view, options) }];
  if (view.preconditions.length > 0) {
    const lines = view.preconditions.flatMap((condition) => conditionLines(condition, options));
    blocks.push({ key: 'preconditions', settled: begun, lines: headed('views.heading.preconditions', lines, options) });
  }
  steps.forEach((step, index) => {
    const settled = moved ? isSettled(step, over) : isSettled(step, false) && !mayReopen(step, steps.slice(index + 1));
    const lines = stepLines(step, view, options);
    const key = `step:${step.id}:${step.cells.reduce((sum, cell) => sum + cell.attempts.length, 0)}`;
    blocks.push({ key, settled, lines: index === 0 ? headed('views.heading.steps', lines, options) : lines });
  });
  if (view.decisions.length > 0) {
    blocks.push({
      key: 'decisions',
      settled: over,
      lines: headed('views.heading.decisions', decisionLines(view, options), options),
    });
  }
  if (view.rollback !== undefined || view.undos.length > 0) {
    blocks.push({
      key: 'rollback',
      settled: over,
      lines: headed('views.heading.rollback', undoLines(view, options), options),
    });
  }
  if (dropped.length > 0) blocks.push({ key: 'dropped', settled: over, lines: droppedLines(dropped, options) });
  // What a run never came to is left out; a plan comes to none of them and names them all.
  const told = (conditions: readonly ConditionView[]): boolean =>
    conditions.length > 0 && (!moved || view.mode === 'plan' || conditions.some(({ gates }) => gates.length > 0));
  if (told(view.postconditions)) {
    const lines = view.postconditions.flatMap((condition) => conditionLines(condition, options));
    blocks.push({
      key: 'postconditions',
      settled: over,
      lines: headed('views.heading.postconditions', lines, options),
    });
  }
  if (told(view.guards)) {
    const lines = view.guards.flatMap((guard) => guardLines(guard, view, options));
    blocks.push({ key: 'guards', settled: over, lines: headed('views.heading.guards', lines, options) });
  }
  blocks.push(
    over
      ? { key: 'closing', settled: true, lines: closingLines(view, options) }
      : { key: 'live', settled: false, lines: liveLines(view, options) },
  );
  // Whatever is long was wrapped by the one who made it; this is the promise that nothing is wider that may be drawn over. The
  // closing never is, and has a command that is to be copied whole.
  return blocks.map((block) =>
    block.key === 'closing' ? block : { ...block, lines: block.lines.map((line) => fitLine(line, options.width)) },
  );
}

function headed(heading: TextCode, lines: readonly Line[], options: TerminalOptions): readonly Line[] {
  return [[], words(say(options.locale, { code: heading }), { bold: true }), ...lines];
}

function hasBegun(step: StepView): boolean {
  return (
    step.cells.some((cell) => cell.state !== 'waiting' || cell.foresight !== undefined) ||
    step.conditions.some(({ gates }) => gates.length > 0)
  );
}

function isSettled(step: StepView, over: boolean): boolean {
  return over || step.cells.every((cell) => cell.endedAt !== undefined || cell.foresight !== undefined);
}

// A failed step may be tried again until the run has gone on to a later one.
function mayReopen(step: StepView, later: readonly StepView[]): boolean {
  const proven = step.cells.every(
    (cell) =>
      cell.state === 'done' || cell.state === 'alreadySo' || cell.state === 'skipped' || cell.foresight !== undefined,
  );
  return !proven && !later.some(hasBegun);
}

function droppedLines(dropped: readonly StepView[], options: TerminalOptions): readonly Line[] {
  const titles = dropped
    .map((step) => localise(step.title, options.locale))
    .join(say(options.locale, { code: 'views.separator' }));
  const text = say(options.locale, {
    code: 'views.colon',
    args: { label: say(options.locale, { code: 'views.state.notReached' }), text: titles },
  });
  return indent([fitLine(words(`· ${text}`, { dim: true }), options.width - 2)], 2);
}
