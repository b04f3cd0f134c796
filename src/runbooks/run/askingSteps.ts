// Which steps of a plan may ask a person, for answers that are given ahead.
import { withoutRounds } from './layout/withoutRounds.ts';
import type { Plan } from '../plan/Plan.ts';
import { unfold } from './layout/unfold.ts';

/** Their ids, each round by itself and all rounds together. */
export function askingSteps(plan: Plan): readonly string[] {
  const ids = unfold(plan)
    .steps.filter(
      (step) =>
        'manual' in step || step.confirm !== undefined || ('verdict' in step && step.verdict?.override !== undefined),
    )
    .map(({ id }) => id);
  return [...new Set(ids.flatMap((id) => [withoutRounds(id), id]))];
}
