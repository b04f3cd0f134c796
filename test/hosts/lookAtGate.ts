// One gate of a shipped runbook, looked at by itself: its script on a booted host, what it expects judged by the engine.
import { judge } from '../../src/runbooks/gates/judge.ts';
import type { Value } from '../../src/runbooks/language/Value.ts';
import { scopeOf, shellVariables } from '../../src/runbooks/run/scopeOf.ts';
import { quote } from '../shipped/declareVariables.ts';
import { gatesOf, shippedRunbooks, soundRunbook } from '../shipped/shippedRunbooks.ts';
import { stateOf, withCaptures } from '../shipped/stateOf.ts';
import type { BootedHost } from './bootHost.ts';

export interface Looking {
  /** Inputs that are not as the runbook has them, as a script gets them. The expectation is judged with the runbook's own. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly captures?: Readonly<Record<string, Value>>;
  /** What an earlier look measured, for gates that compare. */
  readonly first?: Value | undefined;
}

/** What the gate at a place such as `steps.install.verify.0` says now. */
export async function lookAtGate(
  host: BootedHost,
  name: string,
  place: string,
  { inputs = {}, captures = {}, first }: Looking = {},
): Promise<ReturnType<typeof judge>> {
  const shipped = shippedRunbooks.find((candidate) => candidate.name === name);
  if (shipped === undefined) throw new Error(`There is no ${name}`);
  const runbook = soundRunbook(shipped);
  const gate = gatesOf(runbook).find((candidate) => candidate.place === place)?.it;
  if (gate === undefined) throw new Error(`${name} has no gate ${place}`);
  const state = withCaptures(stateOf(name, runbook), captures);
  const texts = { ...shellVariables(state, { host: 'node1' }), ...inputs };
  const variables = Object.entries(texts).map(([variable, text]) => `${variable}=${quote(text)}\n`);
  const { code, stdout, stderr } = await host.run('sudo sh -s', `${variables.join('')}${gate.run}`);
  const bytes = { stdout: stdout.length, stderr: stderr.length };
  const observation = { exit: { code }, stdout: stdout.trimEnd(), stderr, bytes, startedAt: 0, endedAt: 1 };
  return judge(gate, observation, scopeOf(state, { host: 'node1' }), { first, previous: first });
}
