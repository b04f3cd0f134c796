// Brings the practice host up: a simulated machine with a crashed daemon, behind real SSH.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../../texts/say.ts';
import { folderOnDisk } from './folderOnDisk.ts';
import { makeKey } from './makeKey.ts';
import type { Practice, PracticeOptions } from './Practice.ts';
import { startAgent } from './startAgent.ts';
import { startSandbox } from './startSandbox.ts';
import { startSshServer } from './startSshServer.ts';

/** Starts a practice host. Rejects where it can't be had; `practiceAvailability` tells beforehand, and why. */
export async function startPractice(options: PracticeOptions = {}): Promise<Practice> {
  const { scenario = 'daemon-oom-killed', unit = '2024', log = () => undefined } = options;
  const simulation = { code: 'practice.simulation', args: { scenario } } as const;
  const doors = mkdtempSync(join(options.folder ?? folderOnDisk(), 'practice-'));
  const inside = mkdtempSync(join(doors, 'host-'));
  const key = makeKey();
  const agentSocket = join(doors, 'agent');
  const knownHosts = join(doors, 'known_hosts');
  const ends: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of ends.splice(0).reverse()) await end();
    rmSync(doors, { recursive: true, force: true });
  };
  try {
    const sandbox = await startSandbox({ folder: inside, scenario, unit, motd: say('en', simulation), log });
    ends.push(() => sandbox.close());
    const agent = await startAgent(agentSocket, key);
    ends.push(() => agent.close());
    const server = await startSshServer('root', key, sandbox, log);
    ends.push(() => server.close());
    writeFileSync(knownHosts, `${server.hostKey.line}\n`, { mode: 0o600 });
    return {
      name: 'practice',
      hostname: '127.0.0.1',
      port: server.port,
      user: 'root',
      hostKey: server.hostKey,
      knownHosts,
      agentSocket,
      agentKey: key.fingerprint,
      scenario,
      simulation,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
