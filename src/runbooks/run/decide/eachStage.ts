// The hosts of a role, one after another through the nested steps: the next begins only when the one before has passed.
import { evaluate } from '../../language/cel/evaluate.ts';
import { parseDuration } from '../../language/duration.ts';
import { render } from '../../language/render.ts';
import type { Message } from '../../texts/Message.ts';
import type { AnyStep, Each, Part } from '../layout/Part.ts';
import type { CellState, RunState } from '../RunState.ts';
import { scopeOf } from '../scopeOf.ts';
import { spotsOf } from './Spot.ts';
import { done, working, type Stage } from './Stage.ts';

type Round = Each['rounds'][number];

/** What the rounds need now; `partsOf` says it of one round's parts. `failed` once more hosts failed than may. */
export function eachStage(
  state: RunState,
  each: Each,
  partsOf: (state: RunState, parts: readonly Part[]) => Stage,
): Stage {
  let failures = 0;
  let before: Round | undefined;
  for (const round of each.rounds) {
    const left = leftOut(state, each, round);
    if (left.is !== 'done') return left;
    if (isLeftOut(state, round)) continue;
    const pause = before === undefined || hasBegun(state, round) ? done : pauseStage(state, each, before, round);
    if (pause.is !== 'done') return pause;
    before = round;
    const stage = partsOf(state, round.parts);
    if (stage.is === 'working' || stage.is === 'halt') return stage;
    if (stage.is === 'done') continue;
    failures += 1;
    if (failures > each.each.maxFailures) return stage;
    // This host is given up; what it did not come to is said to be passed over.
    const settling = passOver(state, round.parts, { code: 'run.each.givenUp', args: { host: round.host } });
    if (settling.is !== 'done') return settling;
  }
  return done;
}

/** Leaves a host out whose `when` says so, before anything of its round has begun. */
function leftOut(state: RunState, { each, id }: Each, round: Round): Stage {
  if (each.when === undefined || hasBegun(state, round)) return done;
  const wanted = evaluate(each.when, scopeOf(state, { at: round.at, host: round.host, step: id }));
  if ('problem' in wanted) return settleFirst(state, round.parts, 'failed', wanted.problem);
  if (wanted.value === true) return done;
  return passOver(state, round.parts, { code: 'run.each.leftOut', args: { host: round.host, when: each.when } });
}

function hasBegun(state: RunState, round: Round): boolean {
  return cellsOf(state, round).some((cell) => cell.settled?.reason?.code !== 'run.each.leftOut');
}

function isLeftOut(state: RunState, round: Round): boolean {
  const cells = cellsOf(state, round);
  return cells.length > 0 && cells.every((cell) => cell.settled?.reason?.code === 'run.each.leftOut');
}

function cellsOf(state: RunState, round: Round): readonly CellState[] {
  return stepsOf(round.parts).flatMap((step) => spotsOf(state, step).flatMap(({ cell }) => cell ?? []));
}

/** Settles every step of a round that did not come to its end, one record after another. */
function passOver(state: RunState, parts: readonly Part[], reason: Message): Stage {
  return settleFirst(state, parts, 'skipped', reason);
}

/** Settles the first step that is not. */
function settleFirst(state: RunState, parts: readonly Part[], outcome: 'skipped' | 'failed', reason: Message): Stage {
  for (const step of stepsOf(parts)) {
    for (const { cell, where } of spotsOf(state, step)) {
      if (cell?.settled !== undefined) continue;
      return working({ kind: 'record', event: { type: 'stepSettled', ...where, outcome, reason } });
    }
  }
  return done;
}

/** All steps of a round, nested ones and those of the runbooks they use among them. */
function stepsOf(parts: readonly Part[]): readonly AnyStep[] {
  return parts.flatMap((part): readonly AnyStep[] => {
    if ('rounds' in part) return part.rounds.flatMap((round) => stepsOf(round.parts));
    return 'use' in part ? [part, ...part.inner.verdicts, ...stepsOf(part.inner.parts)] : [part];
  });
}

function pauseStage(state: RunState, { each, id }: Each, before: Round, next: Round): Stage {
  if (each.pause === undefined) return done;
  const timer = `pause:${id}@${next.host}`;
  if (state.timers.has(timer)) return done;
  const rendered = render(each.pause, scopeOf(state, { at: { ...before.at, roles: undefined }, step: id }));
  const span = 'text' in rendered ? parseDuration(rendered.text) : undefined;
  if (span === undefined) {
    const text = 'text' in rendered ? rendered.text : each.pause;
    return { is: 'failed', reason: { code: 'run.duration.bad', args: { text } } };
  }
  const ends = stepsOf(before.parts).flatMap((step) => spotsOf(state, step).map(({ cell }) => cell?.settled?.at ?? 0));
  const due = Math.max(...ends) + span;
  return working({ kind: 'wait', key: `wait:${timer}`, timer, due });
}
