// The shipped triage on booted hosts: each fault is made for real and named for what it is, with its evidence and what to run next.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bootHost, type BootedHost } from './bootHost.ts';
import { limitSudo } from './faults.ts';
import { accessKey, freshDaemon } from './freshDaemon.ts';
import { reachHost, type ReachedHost } from './reachHost.ts';
import { snapshotHost } from './snapshotHost.ts';
import { triageCases } from './triageCases.ts';

const name = 'mcsmanager/triage-daemon';

describe('the triage', () => {
  let host: BootedHost;
  let reached: ReachedHost;
  beforeAll(async () => {
    host = await bootHost({ memory: '640M' });
    return () => host.stop();
  });
  beforeAll(async () => {
    reached = await reachHost(host);
    return () => reached.stop();
  });
  const triage = (): ReturnType<ReachedHost['run']> =>
    reached.run(['run', name, '--on', 'node1', '--input', 'since=10m', '--report', 'report.html']);

  it('changes nothing', async () => {
    await freshDaemon(host, 'current');
    const before = await snapshotHost(host);
    expect(await reached.run(['plan', name, '--on', 'node1'])).toMatchObject({ code: 0 });
    expect(await triage()).toMatchObject({ code: 0 });
    expect(await snapshotHost(host)).toBe(before);
  });

  it.each(triageCases)('names it: $fault', async ({ generation, make, verdict, because, next, notExcluded }) => {
    await freshDaemon(host, generation);
    await make(host);
    const { code, out, err } = await triage();
    expect({ code, out, err }).toMatchObject({ code: 0 });
    const found = (await reached.lastEnd()).verdict;
    expect({ id: found?.id, next: found?.next }).toEqual({ id: verdict, next });
    expect(JSON.stringify(found?.because)).toMatch(because);
    expect(found?.notExcluded.map(({ id }) => id)).toEqual(notExcluded ?? []);
  });

  it('says what is missing where sudo allows a few commands only, and concludes nothing', async () => {
    await freshDaemon(host, '2024');
    await limitSudo(host, ['/usr/bin/systemctl', '/usr/bin/journalctl']);
    const { code, out, err } = await triage();
    expect({ code, out, err }).toMatchObject({ code: 3 });
    expect(out + err).toContain('NOPASSWD');
    expect((await reached.lastEnd()).verdict?.id).toBeUndefined();
    await freshDaemon(host, '2024');
  });

  it('has kept no key', async () => {
    const folders = [reached.home, reached.folder].map((folder) =>
      readdir(folder, { recursive: true, withFileTypes: true }),
    );
    const files = (await Promise.all(folders)).flat().filter((entry) => entry.isFile());
    const texts = await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name), 'utf8')));
    expect(texts.length).toBeGreaterThan(20);
    expect(texts.filter((text) => text.includes(accessKey))).toEqual([]);
  });
});
