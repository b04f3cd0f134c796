// From the id of a step in the journal to its view.
import { withoutRounds } from '../../run/layout/withoutRounds.ts';
import type { RunView, StepView } from '../RunView.ts';

/** The view of the step; of all rounds together where they have one. */
export function stepOf(view: Pick<RunView, 'steps'>, id: string): StepView | undefined {
  return view.steps.find((step) => step.id === id) ?? view.steps.find((step) => step.id === withoutRounds(id));
}
