// The shipped recovery on a booted host with a systemd of its own, through the built command: what it brings back, and what it leaves alone.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bootHost, type BootedHost } from './bootHost.ts';
import * as faults from './faults.ts';
import { accessKey, freshDaemon, skyblock, survival } from './freshDaemon.ts';
import { reachHost, type ReachedHost } from './reachHost.ts';
import { snapshotHost } from './snapshotHost.ts';

const oldKey = 'oldcanary0badc0ffee99';
const name = 'mcsmanager/recover-daemon';
const reports = ['html', 'md', 'json', 'xml'].flatMap((format) => ['--report', `report.${format}`]);

let host: BootedHost;
let reached: ReachedHost;
/** Somebody else, with a home and an agent of their own. */
let other: ReachedHost;

beforeAll(async () => {
  host = await bootHost({ memory: '640M' });
  return () => host.stop();
});
beforeAll(async () => {
  [reached, other] = [await reachHost(host), await reachHost(host)];
  return () => Promise.all([reached.stop(), other.stop()]);
});

async function asRoot(script: string): Promise<string> {
  const { code, stdout, stderr } = await host.run('sudo sh -s', `set -e\n${script}`);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return stdout.trim();
}

/** Each gate is seen red in the full matrix. */
const all = process.env['TEST_MATRIX'] === 'all';

const confirmed = ['--confirm', 'restart=node1'];
const usual = { settle: '5s', answer_within: '30s', instances_within: '30s' };
const recoverWith = (inputs: Partial<typeof usual>, ...words: string[]): ReturnType<ReachedHost['run']> =>
  reached.run(['run', name, '--on', 'node1', ...given({ ...usual, ...inputs }), ...words]);
