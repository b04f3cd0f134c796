// Which captures may never come to be, so that an expression has to say what holds then.
import type { Runbook, Step } from './schema.ts';

/** Names captured by steps that can be passed over: by `when`, by a `check` that finds it already so, or past a failure. */
export function optionalCaptures(runbook: Pick<Runbook, 'steps'>): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (steps: readonly Step[], skippable: boolean): void => {
    for (const step of steps) {
      if ('each' in step) {
        visit(step.steps, skippable || step.when !== undefined || step.maxFailures > 0);
        continue;
      }
      const mayPass =
        skippable || step.when !== undefined || step.check !== undefined || step.onFailure.then === 'continue';
      if (mayPass) for (const name of Object.keys(step.capture)) names.add(name);
    }
  };
  visit(runbook.steps, false);
  return names;
}
