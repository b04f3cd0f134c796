// A run's folder as a run leaves it, made by the engine in a simulated world.
import { join } from 'node:path';
import { createJournal } from '../../../src/runbooks/journal/fileJournal.ts';
import { fileOutputs } from '../../../src/runbooks/journal/fileOutputs.ts';
import type { StoredRun } from '../../../src/runbooks/runs/listRuns.ts';
import { planOf, runToEnd, simulate } from '../run/support/simulation.ts';

const runbook = `schema: runbook/v1
title: Restart it
inputs: { unit: { type: string, default: web.service } }
targets: { node: {} }
steps:
  - { id: look, effect: read, run: look, evidence: look.log }
  - { id: restart, run: 'restart "$unit"', verify: [{ run: well, every: 1s, within: 10s, stableFor: 2s }] }
`;
/** So long that its name in an archive needs more room than ustar has. */
export const longHost = `${'a-host-with-a-long-name.'.repeat(4)}example.com`;

/** A run that succeeded on two hosts, kept below `folder`. */
export async function runFolder(folder: string): Promise<StoredRun> {
  const run: StoredRun = { id: '20261122-090000.000-restart-7f3a', folder: join(folder, 'run') };
  const script: Parameters<typeof simulate>[0]['script'] = ({ script: what, host }) => ({
    stdout: what === 'look' ? `seen on ${host}\n` : what.startsWith('restart') ? 'restarted\n' : '',
  });
  const world = simulate({ script, journal: await createJournal(run.folder) });
  await runToEnd(planOf(runbook, ['web1', longHost]), {
    ...world,
    ports: { ...world.ports, outputs: fileOutputs(run.folder) },
  });
  return run;
}
