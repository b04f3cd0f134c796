// The journal of a run on many hosts, without a run.
import type { RunEvent } from '../../../../src/runbooks/run/Event.ts';
import type { Recorded } from '../../../../src/runbooks/run/Recorded.ts';
import { observed } from '../../views/fixtures/story.ts';
import { planOf } from './simulation.ts';

const steps = ['one', 'two', 'three', 'four'];

/** Four changing steps on each host, each with a capture and a gate. */
export function journalOfHosts(hosts: readonly string[]): readonly Recorded[] {
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
