// Scripts and gates of the VerneMQ runbooks by their place, and what comes of what they print.
import { evaluate } from '../../../src/runbooks/language/cel/evaluate.ts';
import type { Gate, Runbook, RunStep } from '../../../src/runbooks/language/schema.ts';
import { gatesOf, shippedRunbooks, soundRunbook } from '../shippedRunbooks.ts';

/** The runbook of this name in the folder vernemq. */
export function runbookOf(name: string): Runbook {
  return soundRunbook(shippedRunbooks.find((shipped) => shipped.name === `vernemq/${name}`)!);
}

/** A step that runs a script. */
export function stepOf(name: string, id: string): RunStep {
  const step = runbookOf(name).steps.find((one) => one.id === id);
  if (step === undefined || !('run' in step)) throw new Error(`${name} has no script ${id}`);
  return step;
}

/** A gate by its place: `steps.migrate.verify.2`. */
export function gateOf(name: string, place: string): Gate {
  const found = gatesOf(runbookOf(name)).find((gate) => gate.place === place);
  if (found === undefined) throw new Error(`${name} has no gate ${place}`);
  return found.it;
}

/** What the step captures of this output. */
export function capturesOf(step: RunStep, stdout: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(step.capture).map(([name, expression]) => {
      const evaluated = evaluate(expression, { exit: 0n, stdout, stderr: '' });
      return [name, 'value' in evaluated ? evaluated.value : 'not to be evaluated'];
    }),
  );
}
