// What runs of a drill show of gates, undos, verdicts and ways to fail.
import { describe, expect, it } from 'vitest';
import { coveredGates, coveredSteps, coveredVerdicts, type Shown } from '../../../src/runbooks/drill/coverageOf.ts';
import { gateInjuries } from '../../../src/runbooks/drill/injureRun.ts';
import type { Plan } from '../../../src/runbooks/plan/Plan.ts';
import { planOf, runToEnd, simulate, type Script } from '../run/support/simulation.ts';

const planWith = (onFailure: string): Plan =>
  planOf(`schema: runbook/v1
title: Test
targets: { node: { count: 1 } }
steps:
  - { id: look, effect: read, run: look, capture: { bad: stdout == "bad" } }
  - id: flag
    run: raise
    verify: [{ run: is-up }]
    undo: { run: lower, verify: [{ run: is-down }] }
    onFailure: ${onFailure}
  - { id: last, effect: read, run: last }
verdicts:
  - { id: sick, when: bad, title: It is sick }
  - { id: well, title: It is well }
`);
const plan = planWith('{ then: rollback }');

/** `does` gives exit codes by script; `injected` is a gate that is made to fail. */
async function shown(on: Plan, does: Script, injected?: string): Promise<Shown> {
  const simulation = simulate({ script: does });
  const injuries = injected === undefined ? undefined : gateInjuries(injected);
  const journal = injuries?.journal(simulation.journal) ?? simulation.journal;
  const recorded = await runToEnd(on, { ...simulation, ports: { ...simulation.ports, journal } });
  const dropped = new Set<string>();
  return injected === undefined
    ? { recorded, dropped }
    : { recorded, dropped, injected: { gate: injected, stopped: true } };
}

/** The flag is down until it is raised. */
function host(): Script {
  let up = false;
  return ({ script }) => {
    if (script === 'raise') up = true;
    if (script === 'lower') up = false;
    return { code: (script === 'is-up' && !up) || (script === 'is-down' && up) ? 1 : 0 };
  };
}
const stuck: Script = ({ script }) => ({ code: script === 'is-up' ? 1 : 0 });
const allGreen: Script = () => ({});
const gate = (shows: readonly Shown[]): unknown =>
  coveredGates(plan, shows).find((one) => one.gate === 'flag verify 1');

describe('a gate', () => {
  it('that was red before its change and green after it is seen both ways', async () => {
    expect(gate([await shown(plan, host())])).toMatchObject({ green: true, red: true, greenBefore: false });
  });

  it('that was green before its change is flagged', async () => {
    expect(gate([await shown(plan, allGreen)])).toMatchObject({ green: true, red: false, greenBefore: true });
  });

  it('that only injection made fail is not red on the host', async () => {
    expect(gate([await shown(plan, allGreen), await shown(plan, allGreen, 'flag verify 1')])).toMatchObject({
      red: false,
      injected: true,
    });
    expect(gate([await shown(plan, stuck)])).toMatchObject({ green: false, red: true, injected: undefined });
  });
});

describe('a step', () => {
  const flag = (on: Plan, shows: readonly Shown[]): unknown => coveredSteps(on, shows)[1];

  it('whose undo was never exercised says so; one without an undo has none to prove', async () => {
    expect(flag(plan, [await shown(plan, host())])).toMatchObject({ undone: false });
    expect(flag(plan, [await shown(plan, host(), 'flag verify 1')])).toMatchObject({ undone: true });
    expect(coveredSteps(plan, [])[0]).toMatchObject({ undone: undefined });
  });

  it.each(['stop', 'rollback', 'continue', 'ask'] as const)('shows that it fails by %s, once it did', async (way) => {
    const on = planWith(`{ then: ${way} }`);
    expect(flag(on, [await shown(on, host())])).toMatchObject({ onFailure: [{ way, seen: false }] });
    // Nobody can be asked here, so the question is never put.
    expect(flag(on, [await shown(on, stuck)])).toMatchObject({ onFailure: [{ way, seen: way !== 'ask' }] });
  });

  it('shows that it was tried again', async () => {
    const on = planWith('{ retry: { times: 1, delay: 1s } }');
    expect(flag(on, [await shown(on, stuck)])).toMatchObject({
      onFailure: [
        { way: 'retry', seen: true },
        { way: 'stop', seen: true },
      ],
    });
  });
});

describe('a verdict', () => {
  it('is reached where a run ended with it', async () => {
    expect(coveredVerdicts(plan, [await shown(plan, host())])).toEqual([
      { verdict: 'sick', reached: false },
      { verdict: 'well', reached: true },
    ]);
    const sick: Script = (command) => (command.script === 'look' ? { stdout: 'bad' } : host()(command));
    expect(coveredVerdicts(plan, [await shown(plan, sick)])).toMatchObject([{ reached: true }, { reached: false }]);
  });
});