const recover = (...words: string[]): ReturnType<ReachedHost['run']> => recoverWith({}, ...words);
const given = (inputs: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(inputs).flatMap(([input, value]) => ['--input', `${input}=${value}`]);

/** All that a restart would change: the unit's invocation, processes, and files of the daemon. */
const footprint = (): Promise<string> =>
  asRoot(`systemctl show -p ActiveState -p Result -p MainPID -p InvocationID -p ExecMainStartTimestampMonotonic mcsm-daemon
    pgrep -f '[/]srv/instance.py' || :
    systemctl is-active squatter || :
    find /opt/mcsmanager -type f -printf '%p %T@ %s\\n' | sort`);

/** The same for a daemon that runs and writes its report. */
const invocation = (): Promise<string> => asRoot('systemctl show -p MainPID -p InvocationID mcsm-daemon');

/** The gates that closed red, but for looks before the change, as `verify 0` or `precondition 2`. */
const red = async (): Promise<readonly string[]> =>
  (await reached.lastEvents()).flatMap((event) =>
    event.type === 'gateClosed' && event.verdict === 'fail' && event.part !== 'before'
      ? [`${event.part} ${event.index}`]
      : [],
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

describe('a daemon that went down with an instance', () => {
  it('is recovered once it is confirmed, proven, and gives away no key; containers go on', async () => {
    await freshDaemon(host, '2024');
    await asRoot(
      `printf '%s\\n' '[INFO] 配置文件: data/Config/global.json' '[INFO] 访问密钥: ${oldKey}' > /opt/mcsmanager/daemon/logs/2024-9-1_8-0-0.log`,
    );
    const container = await faults.runContainer(host);
    const since = "docker inspect --format '{{.State.Running}} {{.State.Pid}} {{.State.StartedAt}}' lobby";
    const running = await asRoot(since);
    await faults.eatMemory(host, skyblock.uuid);

    const dead = await footprint();
    const [before, planned] = [
      await snapshotHost(host),
      await reached.run(['plan', name, '--on', 'node1', ...given(usual)]),
    ];
    expect(planned).toMatchObject({ code: 0 });
    expect(await snapshotHost(host)).toBe(before);
    const unanswered = await recover();
    expect(unanswered).toMatchObject({ code: 3 });
    expect(unanswered.out + unanswered.err).toMatch(/--confirm\s+restart=node1/);
    expect(await footprint()).toBe(dead);

    const ended = await recover(...confirmed, ...reports);
    expect(ended).toMatchObject({ code: 0 });
    expect(await reached.lastEnd()).toMatchObject({
      outcome: 'succeeded',
      verdict: {
        id: 'memory',
        next: 'linux/tune-oom',
        because: [
          { value: { value: [`skyblock (${skyblock.uuid})`] } }, // does not return
          { value: { value: [`survival (${survival.uuid})`] } }, // returns
        ],
      },
    });
    expect(await asRoot(since)).toBe(running);
    expect(await kept(new RegExp(`container ${container}`))).not.toEqual([]);

    expect(await kept(/\[hidden\]/)).not.toEqual([]);
    const secrets = new RegExp(`${accessKey}|${oldKey}|${Buffer.from(accessKey).toString('base64').slice(0, 20)}`);
    expect(await kept(secrets)).toEqual([]);
    expect(planned.out + unanswered.out + unanswered.err + ended.out + ended.err).not.toMatch(secrets);

    // Twice: nothing the second time.
    const well = await invocation();
    expect(await recover(...confirmed)).toMatchObject({ code: 0 });
    const settled = (await reached.lastEvents()).find(
      (event) => event.type === 'stepSettled' && event.step === 'restart',
    );
    expect(settled).toMatchObject({ outcome: 'alreadySo' });
    expect(await invocation()).toBe(well);
  });
});

describe('a daemon that hangs, on a host without curl and wget', () => {
  it('is restarted and named as such, and stopped when that is undone', async () => {
    await freshDaemon(host, 'current');
    await faults.hideClients(host, ['curl', 'wget']);
    await faults.hang(host);
    const before = await invocation();
    expect(await recover(...confirmed)).toMatchObject({ code: 0 });
    expect(await reached.lastEnd()).toMatchObject({
      outcome: 'succeeded',
      verdict: { id: 'hang', next: 'mcsmanager/install-watchdog' },
    });
    expect(await invocation()).not.toBe(before);

    // Undone, the node is down and known to be down.
    expect(await reached.run(['undo', 'last', '--yes'])).toMatchObject({ code: 0 });
    expect(await asRoot('systemctl is-active mcsm-daemon || :')).toMatch(/^(inactive|failed)$/);
  });
});

if (all)
  describe('what has to be mended first', () => {
    it('there is no such unit', async () => {
      await freshDaemon(host, '2024');
      expect(await recover('--input', 'unit=other.service')).toMatchObject({ code: 3 });
      expect(await red()).toContain('precondition 0');
    });

    const unmended: readonly (readonly [string, (host: BootedHost) => Promise<void>, string])[] = [
      ['instances outlived their daemon', faults.orphanInstances, 'precondition 5'],
      ['global.json is empty', faults.loseSettings, 'precondition 1'],
      ['the disk is full', faults.fillDisk, 'precondition 2'],
      ['the inodes are used up', faults.exhaustInodes, 'precondition 3'],
      ['another process holds the port', faults.takePort, 'precondition 4'],
    ];
    it.each(unmended)('%s: it says so, and nothing is touched', async (_, fault, gate) => {
      await freshDaemon(host, '2024');
      await fault(host);
      const before = await footprint();
      expect(await recover(...confirmed)).toMatchObject({ code: 3 });
      expect(await red()).toContain(gate);
      expect(await footprint()).toBe(before);
    });

    it.each([
      ['takes the port', 'systemd-run --quiet --unit=squatter nc -lk 127.0.0.1 24444', 'require 0'],
      [
        'fills the disk',
        'fallocate -l "$(df -k --output=avail /opt | tail -n 1 | tr -d " ")KiB" /opt/filler',
        'require 1',
      ],
    ])('something %s while a person is asked', async (_, script, gate) => {
      await freshDaemon(host, '2024');
      await faults.hang(host);
      const free = "until ! ss -Hltn 'sport = :24444' | grep -q .; do sleep 0.1; done";
      await faults.whenLookedAt(host, `systemctl kill --kill-who=main -s KILL mcsm-daemon\n${free}\n${script}`);
      const before = await asRoot('systemctl show -p InvocationID mcsm-daemon');
      expect(await recover(...confirmed)).toMatchObject({ code: 3 });
      expect(await red()).toContain(gate);
      expect(await asRoot('systemctl show -p InvocationID mcsm-daemon')).toBe(before);
    });
  });

/** The daemon as it is started next: its program with a line more, or less. */
const sabotage = (script: string): Promise<string> => asRoot(`cd /opt/mcsmanager/daemon\n${script}`);
const drops = (settings: string) => (): Promise<void> => faults.setUnit(host, 'Service', settings);
const atStart = 'ExecStartPre=/bin/sh -c';

describe('a restart that did not help', () => {
  const cases: readonly (readonly [string, () => Promise<unknown>, string])[] = [
    ['it makes a new key', drops(`${atStart} ": > data/Config/global.json"`), 'verify 2'],
    ['it does not answer', () => sabotage("sed -i '/^const server = /a return;' app.js"), 'verify 0'],
    [
      'an instance is killed for memory once more',
      async () => {
        // Whoever eats takes the order away, so it is given at each start.
        const eat = `/opt/mcsmanager/daemon/data/InstanceData/${survival.uuid}/eat`;
        await faults.setUnit(host, 'Service', `OOMPolicy=continue\nExecStartPre=/bin/touch ${eat}`);
      },
      'verify 1',
    ],
    ['it writes no report', () => sabotage("sed -i 's/^const mb = /if (true) return;\\n&/' app.js"), 'verify 3'],
    ['another program answers in its place', () => sabotage("sed -i \"s/'X-Power-by'/'X-Other'/\" app.js"), 'verify 0'],
    [
      'it answers for three seconds',
      () => sabotage("sed -i '/^const server = /a if (process.uptime() > 4) return;' app.js"),
      'verify 0',
    ],
    [
      'it ends again and again, and answers in between',
      async () => {
        await sabotage("echo 'setTimeout(() => process.exit(1), 4000);' >> app.js");
        await faults.setUnit(host, 'Service', 'Restart=always\nRestartSec=50ms');
      },
      'verify 1',
    ],
  ];

  if (all)
    it.each(cases)('%s: it is said, and it is stopped again', async (_, prepare, gate) => {
      await freshDaemon(host, 'current');
      await prepare();
      await faults.hang(host);
      // Longer than a report may be old, and than it takes to eat a memory and to stop what is left.
      const patient =
        gate === 'verify 1' ? { settle: '90s', answer_within: '1m' } : { settle: '20s', answer_within: '20s' };
      expect(await recoverWith(patient, ...confirmed)).toMatchObject({ code: 1 });
      // Only that gate, but where the daemon is not even the same for long.
      if (gate === 'verify 1') expect(await red()).toContain(gate);
      else expect(await red()).toEqual([gate]);
      expect(await reached.lastEnd()).toMatchObject({ outcome: 'rolledBack' });
      expect(await asRoot('systemctl is-active mcsm-daemon || :')).toMatch(/^(inactive|failed)$/);
    });

  if (all)
    it('is not called stopped while something listens in its place', async () => {
      await freshDaemon(host, 'current');
      await sabotage("sed -i '/^const server = /a return;' app.js");
      // It takes the port at the second stop, which is the rollback's.
      const takes = '[ ! -e /run/again ] || { rm /run/again; systemd-run --unit=squatter nc -lk 127.0.0.1 24444; }';
      await faults.setUnit(host, 'Service', `ExecStartPost=/bin/touch /run/again\nExecStopPost=/bin/sh -c "${takes}"`);
      await faults.hang(host);
      expect(await recoverWith({ answer_within: '5s' }, ...confirmed)).toMatchObject({ code: 2 });
      expect(await red()).toEqual(['verify 0', 'undo 0']);
    });

  it('is tried twice in half an hour at most, whoever tries', async () => {
    await freshDaemon(host, '2024');
    await sabotage('echo \'throw new Error("broken");\' > app.js');
    await faults.die(host);
    const words = ['run', name, '--on', 'node1', '--input', 'answer_within=5s', '--input', 'settle=2s'];
    for (const person of [reached, other]) expect(await person.run(words)).toMatchObject({ code: 1 });
    const before = await footprint();
    expect(await reached.run(words)).toMatchObject({ code: 3 });
    expect(await reached.lastEnd()).toMatchObject({ reason: { code: 'run.limit.refused' } });
    expect(await footprint()).toBe(before);
  });
});

if (all)
  describe('a restart that took something with it', () => {
    it.each([
      [
        'an instance that should return does not',
        () => sabotage(`sed -i 's|/srv/instance.py|/srv/gone.py|' data/InstanceConfig/${survival.uuid}.json`),
        'postcondition 0',
      ],
      ['a container was stopped', drops(`${atStart} "docker stop --time 1 lobby"`), 'postcondition 1'],
    ] as const)('%s', async (_, prepare, gate) => {
      await freshDaemon(host, 'current');
      if (gate === 'postcondition 1') await faults.runContainer(host);
      await prepare();
      await faults.hang(host);
      expect(await recoverWith({ instances_within: '15s' }, ...confirmed)).toMatchObject({ code: 2 });
      expect(await red()).toEqual([gate]);
    });
  });
