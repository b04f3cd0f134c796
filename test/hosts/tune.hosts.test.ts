// The runbooks that tune a host for memory shortage, on a booted host: planned, run, repeated, survived a reboot, undone to the byte.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { bootHost, type BootedHost } from './bootHost.ts';
import { eatMemory } from './faults.ts';
import { installDaemon } from './installDaemon.ts';
import { reachHost, type ReachedHost } from './reachHost.ts';
import { redGates } from './redGates.ts';
import { snapshotHost } from './snapshotHost.ts';

const key = 'canary5f1c9e7ab3d24680';
const survival = { uuid: 'a'.repeat(32), nickname: 'survival', autoStart: true };
const skyblock = { uuid: 'b'.repeat(32), nickname: 'skyblock', autoStart: false };

/** What is taken back is for the full matrix. */
const all = process.env['TEST_MATRIX'] === 'all';

// A reload of systemd takes seconds on a busy machine, and the longest of these makes a dozen.
vi.setConfig({ testTimeout: 900_000 });

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

async function asRoot(script: string): Promise<string> {
  const { code, stdout, stderr } = await host.run('sudo sh -s', `set -e\n${script}`);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return stdout.trim();
}

type Inputs = Readonly<Record<string, string>>;
const words = (runbook: string, inputs: Inputs): readonly string[] => [
  ...[runbook, '--on', 'node1', '--input', 'settle=1s'],
  ...Object.entries(inputs).flatMap(([name, value]) => ['--input', `${name}=${value}`]),
];
const oom = (inputs: Inputs): readonly string[] => words('linux/tune-oom', inputs);
const overcommit = (inputs: Inputs): readonly string[] => words('linux/tune-overcommit', inputs);

/** Runs it to the end and gives the name of the run, to be undone later. */
async function succeed(...rest: readonly string[]): Promise<string> {
  const ended = await reached.run(['run', ...rest]);
  expect(ended).toMatchObject({ code: 0 });
  expect(await reached.lastEnd()).toMatchObject({ outcome: 'succeeded' });
  return /runbook undo (\S+)/.exec(ended.out)?.[1] ?? '';
}
async function repeat(...rest: readonly string[]): Promise<void> {
  expect(await reached.run(['run', ...rest])).toMatchObject({ code: 0 });
  expect(await reached.lastEnd()).toMatchObject({ outcome: 'nothingToDo', verdict: { id: 'already_so' } });
}
const undo = (run: string): ReturnType<ReachedHost['run']> => reached.run(['undo', run, '--yes']);

/** `main PID SCORE`, then the name and the score of each instance. */
const scores = (): Promise<string> =>
  asRoot(`main=$(systemctl show -p MainPID --value mcsm-daemon)
    echo "main $(cat /proc/$main/oom_score_adj)"
    for pid in $(pgrep -P "$main"); do echo "$(basename "$(readlink /proc/$pid/cwd)" | cut -c1) $(cat /proc/$pid/oom_score_adj)"; done | sort`);
const daemon = (): Promise<string> =>
  asRoot('systemctl show -p ActiveState -p MainPID -p NRestarts --value mcsm-daemon | tr "\\n" " "');
const instancesRun = `for try in $(seq 240); do pgrep -f '[/]srv/instance.py' > /dev/null && break; sleep 0.5; done; pgrep -f '[/]srv/instance.py' > /dev/null`;

describe('a running daemon with an instance that has a score of its own', () => {
  it('is tuned without a restart, nothing is done twice, and undo gives back each byte and score', async () => {
    await installDaemon(host, { generation: 'current', key, instances: [survival, skyblock] });
    await asRoot(
      `for pid in $(pgrep -f '[/]srv/instance.py'); do case $(readlink /proc/$pid/cwd) in */bbb*) choom -n 300 -p $pid ;; esac; done`,
    );
    const [untouched, before] = [await snapshotHost(host), await daemon()];
    expect(await scores()).toBe('main 0\na 0\nb 300');
    const inputs = oom({ oom_score_adjust: '-200', memory_high: '280MiB', memory_max: '300MiB' });

    const planned = await reached.run(['plan', ...inputs]);
    expect(planned).toMatchObject({ code: 0 });
    expect(planned.out).toMatch(/\+OOMPolicy=continue/);
    const unanswered = await reached.run(['run', ...inputs]);
    expect(unanswered).toMatchObject({ code: 3 });
    expect(unanswered.out + unanswered.err).toMatch(/--confirm\s+drop_in=node1/);
    expect(await snapshotHost(host)).toBe(untouched);

    const run = await succeed(...inputs, '--confirm', 'drop_in=node1', '--report', 'report.html');
    expect(await reached.lastEnd()).toMatchObject({ verdict: { id: 'tuned_negative' } });
    expect(await scores()).toBe('main -200\na -200\nb 300');
    expect(await daemon()).toBe(before);
    const report = await readFile(join(reached.folder, 'report.html'), 'utf8');
    expect(report).toMatch(/value = OOMPolicy=stop[^]{0,300}<\/td><td>[^]{0,300}value = OOMPolicy=continue/);

    const tuned = await snapshotHost(host);
    expect(tuned).not.toBe(untouched);
    await repeat(...inputs, '--confirm', 'drop_in=node1');
    expect(await snapshotHost(host)).toBe(tuned);

    expect(await undo(run)).toMatchObject({ code: 0 });
    expect(await snapshotHost(host)).toBe(untouched);
    expect(await daemon()).toBe(before);
    expect(await kept(new RegExp(key))).toEqual([]);
  });
});

