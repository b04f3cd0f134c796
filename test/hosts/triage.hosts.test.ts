// The shipped triage on booted hosts: each fault is made for real and named for what it is, with its evidence and what to run next.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootHost, type BootedHost } from './bootHost.ts';
import { limitSudo } from './faults.ts';
import { accessKey, freshDaemon } from './freshDaemon.ts';
import { openNetwork, type Network } from './openNetwork.ts';
import { reachHost, type ReachedHost } from './reachHost.ts';
import { snapshotHost } from './snapshotHost.ts';
import { triageCases } from './triageCases.ts';

const name = 'mcsmanager/triage-daemon';

let network: Network;
beforeAll(async () => {
  network = await openNetwork();
});
afterAll(() => network.close());

/** The lanes go side by side, the tests of each one after another. */
const inTurn = { concurrent: false };
/** Two hosts share the work, each on a core of its own. */
const lanes = [0, 1].map((lane) => ({ lane, cases: triageCases.filter((_, index) => index % 2 === lane) }));

describe.concurrent.each(lanes)('the triage on host $lane', ({ lane, cases }) => {
  let host: BootedHost;
  let reached: ReachedHost;
  beforeAll(async () => {
    host = await bootHost({ network, memory: '640M' });
    reached = await reachHost(host);
    return async () => {
      await reached.stop();
      await host.stop();
    };
  });
  const triage = (): ReturnType<ReachedHost['run']> =>
    reached.run(['run', name, '--on', 'node1', '--input', 'since=10m', '--report', 'report.html']);

  it.runIf(lane === 0)('changes nothing', inTurn, async () => {
    await freshDaemon(host, 'current');
    const before = await snapshotHost(host);
    expect(await reached.run(['plan', name, '--on', 'node1'])).toMatchObject({ code: 0 });
    expect(await triage()).toMatchObject({ code: 0 });
    expect(await snapshotHost(host)).toBe(before);
  });

  it.each(cases)('names it: $fault', inTurn, async ({ generation, make, verdict, because, next, notExcluded }) => {
    await freshDaemon(host, generation);
    await make(host);
    const { code, out, err } = await triage();
    expect({ code, out, err }).toMatchObject({ code: 0 });
    const found = (await reached.lastEnd()).verdict;
    expect({ id: found?.id, next: found?.next }).toEqual({ id: verdict, next });
    expect(JSON.stringify(found?.because)).toMatch(because);
    expect(found?.notExcluded.map(({ id }) => id)).toEqual(notExcluded ?? []);
  });

  it.runIf(lane === 1)(
    'says what is missing where sudo allows a few commands only, and concludes nothing',
    inTurn,
    async () => {
      await freshDaemon(host, '2024');
      await limitSudo(host, ['/usr/bin/systemctl', '/usr/bin/journalctl']);
      const { code, out, err } = await triage();
      expect({ code, out, err }).toMatchObject({ code: 3 });
      expect(out + err).toContain('NOPASSWD');
      expect((await reached.lastEnd()).verdict?.id).toBeUndefined();
      await freshDaemon(host, '2024');
    },
  );

  it('has kept no key', inTurn, async () => {
    const folders = [reached.home, reached.folder].map((folder) =>
      readdir(folder, { recursive: true, withFileTypes: true }),
    );
    const files = (await Promise.all(folders)).flat().filter((entry) => entry.isFile());
    const texts = await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name), 'utf8')));
    expect(texts.length).toBeGreaterThan(20);
    expect(texts.filter((text) => text.includes(accessKey))).toEqual([]);
  });
});
