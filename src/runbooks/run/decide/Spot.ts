// A step on a host, with what a decider needs at hand.
import type { AnyStep } from '../layout/Part.ts';
import { attemptKey, cellKey, type AttemptState, type CellState, type RunState } from '../RunState.ts';
import { scopeOf } from '../scopeOf.ts';
import type { Scope } from '../../language/cel/CelValue.ts';
import type { Observation, Where } from '../Event.ts';

export interface Spot<S extends AnyStep = AnyStep> {
  readonly state: RunState;
  readonly step: S;
  readonly host: string;
  readonly cell: CellState | undefined;
  readonly attempt: AttemptState;
  readonly where: Where;
  readonly scope: Scope;
}

const untouched: AttemptState = {
  number: 1,
  since: 0,
  reads: {},
  readsStarted: new Set(),
  launch: undefined,
  limitRefused: undefined,
  captured: undefined,
  lastAt: 0,
};

/** The spot of a step on a host, at its latest attempt. */
export function spotOf<S extends AnyStep>(state: RunState, step: S, host: string): Spot<S> {
  const cell = state.cells.get(cellKey(step.id, host));
  const attempt = cell?.attempts.at(-1) ?? untouched;
  let scope: Scope | undefined;
  return {
    state,
    step,
    host,
    cell,
    attempt,
    where: { step: step.id, host, attempt: attempt.number },
    // Made when it is first asked for: most spots of a large run wait and need none.
    get scope() {
      return (scope ??= scopeOf(state, { at: step.at, host, step: step.id }));
    },
  };
}

/** The step on each of its hosts. */
export function spotsOf<S extends AnyStep>(state: RunState, step: S): readonly Spot<S>[] {
  return step.hosts.map((host) => spotOf(state, step, host));
}

/** What a read of this attempt found, if it ended. */
export function readOf(spot: Spot, part: string, index = 0): Observation | undefined {
  return spot.attempt.reads[`${part}.${String(index)}`];
}

/** Whether the latest attempt has done something: launched, read, asked for by hand, or begun the runbook that it is. */
export function hasActed(spot: Spot): boolean {
  const { state, step, attempt } = spot;
  if ('use' in step) return state.uses[step.id] !== undefined;
  if ('manual' in step) return manualOf(spot) !== undefined;
  return attempt.launch !== undefined || attempt.readsStarted.has('run.0');
}

/** What was said of a step that a person does; undefined: nothing yet. */
export function manualOf({ state, step, attempt }: Spot): boolean | undefined {
  return state.manuals[attemptKey(step.id, attempt.number)]?.done;
}
