// Inputs that each host has its own value of, all the way into its scripts and the verdict.
import { expect, it } from 'vitest';
import type { Plan } from '../../../src/runbooks/plan/Plan.ts';
import { planOf, runToEnd, simulate, summary } from './support/simulation.ts';

const text = `schema: runbook/v1
title: By host
inputs: { level: { type: integer, perHost: true, default: 1 } }
targets: { node: {} }
steps:
  - { id: high, when: level > 5, run: 'raise "$level"', verify: [{ run: probe, expect: stdout == "ok" }] }
verdicts:
  - { id: some, when: 'level.exists(h, level[h] > 5)', title: Some are high, because: { Of web2: 'level["web2"]' } }
  - { id: none, title: None }
`;

it('each host has its own in conditions and scripts, and the verdict has them all', async () => {
  const plan: Plan = {
    ...planOf(text),
    roles: { node: ['web1', 'web2'] },
    hostInputs: { web1: { level: 1 }, web2: { level: 9 } },
  };
  const sent: Record<string, string | undefined>[] = [];
  const simulation = simulate({
    script: ({ script, host, variables }) => {
      if (script.startsWith('raise')) sent.push({ host, level: variables['level'] });
      return { stdout: 'ok' };
    },
  });
  const recorded = await runToEnd(plan, simulation);
  expect(summary(recorded).steps).toEqual({ 'high@web1': 'skipped', 'high@web2': 'done' });
  expect(sent).toEqual([{ host: 'web2', level: '9' }]);
  const ended = recorded.at(-1)?.event;
  expect(ended).toMatchObject({
    verdict: { id: 'some', because: [{ label: 'Of web2', value: { type: 'int', value: '9' } }] },
  });
});
