// Steps of runbooks that are preconditions: they come before the run's own.

/** Whether a step, by its id, is a runbook that is a precondition, or a step of one. */
export function isForerunner(id: string): boolean {
  return /(^|\.)precondition-\d/.test(id);
}
