// Brings the practice host up: a simulated machine with a crashed daemon, behind real SSH.
import { say } from '../../texts/say.ts';
import { folderOnDisk } from './folderOnDisk.ts';
import type { Practice, PracticeOptions } from './Practice.ts';
import { startHost } from './startHost.ts';

/** Starts a practice host. Rejects where it can't be had; `practiceAvailability` tells beforehand, and why. */
export async function startPractice(options: PracticeOptions = {}): Promise<Practice> {
  const { scenario = 'daemon-oom-killed', unit = '2024', log = () => undefined } = options;
  const simulation = { code: 'practice.simulation', args: { scenario } } as const;
  const started = await startHost({
    ...{ name: 'practice', scenario, unit, log },
    motd: say('en', simulation),
    folder: options.folder ?? folderOnDisk(),
  } as const);
  return { ...started.host, scenario, simulation, close: () => started.close() };
}
