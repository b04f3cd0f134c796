// The names that an expression has for what a script printed.
import type { Scope } from '../language/cel/CelValue.ts';
import type { Observation } from '../run/Event.ts';

/** `exit`, `stdout` and `stderr` of an observation; no `exit` where there was no exit code, so that using it fails. */
export function outputScope(observation: Observation): Scope {
  return {
    ...('code' in observation.exit ? { exit: BigInt(observation.exit.code) } : {}),
    stdout: observation.stdout,
    stderr: observation.stderr,
  };
}
