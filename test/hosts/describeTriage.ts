// The shipped triage on a booted host: each fault is made for real, and has to be named for what it is, with its evidence and what to
// run next.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bootHost, type BootedHost } from './bootHost.ts';
import { accessKey, freshDaemon } from './freshDaemon.ts';
import { reachHost, type ReachedHost } from './reachHost.ts';
import type { TriageCase } from './triageCases.ts';

const name = 'mcsmanager/triage-daemon';

/** What the tests of a file have besides its faults. */
export interface TriageWorld {
  readonly host: () => BootedHost;
  readonly reached: () => ReachedHost;
  readonly plan: () => ReturnType<ReachedHost['run']>;
  readonly triage: () => ReturnType<ReachedHost['run']>;
}

/** One host for all `cases`; `more` adds tests ahead of the last one, which looks for the daemon's key in all that was kept. */
export function describeTriage(cases: readonly TriageCase[], more: (world: TriageWorld) => void): void {
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
    const plan = (): ReturnType<ReachedHost['run']> => reached.run(['plan', name, '--on', 'node1']);
    const triage = (): ReturnType<ReachedHost['run']> =>
      reached.run(['run', name, '--on', 'node1', '--input', 'since=10m', '--report', 'report.html']);

    it.each(cases)('names it: $fault', async ({ generation, make, verdict, because, next, notExcluded }) => {
      await freshDaemon(host, generation);
      await make(host);
      const { code, out, err } = await triage();
      expect({ code, out, err }).toMatchObject({ code: 0 });
      const found = (await reached.lastEnd()).verdict;
      expect({ id: found?.id, next: found?.next }).toEqual({ id: verdict, next });
      expect(JSON.stringify(found?.because)).toMatch(because);
      expect(found?.notExcluded.map(({ id }) => id)).toEqual(notExcluded ?? []);
    });

    more({ host: () => host, reached: () => reached, plan, triage });

    it('has kept no key', async () => {
      const folders = [reached.home, reached.folder].map((folder) =>
        readdir(folder, { recursive: true, withFileTypes: true }),
      );
      const files = (await Promise.all(folders)).flat().filter((entry) => entry.isFile());
      const texts = await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name), 'utf8')));
      expect(texts.length).toBeGreaterThan(10);
      expect(texts.filter((text) => text.includes(accessKey))).toEqual([]);
    });
  });
}
