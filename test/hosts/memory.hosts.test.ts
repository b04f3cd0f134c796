// The analysis of a node's memory on a booted host: each shape of growth by its name, from real processes that grow, and nothing changed by it.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bootHost, type BootedHost } from './bootHost.ts';

import { installDaemon } from './installDaemon.ts';
import { reachHost, type ReachedHost } from './reachHost.ts';
import { giveShapes, shapeMemory } from './shapeMemory.ts';
import { snapshotHost } from './snapshotHost.ts';

const key = 'canary2c7b1e90fa6d4835';
const survival = { uuid: 'a'.repeat(32), nickname: 'survival', autoStart: false };
const skyblock = { uuid: 'b'.repeat(32), nickname: 'skyblock', autoStart: false };
const name = 'mcsmanager/analyse-memory';

/** Those that take long and seldom break are for the full tier. */
const all = process.env['TEST_MATRIX'] === 'all';
const inMatrix = (what: string, test: () => Promise<void>): void => {
  if (all) it(what, test);
};

let host: BootedHost;
let reached: ReachedHost;

beforeAll(async () => {
  host = await bootHost({ memory: '768M' });
  return () => host.stop();
});
beforeAll(async () => {
  reached = await reachHost(host);
  await installDaemon(host, { generation: 'current', key, instances: [survival, skyblock] });
  await giveShapes(host);
  return () => reached.stop();
});
beforeEach(async () => {
  for (const whose of ['daemon', survival.uuid, skyblock.uuid]) await shapeMemory(host, whose, 'still');
});

async function asRoot(script: string): Promise<string> {
  const { code, stdout, stderr } = await host.run('sudo sh -s', `set -e\n${script}`);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return stdout.trim();
}

const inputs = { window: '12s', every: '1s', notable: '12MiB', history: '0s' };
/** The words that name runbook, host and inputs. */
const words = (other: Readonly<Record<string, string>> = {}): readonly string[] => [
  ...[name, '--on', 'node1'],
  ...Object.entries({ ...inputs, ...other }).flatMap(([input, value]) => ['--input', `${input}=${value}`]),
];

interface Found {
  readonly id: string | undefined;
  readonly title: string;
  readonly because: Readonly<Record<string, unknown>>;
}

/** The verdict of an analysis that went well, and its evidence by label. */
async function verdict(other?: Readonly<Record<string, string>>): Promise<Found> {
  const { code, out, err } = await reached.run(['run', ...words(other)]);
  expect({ code, out, err }).toMatchObject({ code: 0 });
  const { verdict: found } = await reached.lastEnd();
  const because = Object.fromEntries(
    (found?.because ?? []).map(({ label, value }) => [typeof label === 'string' ? label : label.en, value.value]),
  );
  return { id: found?.id, title: JSON.stringify(found?.title), because };
}

const group = '/sys/fs/cgroup/system.slice/mcsm-daemon.service';

/** Runs a script in the daemon's control group, though no child of it, in a folder, while `during` goes on. */
async function withStray<T>(folder: string, script: string, during: () => Promise<T>): Promise<T> {
  await asRoot(`printf '%s\\n' 'echo $$ > ${group}/cgroup.procs' '${script}' > /run/stray.sh
    systemd-run --quiet --collect --unit=stray --working-directory=${folder} sh /run/stray.sh
    for try in $(seq 100); do grep -qx "$(systemctl show -p MainPID --value stray)" ${group}/cgroup.procs && exit; sleep 0.1; done
    exit 1`);
  try {
    return await during();
  } finally {
    await asRoot(`main=$(systemctl show -p MainPID --value stray)
      kill -9 "$main"
      pkill -9 -P "$main" || :
      for try in $(seq 100); do [ ! -e "/proc/$main" ] && break; sleep 0.1; done
      systemctl stop stray 2> /dev/null || :
      rm -f /dev/shm/stray /srv/stray /run/stray.sh`);
  }
}