describe('an instance that eats the memory, a unit that is written anew, and a reboot', () => {
  it('the daemon lives on, all stays set, and undo gives back the host as it was', async () => {
    await installDaemon(host, { generation: 'current', key, instances: [survival] });
    const [untouched, before] = [await snapshotHost(host), await daemon()];
    const tuning = oom({ oom_score_adjust: '200', memory_max: '300MiB', swap_size: '32MiB', memory_low: '0MiB' });
    const promising = [...overcommit({ mode: '1' }), '--confirm', 'keep=node1'];
    const runs = [await succeed(...tuning), await succeed(...promising)];

    await eatMemory(host, survival.uuid);
    expect(await daemon()).toBe(before);

    await asRoot(`unit=/etc/systemd/system/mcsm-daemon.service
      text=$(cat $unit; echo x)
      rm $unit
      printf %s "\${text%x}" > $unit
      systemctl daemon-reload`);
    await host.reboot();
    await asRoot(instancesRun);
    expect(await scores()).toBe('main 200\na 200');
    await repeat(...tuning);
    await repeat(...promising);

    for (const run of runs.reverse()) expect(await undo(run)).toMatchObject({ code: 0 });
    expect(await snapshotHost(host)).toBe(untouched);
  });
});

if (all)
  describe('something that has the last word', () => {
    it('a later drop-in: every gate on the unit says so, and all is taken back', async () => {
      await asRoot(`mkdir -p /run/systemd/system/mcsm-daemon.service.d
      printf '%s\\n' '[Unit]' StartLimitBurst=9 '[Service]' OOMPolicy=stop CPUWeight=100 RestartSec=1 KillMode=process \\
        > /run/systemd/system/mcsm-daemon.service.d/90-test.conf
      systemctl daemon-reload`);
      const overridden = await snapshotHost(host);
      expect(await reached.run(['run', ...oom({})])).toMatchObject({ code: 1 });
      expect(await reached.lastEnd()).toMatchObject({ outcome: 'rolledBack' });
      expect(await redGates(reached)).toEqual([0, 1, 2, 3, 4].map((index) => `steps.drop_in.verify.${String(index)}`));
      expect(await snapshotHost(host)).toBe(overridden);
      await asRoot('rm -r /run/systemd/system/mcsm-daemon.service.d; systemctl daemon-reload');
    });

    it('a later file for sysctl: what is set now would be gone after a boot', async () => {
      await asRoot('echo vm.overcommit_memory=0 > /etc/sysctl.d/99-test.conf');
      const overridden = await snapshotHost(host);
      expect(await reached.run(['run', ...overcommit({ mode: '1' }), '--confirm', 'keep=node1'])).toMatchObject({
        code: 1,
      });
      expect(await reached.lastEnd()).toMatchObject({ outcome: 'rolledBack' });
      expect(await redGates(reached)).toEqual(['steps.keep.verify.0']);
      expect(await snapshotHost(host)).toBe(overridden);
      await asRoot('rm /etc/sysctl.d/99-test.conf');
    });
  });

describe('overcommit in mode 2', () => {
  const strict = (inputs: Inputs): readonly string[] => [
    ...overcommit({ mode: '2', headroom: '64MiB', ...inputs }),
    ...['--confirm', 'keep=node1'],
  ];

  it('is refused where it would fail at once, set where it fits, not done twice, and undone', async () => {
    const untouched = await snapshotHost(host);
    expect(await reached.run(['run', ...strict({ headroom: '4GiB' })])).toMatchObject({ code: 3 });
    expect(await redGates(reached)).toEqual(['preconditions.1']);
    expect(await reached.run(['plan', ...strict({}).slice(0, -2)])).toMatchObject({ code: 0 });
    expect(await snapshotHost(host)).toBe(untouched);

    const run = await succeed(...strict({}));
    expect(await asRoot('sysctl -n vm.overcommit_memory vm.overcommit_ratio')).toBe('2\n80');
    await repeat(...strict({}));
    expect(await undo(run)).toMatchObject({ code: 0 });
    expect(await snapshotHost(host)).toBe(untouched);
  });

  if (all)
    it('is taken back where a program is refused its memory', async () => {
      const untouched = await snapshotHost(host);
      expect(await reached.run(['run', ...strict({ probe: '1GiB' })])).toMatchObject({ code: 1 });
      expect(await reached.lastEnd()).toMatchObject({ outcome: 'rolledBack' });
      expect(await redGates(reached)).toEqual(['steps.set.verify.2']);
      expect(await snapshotHost(host)).toBe(untouched);
    });
});

/** The files that the command left (journals, outputs, evidence, reports) and that match. */
async function kept(pattern: RegExp): Promise<readonly string[]> {
  const found: string[] = [];
  for (const folder of [reached.home, reached.folder])
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile() && pattern.test(await readFile(path, 'utf8'))) found.push(path);
    }
  return found;
}
