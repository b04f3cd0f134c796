// A runbook that a step uses, from its preconditions to its end.
import { unfold } from '../layout/unfold.ts';
import type { UsedStep } from '../layout/Part.ts';
import type { Frame } from '../layout/Place.ts';
import type { RunState } from '../RunState.ts';
import { failedCells } from './failedCells.ts';
import { working, type Stage } from './Stage.ts';
import { verdictOf } from './verdictOf.ts';

/** A runbook's way forwards. */
export type Through = (state: RunState, frame: Frame) => Stage;

/** Goes `through` it; `working` with the record of its end once it has one. */
export function useStage(state: RunState, step: UsedStep, through: Through): Stage {
  const stage = through(state, step.inner);
  if (stage.is === 'working' || stage.is === 'halt') return stage;
  const verdict = verdictOf(state, step.inner);
  return working({
    kind: 'record',
    event: {
      type: 'useEnded',
      step: step.id,
      ...(stage.is === 'failed' ? { failed: stage.reason } : {}),
      ...(stage.is === 'failed' && isBlocked(state, step) ? { blocked: true as const } : {}),
      ...(verdict === undefined ? {} : { verdict }),
    },
  });
}

/** Nothing of it was launched, and nothing failed by itself: something forbade it. */
function isBlocked(state: RunState, step: UsedStep): boolean {
  const unmet = `${step.id}:postcondition.`;
  if (state.gates.entries().some(([key, { closed }]) => key.startsWith(unmet) && closed === 'fail')) return false;
  return unfold(state.plan)
    .steps.filter(({ id }) => id.startsWith(`${step.id}.`))
    .every((inner) => {
      const launched = inner.hosts.some((host) => state.cells.get(`${inner.id}@${host}`)?.order !== undefined);
      return !launched && failedCells(state, inner).every((cell) => cell.settled?.outcome === 'blocked');
    });
}
