// Which captures may never come to be, so that an expression has to say what holds then.
import type { Runbook, Step } from './schema.ts';

/** Why there may be no capture: its step may be passed over, or only because it may fail and the run goes on. */
export type WhyMissing = 'passedOver' | 'failed';

/** Names captured by steps that can be passed over (by `when`, by a `check` that finds it already so) or go on past a failure. */
export function optionalCaptures(runbook: Pick<Runbook, 'steps'>): ReadonlyMap<string, WhyMissing> {
  const names = new Map<string, WhyMissing>();
  const visit = (steps: readonly Step[], passedOver: boolean): void => {
    for (const step of steps) {
      if ('each' in step) {
        visit(step.steps, passedOver || step.when !== undefined || step.maxFailures > 0);
        continue;
      }
      const why = whyMissing(step, passedOver);
      if (why !== undefined) for (const name of Object.keys(step.capture)) names.set(name, why);
    }
  };
  visit(runbook.steps, false);
  return names;
}

function whyMissing(step: Exclude<Step, { each: string }>, passedOver: boolean): WhyMissing | undefined {
  if (passedOver || step.when !== undefined || step.check !== undefined) return 'passedOver';
  return step.onFailure.then === 'continue' ? 'failed' : undefined;
}
