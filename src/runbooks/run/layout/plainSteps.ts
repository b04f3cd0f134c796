// The steps of a run that do something on hosts by themselves.
import type { Plan } from '../../plan/Plan.ts';
import type { PlainStep } from './Part.ts';
import { unfold } from './unfold.ts';

/** The plan's plain steps in order, those of the runbooks it uses among them. */
export function plainSteps(plan: Plan): readonly PlainStep[] {
  return unfold(plan).steps.flatMap((step) => ('use' in step ? [] : [step]));
}