describe('the shape of one', () => {
  it.each([
    ['the daemon grows', 'daemon', 'grow', 'leak', 'The daemon itself leaks, [0-9.]+ [MG]iB an hour'],
    ['one instance grows', skyblock.uuid, 'grow', 'one_instance', `skyblock \\(${skyblock.uuid}\\), [0-9.]+ [MG]iB`],
    ['nothing grows', skyblock.uuid, 'still', 'steady', 'Steady'],
    ...(all
      ? ([
          ['one instance is a sawtooth', skyblock.uuid, 'saw', 'sawtooth', `skyblock \\(${skyblock.uuid}\\) fills`],
        ] as const)
      : []),
  ] as const)('%s', async (_, whose, shape, expected, title) => {
    await shapeMemory(host, whose, shape);
    const found = await verdict();
    expect(found, JSON.stringify(found)).toMatchObject({ id: expected, title: expect.stringMatching(title) as string });
  });
});

describe('what two looks alone would call a leak', () => {
  inMatrix('is not one: an instance that grows once and stays', async () => {
    const found = verdict();
    await watching();
    await shapeMemory(host, skyblock.uuid, 'step');
    const ended = await found;
    expect(ended, JSON.stringify(ended)).toMatchObject({
      id: 'grew_once',
      title: expect.stringMatching('skyblock') as string,
    });
  });

  inMatrix('is not one: file cache', async () => {
    const found = await withStray('/srv', 'while :; do head -c 2000000 /dev/zero >> /srv/stray; sleep 0.3; done', () =>
      verdict(),
    );
    expect(found, JSON.stringify(found)).toMatchObject({ id: 'cache' });
  });

  inMatrix('is another daemon after a restart', async () => {
    const found = verdict();
    await watching();
    await asRoot('systemctl kill --kill-who=main -s KILL mcsm-daemon');
    expect(await found).toMatchObject({ id: 'restarted' });
    await giveShapes(host);
  });
});

/** Waits until the analysis is measuring on the host. */
async function watching(): Promise<void> {
  await asRoot(`for try in $(seq 200); do pgrep -f 'notable=[0-9]' > /dev/null && exit; sleep 0.1; done; exit 1`);
}

describe('who it is', () => {
  inMatrix('names several that grow at once', async () => {
    await shapeMemory(host, survival.uuid, 'grow');
    await shapeMemory(host, skyblock.uuid, 'grow');
    const found = await verdict();
    expect(found, JSON.stringify(found)).toMatchObject({ id: 'several' });
  });

  inMatrix('says that it is nobody who stays, when files in /dev/shm grow', async () => {
    const found = await withStray(
      '/srv',
      'while :; do head -c 2000000 /dev/zero >> /dev/shm/stray; sleep 0.3; done',
      () => verdict(),
    );
    expect(found, JSON.stringify(found)).toMatchObject({ id: 'unattributed' });
  });

  inMatrix('finds an instance that has left the daemon’s tree by the folder it works in', async () => {
    const folder = `/opt/mcsmanager/daemon/data/InstanceData/${survival.uuid}`;
    const grow = 'import time\nheld = []\nwhile True: held.append(bytearray(b"x") * 3000000); time.sleep(0.5)';
    await asRoot(`printf '%s' '${grow}' > /srv/stray`);
    const found = await withStray(folder, 'exec python3 /srv/stray', () => verdict());
    expect(found, JSON.stringify(found)).toMatchObject({
      id: 'one_instance',
      title: expect.stringMatching('survival') as string,
    });
  });
});

