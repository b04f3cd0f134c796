// The guards of a run and of the runbooks that its steps use.
import type { Scope } from '../../language/cel/CelValue.ts';
import type { Frame } from '../../run/layout/Place.ts';
import { withoutRounds } from '../../run/layout/withoutRounds.ts';
import type { GuardView } from '../RunView.ts';
import { conditionOf } from './conditionsOf.ts';

/** One view for each guard of `frames`; where hosts take turns it is one for all rounds. */
export function guardsOf(frames: readonly Frame[], scope: Scope): readonly GuardView[] {
  const runbooks = new Map(frames.map(({ id, runbook }) => [withoutRounds(id), runbook]));
  return [...runbooks].flatMap(([id, { guards }]) =>
    guards.map((guard, index) => ({
      ...conditionOf('guard', guard, index, scope),
      step: id === '' ? undefined : id,
      then: guard.then,
      misses: guard.misses,
      failures: [],
    })),
  );
}
