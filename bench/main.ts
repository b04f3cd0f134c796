// The benchmark: what a probe and a changing step cost, on loopback and 40 ms away, beside other ways to do the same.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connectSsh, type Connect } from '../src/runbooks/index.ts';
import { delayProxy } from '../test/support/delayProxy.ts';
import { makeKey } from '../test/support/makeKey.ts';
import { startAgent } from '../test/support/startAgent.ts';
import { startSshd, type TestSshd } from '../test/support/startSshd.ts';
import { tempFolder } from '../test/support/tempFolder.ts';
import { engineWays } from './engineWays.ts';
import { programWays } from './programWays.ts';
import { sample, type Result } from './sample.ts';
import { thirtyReads } from './thirtyReads.ts';

const farAway = 40;
const folder = await tempFolder('bench');
const key = await makeKey(folder.path, 'key');
const agent = await startAgent([key.file]);
const sshd = await startSshd({ authorizedKeys: [key.line], extraConfig: ['MaxStartups 100'] });
try {
  await measure(0, sshd);
  await measure(farAway, sshd);
} finally {
  await sshd.stop();
  await agent.stop();
  await folder.remove();
}

async function measure(rtt: number, server: TestSshd): Promise<void> {
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
    console.log(rtt === 0 ? '\nLoopback' : `\nA round trip of ${String(rtt)} ms`);
    const results: Result[] = [];
    const count = (): number => proxy.turns;
    for (const way of engineWays(host)) results.push(await sample(way, count));
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
    show(results, rtt);
    const reads = await thirtyReads(connect, 'bench');
    const trips = rtt === 0 ? '' : `, ${(reads / rtt).toFixed(2)} round trips`;
    console.log(`  ${'engine, 30 independent reads'.padEnd(36)} ${reads.toFixed(1).padStart(9)} ms${trips}`);
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

/** Each way with its median, its round trips by the clock and by counting, and how much slower than the engine's probe it is. */
function show(results: readonly Result[], rtt: number): void {
  const [probe] = results;
  for (const { name, median, turns } of results) {
    const byClock = rtt === 0 ? '' : `, ${(median / rtt).toFixed(2)} round trips by the clock`;
    const counted = turns === undefined ? '' : `, ${turns.toFixed(2)} counted`;
    const slower = probe === undefined || median === probe.median ? '' : `, ${(median / probe.median).toFixed(1)}×`;
    console.log(`  ${name.padEnd(36)} ${median.toFixed(1).padStart(9)} ms${byClock}${counted}${slower}`);
  }
}
