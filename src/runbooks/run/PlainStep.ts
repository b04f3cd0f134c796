// The steps that a run drives itself: `each` and `use` are unfolded by the planner before.
import type { FileStep, ManualStep, RunStep, Step } from '../language/schema.ts';
import type { Plan } from '../plan/Plan.ts';

export type PlainStep = RunStep | FileStep | ManualStep;

/** The plan's steps in order. Throws a bug's error where the planner let a step through that it should have refused. */
export function plainSteps(plan: Plan): readonly PlainStep[] {
  return plan.runbook.steps.map(plain);
}

function plain(step: Step): PlainStep {
  if ('each' in step || 'use' in step) throw new Error(`the planner must refuse ${step.id}`);
  return step;
}
