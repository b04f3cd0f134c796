// The variables that the engine sets ahead of a script, for tests that look at scripts without a run.
import { namesInScript } from '../../src/runbooks/language/namesInScript.ts';
import type { Runbook } from '../../src/runbooks/language/schema.ts';

/** The inputs and captures of a runbook, and the engine's own names, that occur in a script. */
export function variablesIn(script: string, runbook: Runbook): readonly string[] {
  const captures = runbook.steps.flatMap((step) => ('capture' in step ? Object.keys(step.capture) : []));
  const used = new Set(namesInScript(script).uses.map(({ name }) => name));
  const roles = Object.keys(runbook.targets).flatMap((role) => [`${role}_host`, `${role}_hosts`]);
  const own = ['run_id', 'step_id', 'host', ...roles];
  return [...Object.keys(runbook.inputs), ...captures, ...own].filter((name) => used.has(name));
}

/** A word of sh that holds exactly this text. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
