// Two practice hosts as `a` and `b` of a ~/.ssh/config, behind proxies that can be broken, and the built command that reaches them.
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { PairScenario } from '../../../src/runbooks/hosts/practice/Practice.ts';
import { startPracticePair } from '../../../src/runbooks/hosts/practice/startPracticePair.ts';
import { readJournal, type RunEvent } from '../../../src/runbooks/index.ts';
import type { Ended, Going, InstalledCommand } from '../../cli/support/installCommand.ts';
import { visit } from '../../runbooks/hosts/practice/visit.ts';
import { delayProxy } from '../../support/delayProxy.ts';
import { tempFolder } from '../../support/tempFolder.ts';

export interface TestCluster {
  /** Runs a script on a node and gives its output. */
  readonly a: (script: string) => Promise<string>;
  readonly b: (script: string) => Promise<string>;
  /** Starts a runbook of the folder vernemq with b as node and a as peer. */
  readonly start: (verb: 'run' | 'plan', runbook: string, words: readonly string[]) => Going;
  readonly run: (runbook: string, words: readonly string[]) => Promise<Ended>;
  /** All that happened in the last run. */
  readonly lastEvents: () => Promise<readonly RunEvent[]>;
  /** Breaks every connection to the hosts. */
  readonly breakConnections: () => void;
  /** Whether a still takes clients and their messages. */
  readonly serves: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts them with `scenario`; each test that changes something gets its own. */
export async function startCluster(command: InstalledCommand, scenario: PairScenario): Promise<TestCluster> {
  const folder = await tempFolder('cluster');
  const pair = await startPracticePair({ scenario, folder: folder.path });
  const proxies = await Promise.all(pair.hosts.map(({ port }) => delayProxy({ to: { port } })));
  const ssh = join(command.home, '.ssh');
  await mkdir(ssh, { recursive: true, mode: 0o700 });
  const known = join(folder.path, 'known_hosts');
  const blocks = pair.hosts.map(({ user, agentSocket }, index) => [
    `Host ${index === 0 ? 'a' : 'b'}`,
    '  HostName 127.0.0.1',
    `  Port ${String(proxies[index]?.port)}`,
    `  User ${user}`,
    `  IdentityAgent ${agentSocket}`,
    `  UserKnownHostsFile ${known}`,
  ]);
  await writeFile(join(ssh, 'config'), `${blocks.flat().join('\n')}\n`);
  const keys = pair.hosts.map(
    ({ hostKey }, index) =>
      `[127.0.0.1]:${String(proxies[index]?.port)} ${hostKey.line.split(' ').slice(1).join(' ')}\n`,
  );
  await writeFile(known, keys.join(''));
  const on = async (at: 0 | 1, script: string): Promise<string> => {
    const { out, err } = await visit(pair.hosts[at], script);
    return out + err;
  };
  const start: TestCluster['start'] = (verb, runbook, words) =>
    command.start([verb, `vernemq/${runbook}`, '--on', 'node=b', '--on', 'peer=a', ...words]);
  const runs = join(command.home, '.local/state/gated-runbooks/runs');
  return {
    a: (script) => on(0, script),
    b: (script) => on(1, script),
    start,
    run: (runbook, words) => start('run', runbook, words).ended,
    lastEvents: async () => {
      const last = (await readdir(runs)).sort().at(-1) ?? '';
      return (await readJournal(join(runs, last))).recorded.map(({ event }) => event);
    },
    breakConnections: () => proxies.forEach((proxy) => proxy.reset()),
    serves: async () => {
      expect(await on(0, 'mosquitto_pub -h 10.77.4.1 -t probe -m x; echo rc=$?')).toBe('rc=0\n');
    },
    stop: async () => {
      await Promise.all(proxies.map((proxy) => proxy.stop()));
      await pair.close();
      await folder.remove();
    },
  };
}
