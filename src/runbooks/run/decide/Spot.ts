// A step on a host, with what a decider needs at hand.
import type { PlainStep } from '../PlainStep.ts';
import { cellKey, type AttemptState, type CellState, type RunState } from '../RunState.ts';
import { scopeOf } from '../scopeOf.ts';
import type { Scope } from '../../language/cel/CelValue.ts';
import type { Observation, Where } from '../Event.ts';

export interface Spot {
  readonly state: RunState;
  readonly step: PlainStep;
  readonly host: string;
  readonly cell: CellState | undefined;
  readonly attempt: AttemptState;
  readonly where: Where;
  readonly scope: Scope;
}

const untouched: AttemptState = {
  number: 1,
  reads: {},
  readsStarted: new Set(),
  launch: undefined,
  limitRefused: undefined,
  captured: undefined,
  lastAt: 0,
};

/** The spot of a step on a host, at its latest attempt. */
export function spotOf(state: RunState, step: PlainStep, host: string): Spot {
  const cell = state.cells[cellKey(step.id, host)];
  const attempt = cell?.attempts.at(-1) ?? untouched;
  return {
    state,
    step,
    host,
    cell,
    attempt,
    where: { step: step.id, host, attempt: attempt.number },
    scope: scopeOf(state, { host, step: step.id }),
  };
}

/** What a read of this attempt found, if it ended. */
export function readOf(spot: Spot, part: string, index = 0): Observation | undefined {
  return spot.attempt.reads[`${part}.${String(index)}`];
}

/** The hosts on which a step runs. */
export function hostsOfStep(state: RunState, step: PlainStep): readonly string[] {
  const roles = step.target === undefined ? Object.keys(state.plan.roles) : [step.target].flat();
  return [...new Set(roles.flatMap((role) => state.plan.roles[role] ?? []))];
}
