// The shipped MCSManager runbooks on a booted host with a systemd of its own, through the built command, against both generations of the unit.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bootHost, type BootedHost } from './bootHost.ts';
import * as faults from './faults.ts';
import { installDaemon, type Generation } from './installDaemon.ts';
import { reachHost, type ReachedHost } from './reachHost.ts';

const key = 'canary5f1c9e7ab3d24680';
const oldKey = 'oldcanary0badc0ffee99';
const survival = { uuid: 'a'.repeat(32), nickname: 'survival', autoStart: true };
const skyblock = { uuid: 'b'.repeat(32), nickname: 'skyblock', autoStart: false };
const [recovering, triaging] = ['mcsmanager/recover-daemon', 'mcsmanager/triage-daemon'];
const reports = ['html', 'md', 'json', 'xml'].map((format) => `report.${format}`);

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

/** A host that nothing has happened to yet, with a daemon that runs. */
async function install(generation: Generation): Promise<void> {
  await faults.clearUp(host);
  await asRoot(`rm -rf /var/lib/gated-runbooks
    journalctl -q --rotate
    journalctl -q --vacuum-time=1s
    dmesg --clear
    echo 'a kernel that says something' > /dev/kmsg`);
  await installDaemon(host, { generation, key, instances: [survival, skyblock] });
}

async function asRoot(script: string): Promise<string> {
  const { code, stdout, stderr } = await host.run('sudo sh -s', `set -e\n${script}`);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return stdout.trim();
}

async function triage(): Promise<string | undefined> {
  const { code, out, err } = await reached.run(['run', triaging, '--on', 'node1', '--input', 'since=10m']);
  expect({ code, out, err }).toMatchObject({ code: 0 });
  return (await reached.lastEnd()).verdict?.id;
}

const confirmed = ['--confirm', 'restart=node1'];
const recover = (...words: string[]): ReturnType<ReachedHost['run']> =>
  reached.run(['run', recovering, '--on', 'node1', '--input', 'settle=5s', '--input', 'answer_within=20s', ...words]);

/** All that a restart would change: the unit's invocation, processes, and files of the daemon. */
const footprint = (): Promise<string> =>
  asRoot(`systemctl show -p ActiveState -p Result -p MainPID -p InvocationID -p ExecMainStartTimestampMonotonic mcsm-daemon
    pgrep -f '[/]srv/instance.py' || :
    systemctl is-active squatter || :
    find /opt/mcsmanager -type f -printf '%p %T@ %s\\n' | sort`);

const mainPid = (): Promise<string> => asRoot('systemctl show -p MainPID --value mcsm-daemon');
const answer = (): Promise<string> =>
  asRoot('curl -sS -m 5 -o /dev/null -w "%{http_code}" http://127.0.0.1:24444/ || :');

describe.each(['2024', 'current'] as const)(
  'an instance eats the memory under the unit of generation %s',
  (generation) => {
    it('is recovered, proven, and gives away no key', async () => {
      await install(generation);
      await asRoot(
        `printf '%s\\n' '[INFO] 配置文件: data/Config/global.json' '[INFO] 访问密钥: ${oldKey}' > /opt/mcsmanager/daemon/logs/2024-9-1_8-0-0.log`,
      );
      // Where systemd brings the daemon back by itself there is nothing to recover; here it has given up.
      if (generation === 'current') await faults.setUnit(host, 'Service', 'Restart=no');
      await faults.eatMemory(host, skyblock.uuid);
      expect(await triage()).toBe('instance_ate_memory');

      const dead = await footprint();
      const unanswered = await recover();
      expect(unanswered).toMatchObject({ code: 3 });
      expect(unanswered.out + unanswered.err).toMatch(/--confirm\s+restart=node1/);
      expect(await footprint()).toBe(dead);

      const ended = await recover(...confirmed, ...reports.flatMap((file) => ['--report', file]));
      expect(ended).toMatchObject({ code: 0 });
      expect(await reached.lastEnd()).toMatchObject({
        outcome: 'succeeded',
        verdict: {
          id: 'memory',
          because: [
            { value: { value: [`skyblock (${skyblock.uuid})`] } }, // does not return
            { value: { value: [`survival (${survival.uuid})`] } }, // returns
          ],
        },
      });
      expect(await answer()).toBe('200');

      expect(await kept(/\[hidden\]/)).not.toEqual([]);
      expect(await kept(new RegExp(`${key}|${oldKey}|${Buffer.from(key).toString('base64').slice(0, 20)}`))).toEqual(
        [],
      );
      expect(ended.out + ended.err).not.toMatch(new RegExp(`${key}|${oldKey}`));
    });
  },
);

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

describe('a daemon that hangs, on a host without curl and wget', () => {
  it('is told from one that starved or was killed, and recovered', async () => {
    await install('current');
    await faults.hideClients(host, ['curl', 'wget']);
    await faults.hang(host);
    expect(await triage()).toBe('hung');
    const before = await mainPid();
    expect(await recover(...confirmed)).toMatchObject({ code: 0 });
    expect(await reached.lastEnd()).toMatchObject({ outcome: 'succeeded', verdict: { id: 'hang' } });
    expect(await mainPid()).not.toBe(before);
    await faults.clearUp(host);
  });
});

describe('what has to be mended first', () => {
  it.each([
    ['another process holds the port', faults.takePort, 'port_taken'],
    ['the disk is full', faults.fillDisk, 'disk_full'],
    ['global.json is empty', faults.loseSettings, 'settings_lost'],
    ['instances outlived their daemon', faults.orphanInstances, 'orphans'],
  ] as const)('%s: named by the triage, and nothing is touched', async (_, fault, verdict) => {
    await install('2024');
    await fault(host);
    expect(await triage()).toBe(verdict);
    const before = await footprint();
    expect(await recover(...confirmed)).toMatchObject({ code: 3 });
    expect(await footprint()).toBe(before);
  });
});

describe('a daemon that cannot start', () => {
  it('is stopped again, and tried twice in half an hour at most', async () => {
    await install('current');
    await faults.failToStart(host);
    expect(await triage()).toBe('start_loop');
    for (const time of ['first', 'second']) {
      expect(await recover(), time).toMatchObject({ code: 1 });
      expect(await reached.lastEnd()).toMatchObject({ outcome: 'rolledBack' });
      expect(await asRoot('systemctl is-active mcsm-daemon || :')).toMatch(/^(inactive|failed)$/);
    }
    const before = await footprint();
    expect(await recover()).toMatchObject({ code: 3 });
    expect(await reached.lastEnd()).toMatchObject({ reason: { code: 'run.limit.refused' } });
    expect(await footprint()).toBe(before);
  });
});

describe('what is no failure of the daemon', () => {
  it('leaves one alone that is well', async () => {
    await install('2024');
    expect(await triage()).toBe('healthy');
    const before = await mainPid();
    expect(await recover(...confirmed)).toMatchObject({ code: 0 });
    expect(await mainPid()).toBe(before);
  });

  it.each([
    ['OOMPolicy=continue', 'instance_killed'],
    ['OOMPolicy=continue\nMemoryMax=150M', 'cgroup_limit'],
  ])('names what an instance ran into under %j', async (settings, verdict) => {
    await install('current');
    await faults.setUnit(host, 'Service', settings);
    await faults.eatMemory(host, skyblock.uuid);
    expect(await triage()).toBe(verdict);
    expect(await answer()).toBe('200');
  });
});
