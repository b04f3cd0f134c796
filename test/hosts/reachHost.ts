// The built command on its way to a booted host: a real agent that holds the host's key, and a ~/.ssh/config that knows it as `node1`.
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readJournal, type RunEvent, type RunEventOf } from '../../src/runbooks/index.ts';
import { installCommand, type Ended } from '../cli/support/installCommand.ts';
import { startAgent } from '../support/startAgent.ts';
import type { BootedHost } from './bootHost.ts';

export interface ReachedHost {
  /** An empty home but for ~/.ssh; all that the command keeps is below it. */
  readonly home: string;
  /** Where it is run; reports land there. */
  readonly folder: string;
  run(words: readonly string[]): Promise<Ended>;
  /** All that happened in the last run, from its journal. */
  lastEvents(): Promise<readonly RunEvent[]>;
  /** How the last run ended, from its journal. */
  lastEnd(): Promise<RunEventOf<'runEnded'>>;
  stop(): Promise<void>;
}

/** Builds and installs the command, starts an agent and introduces the host to both. */
export async function reachHost(host: BootedHost): Promise<ReachedHost> {
  const command = await installCommand();
  const agent = await startAgent([host.keyFile]);
  const ssh = join(command.home, '.ssh');
  await mkdir(ssh, { mode: 0o700 });
  const lines = ['Host node1', '  HostName 127.0.0.1', `  Port ${String(host.port)}`, `  User ${host.user}`];
  await writeFile(join(ssh, 'config'), `${lines.join('\n')}\n`);
  await writeFile(join(ssh, 'known_hosts'), `[127.0.0.1]:${String(host.port)} ${host.hostKey}\n`);
  const runs = join(command.home, '.local/state/gated-runbooks/runs');
  const lastEvents = async (): Promise<readonly RunEvent[]> => {
    const last = (await readdir(runs)).sort().at(-1) ?? '';
    return (await readJournal(join(runs, last))).recorded.map(({ event }) => event);
  };
  return {
    home: command.home,
    folder: command.folder,
    run: (words) => command.run(words, { SSH_AUTH_SOCK: agent.socket }),
    lastEvents,
    lastEnd: async () => {
      const event = (await lastEvents()).at(-1);
      if (event?.type !== 'runEnded') throw new Error('The last run has no end');
      return event;
    },
    stop: async () => {
      await agent.stop();
      await command.remove();
    },
  };
}
