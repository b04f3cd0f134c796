// Brings two practice hosts up that see each other: the nodes of a simulated VerneMQ cluster.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../../texts/say.ts';
import { folderOnDisk } from './folderOnDisk.ts';
import type { PairScenario, PracticeHost, PracticeOptions, PracticePair } from './Practice.ts';
import { startHost } from './startHost.ts';

export interface PairOptions extends Pick<PracticeOptions, 'folder' | 'log'> {
  readonly scenario: PairScenario;
}

/** Starts `practice-a` and `practice-b`. Rejects where they can't be had. */
export async function startPracticePair(options: PairOptions): Promise<PracticePair> {
  const { scenario, log = () => undefined } = options;
  const simulation = { code: 'practice.pairSimulation', args: { scenario } } as const;
  const folder = options.folder ?? folderOnDisk();
  const shared = mkdtempSync(join(folder, 'practice-shared-'));
  // Each host may be another stranger.
  chmodSync(shared, 0o777);
  const ends: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(ends.splice(0).map((end) => end()));
    rmSync(shared, { recursive: true, force: true });
  };
  const start = async (name: string, member: 'a' | 'b'): Promise<PracticeHost> => {
    const common = { scenario, unit: 'current', motd: say('en', simulation), log, folder } as const;
    const started = await startHost({ ...common, name, cluster: { member, shared } });
    ends.push(() => started.close());
    return started.host;
  };
  try {
    const first = await start('practice-a', 'a');
    return { hosts: [first, await start('practice-b', 'b')], scenario, simulation, close };
  } catch (error) {
    await close();
    throw error;
  }
}
