// The benchmark: what a probe and a changing step cost, on loopback and 40 ms away, beside other ways to do the same.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connectSsh, type Connect, type Host, type LeaseProof } from '../src/runbooks/index.ts';
import { delayProxy } from '../test/support/delayProxy.ts';
import { makeKey } from '../test/support/makeKey.ts';
import { startAgent } from '../test/support/startAgent.ts';
import { startSshd, type TestSshd } from '../test/support/startSshd.ts';
import { tempFolder } from '../test/support/tempFolder.ts';
import { engineWays } from './engineWays.ts';
import { foldCosts } from './foldCosts.ts';
import { programWays } from './programWays.ts';
import { sample, type Result } from './sample.ts';
import { thirtyReads } from './thirtyReads.ts';

const farAway = 40;
console.log('\nAn event of a run with four steps    hosts    events   microseconds each');
for (const { hosts, events, microseconds } of foldCosts([20, 100, 500]))
  console.log(
    `${''.padEnd(36)}${String(hosts).padStart(6)}${String(events).padStart(10)}${microseconds.toFixed(1).padStart(20)}`,
  );
const folder = await tempFolder('bench');
const key = await makeKey(folder.path, 'key');
const agent = await startAgent([key.file]);
const sshd = await startSshd({ authorizedKeys: [key.line], extraConfig: ['MaxStartups 100'] });
try {
  const near = await measure(0, sshd);
  show('Loopback', near, 0, near);
  show(`A round trip of ${String(farAway)} ms`, await measure(farAway, sshd), farAway, near);
} finally {
  await sshd.stop();
  await agent.stop();
  await folder.remove();
}

async function measure(rtt: number, server: TestSshd): Promise<readonly Result[]> {
  const proxy = await delayProxy({ to: { port: server.port }, delayMs: rtt / 2 });
  const knownHosts = join(folder.path, `known_hosts-${String(proxy.port)}`);
  await writeFile(
    knownHosts,
    server.hostKeys.map(({ line }) => `[127.0.0.1]:${String(proxy.port)} ${line}\n`).join(''),
  );
  const connect = connectSsh({
    acceptedHostKeys: join(folder.path, 'accepted'),
    targets: {
      bench: {
        host: '127.0.0.1',
        port: proxy.port,
        user: server.user,
        agent: agent.socket,
        hostKey: server.hostKeys[0]?.line ?? '',
      },
    },
  });
  const host = await connected(connect);
  try {
    const results: Result[] = [];
    const count = (): number => proxy.turns;
    const lease = await held(host);
    for (const way of engineWays(host, lease)) results.push(await sample(way, count));
    await host.leases.release(lease);
    await host.close();
    const programs = await programWays({
      port: proxy.port,
      user: server.user,
      agentSocket: agent.socket,
      knownHosts,
      folder: folder.path,
    });
    for (const way of programs) {
      results.push(await sample(way, count));
      await way.close?.();
    }
    const reads = await thirtyReads(connect, 'bench', count);
    return [...results, { name: 'engine, 30 independent reads', median: reads.milliseconds, turns: reads.turns }];
  } finally {
    await host.close();
    await proxy.stop();
  }
}

async function connected(connect: Connect): Promise<Extract<Awaited<ReturnType<Connect>>, { host: unknown }>['host']> {
  const result = await connect('bench', new AbortController().signal);
  if ('failure' in result) throw new Error(JSON.stringify(result.failure));
  return result.host;
}

async function held(host: Host): Promise<LeaseProof> {
  const request = { token: 'bench', become: ['login'], run: 'bench', runbook: 'bench', by: 'bench' } as const;
  const got = await host.leases.take(request);
  if (!('taken' in got)) throw new Error(JSON.stringify(got));
  return got.taken;
}

/**
 * Each way with its median and its round trips: counted by the proxy, and by the clock, the time that the same takes on
 * loopback left out. The last column says how much slower than the engine's probe it is.
 */
function show(title: string, results: readonly Result[], rtt: number, near: readonly Result[]): void {
  console.log(`\n${title.padEnd(36)}    median   counted${rtt === 0 ? '' : '  by clock'}   beside a probe`);
  const probe = results[0]?.median ?? 0;
  for (const [index, { name, median, turns }] of results.entries()) {
    const local = near[index]?.median ?? 0;
    const byClock = rtt === 0 ? '' : ((median - local) / rtt).toFixed(2).padStart(10);
    const counted = turns?.toFixed(2) ?? '';
    console.log(
      `${name.padEnd(36)} ${median.toFixed(1).padStart(6)} ms${counted.padStart(10)}${byClock}${(median / probe).toFixed(1).padStart(15)}×`,
    );
  }
}
