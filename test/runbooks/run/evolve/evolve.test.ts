// What an event costs does not grow with the number of hosts.
import { expect, it } from 'vitest';
import type { RunEvent } from '../../../../src/runbooks/run/Event.ts';
import { begin } from '../../../../src/runbooks/run/evolve/begin.ts';
import { evolve } from '../../../../src/runbooks/run/evolve.ts';
import type { Recorded } from '../../../../src/runbooks/run/Recorded.ts';
import { observed } from '../../views/fixtures/story.ts';
import { planOf } from '../support/simulation.ts';

const steps = ['one', 'two', 'three', 'four'];

/** The journal of four changing steps on each host. */
function journalOf(hosts: readonly string[]): readonly Recorded[] {
  const yaml = steps.map((id) => `  - { id: ${id}, run: x, verify: [{ run: v }], capture: { c_${id}: stdout } }\n`);
  const plan = planOf(`schema: runbook/v1\ntitle: T\ntargets: { web: {} }\nsteps:\n${yaml.join('')}`, { web: hosts });
  const run = { runId: 'r', mode: 'run', engine: 'e', by: 'b', interactive: false, prepared: {} } as const;
  const timing = { every: 1, stableFor: 0, timeout: 1 };
  const told = steps.flatMap((step) =>
    hosts.flatMap((host): RunEvent[] => {
      const where = { step, host, attempt: 1 };
      const gate = { part: 'verify', index: 0, ...where } as const;
      return [
        { type: 'stepStarted', ...where, spool: 's', bootId: 'b', scriptHash: '', script: '' },
        { type: 'stepExited', ...where, observation: observed({}, 1) },
        { type: 'captured', ...where, values: { [`c_${step}`]: { type: 'string', value: host } } },
        { type: 'gateOpened', ...gate, title: '', expected: '', timing },
        { type: 'gateSampled', ...gate, verdict: 'pass', observation: observed({}, 1) },
        { type: 'gateClosed', ...gate, verdict: 'pass' },
        { type: 'stepSettled', ...where, outcome: 'done' },
      ];
    }),
  );
  const events: readonly RunEvent[] = [{ type: 'runStarted', format: 1, plan, ...run }, ...told];
  return events.map((event, seq) => ({ seq, at: seq, event }));
}

it('folds four steps on 500 hosts in well under a second of the processor', () => {
  const recorded = journalOf(Array.from({ length: 500 }, (_, index) => `web-${String(index)}`));
  const before = process.cpuUsage();
  const state = recorded.slice(1).reduce(evolve, begin(recorded[0]!));
  // Copying all hosts with each event took half a minute.
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(4);
  expect(state.cells.values().filter(({ settled }) => settled?.outcome === 'done')).toHaveLength(2000);
  expect(state.captures[':c_four']!.get('four@web-499')).toEqual({ type: 'string', value: 'web-499' });
});
