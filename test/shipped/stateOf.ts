// A run of a shipped runbook in which nothing has happened yet but, where wanted, some captures.
import type { Runbook } from '../../src/runbooks/language/schema.ts';
import type { Value } from '../../src/runbooks/language/Value.ts';
import { bindPlan } from '../../src/runbooks/plan/bindPlan.ts';
import { begin } from '../../src/runbooks/run/evolve/begin.ts';
import { KeyedMap } from '../../src/runbooks/run/evolve/KeyedMap.ts';
import { unfold } from '../../src/runbooks/run/layout/unfold.ts';
import { captureKey, cellKey, type RunState } from '../../src/runbooks/run/RunState.ts';

/** Inputs have their defaults, or `value` where they have none; the first role is `node1`, each other one a host of its own. */
export function stateOf(name: string, runbook: Runbook): RunState {
  const hosts = Object.fromEntries(
    Object.keys(runbook.targets).map((role, index) => [role, [index === 0 ? 'node1' : `${role}1`]]),
  );
  const required = Object.entries(runbook.inputs).filter(([, input]) => !('default' in input));
  const inputs = Object.fromEntries(required.map(([input]) => [input, 'value']));
  const bound = bindPlan({ name, runbook, sources: [], inputs, secretsGiven: [], hosts });
  if ('problems' in bound) throw new Error(JSON.stringify(bound.problems));
  return begin({
    seq: 0,
    at: 0,
    event: {
      ...{ type: 'runStarted', format: 1, runId: 'run', mode: 'run', plan: bound.plan },
      ...{ engine: '0', by: 'somebody@somewhere', interactive: false, prepared: {} },
    },
  });
}

/** The same with these captures made on every host of their steps. */
export function withCaptures(state: RunState, captures: Readonly<Record<string, Value>>): RunState {
  const { steps } = unfold(state.plan);
  const made = Object.entries(captures).map(([capture, value]) => {
    const makers = steps.filter((step) => capture in step.capture);
    const cells = makers.flatMap(({ id, hosts }) => hosts.map((host) => [cellKey(id, host), value] as const));
    return [captureKey('', capture), KeyedMap.of(cells)] as const;
  });
  return { ...state, captures: Object.fromEntries(made) };
}
