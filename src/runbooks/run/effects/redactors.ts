// One redactor for each set of patterns: building one is dear, and a run needs the same few again and again.
import { createRedactor, type Redactor } from '../../redaction/createRedactor.ts';
import type { Plan } from '../../plan/Plan.ts';
import type { Ports } from '../Ports.ts';
import type { RunState } from '../RunState.ts';

/** Those of every runbook of the run: what one hides no other shows. */
function patternsOf({ runbook, used = {} }: Plan): readonly string[] {
  return [runbook, ...Object.values(used)].flatMap(({ redact }) => redact);
}

/** Gives the redactor for the run's secrets, the runbook's patterns and those given. */
export function redactors(ports: Ports, state: () => RunState): (patterns: readonly string[]) => Redactor {
  const made = new Map<string, Redactor>();
  return (patterns) => {
    const key = JSON.stringify(patterns);
    const redactor =
      made.get(key) ?? createRedactor(Object.values(ports.secrets), [...patternsOf(state().plan), ...patterns]);
    made.set(key, redactor);
    return redactor;
  };
}