describe('the daemon’s own record', () => {
  const logs = '/opt/mcsmanager/daemon/logs';
  // Six hours of reports up to now, ahead of those of the running daemon; `part` of its memory now is awk over the line's number n of 4320.
  const record = (part: string): Promise<string> =>
    asRoot(`cp -p ${logs}/sysinfo.log /srv/sysinfo.kept
      rss=$(awk '$1 == "VmRSS:" { print $2 / 1024 }' "/proc/$(systemctl show -p MainPID --value mcsm-daemon)/status")
      now=$(date +%s)
      for n in $(seq 0 120 4320); do date -d "@$((now - (4320 - n) * 5))" "+$n %m/%d %H:%M:%S"; done |
        awk -v now="$rss" '{ n = $1; printf "[%s %s] [INFO] [Resource Report] MEM: 500MB/750MB CPU: 0%% Heap: 30MB/40MB RSS: %dMB\\n", $2, $3, now * (${part}) }' > /srv/sysinfo.new
      cat /srv/sysinfo.new > ${logs}/sysinfo.log`);
  const restore = (): Promise<string> => asRoot(`cat /srv/sysinfo.kept > ${logs}/sysinfo.log; rm /srv/sysinfo.*`);

  inMatrix('shows a leak that is too slow for the window', async () => {
    await record('0.4 + 0.6 * n / 4320');
    const found = await verdict({ history: '12h' });
    await restore();
    expect(found, JSON.stringify(found)).toMatchObject({
      id: 'leak',
      title: expect.stringMatching(/The daemon itself leaks, [1-9]\d* MiB an hour/) as string,
    });
  });

  inMatrix('shows that what grows in the window is a slow tooth', async () => {
    await record('1 + 5 * (n % 1440) / 1440');
    await shapeMemory(host, 'daemon', 'grow');
    const found = await verdict({ history: '12h' });
    await restore();
    expect(found, JSON.stringify(found)).toMatchObject({
      id: 'sawtooth',
      title: expect.stringMatching(/daemon fills/) as string,
    });
  });
});

describe('a look', () => {
  it('changes nothing, and gives away no key', async () => {
    const before = await snapshotHost(host);
    if (all) {
      expect(await reached.run(['plan', ...words()])).toMatchObject({ code: 0 });
      expect(await snapshotHost(host)).toBe(before);
    }
    const reports = ['html', 'md', 'json', 'xml'].flatMap((format) => ['--report', `report.${format}`]);
    expect(await reached.run(['run', ...words(), ...reports])).toMatchObject({ code: 0 });
    expect(await snapshotHost(host)).toBe(before);
    const html = await readFile(join(reached.folder, 'report.html'), 'utf8');
    expect(html).toMatch(/<svg class="chart"[^>]*aria-label="[▁-█]+ [\d.]+ → [\d.]+ MiB"/);
    expect(await kept(new RegExp(key))).toEqual([]);
  });

  if (all)
    it.each([
      ['the unit does not run', 'systemctl stop mcsm-daemon', 'systemctl start mcsm-daemon', {}],
      [
        'the memory of its process cannot be read',
        // A kernel thread is a process without memory of its own.
        `printf '%s\\n' '#!/bin/sh' '/usr/bin/systemctl "$@" | sed "s/MainPID=.*/MainPID=2/"' > /usr/local/sbin/systemctl; chmod +x /usr/local/sbin/systemctl`,
        'rm /usr/local/sbin/systemctl',
        {},
      ],
      ['the window holds too few samples', ':', ':', { window: '6s', every: '2s' }],
    ])('is refused where %s', async (_, sabotage, mend, other) => {
      await asRoot(sabotage);
      const ended = await reached.run(['run', ...words(other)]);
      await asRoot(mend);
      expect(ended).toMatchObject({ code: 3 });
      expect(await reached.lastEnd()).toMatchObject({ outcome: 'blocked' });
    });
});

/** The files that the command left (journals, outputs, evidence, reports) and that match. */
async function kept(pattern: RegExp): Promise<readonly string[]> {
  const files = await Promise.all(
    [reached.home, reached.folder].map(async (folder) =>
      (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()),
    ),
  );
  const paths = files.flat().map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(paths.map(async (path) => [path, await readFile(path, 'utf8')] as const));
  return texts.filter(([, text]) => pattern.test(text)).map(([path]) => path);
}
