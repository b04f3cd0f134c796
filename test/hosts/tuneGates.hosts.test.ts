// Each gate of the runbooks that tune a host for memory shortage, red on a booted host: something there takes back what was done.
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bootHost, type BootedHost } from './bootHost.ts';
import { installDaemon } from './installDaemon.ts';
import { reachHost, type ReachedHost } from './reachHost.ts';
import { redGates } from './redGates.ts';
import { snapshotHost } from './snapshotHost.ts';

const survival = { uuid: 'a'.repeat(32), nickname: 'survival', autoStart: true };

let host: BootedHost;
let reached: ReachedHost;
let untouched: string;

async function asRoot(script: string): Promise<string> {
  const { code, stdout, stderr } = await host.run('sudo sh -s', `set -e\n${script}`);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return stdout.trim();
}

type Inputs = Readonly<Record<string, string>>;
const given = (inputs: Inputs): readonly string[] =>
  Object.entries({ settle: '2s', ...inputs }).flatMap(([name, value]) => ['--input', `${name}=${value}`]);
const tune = (inputs: Inputs): ReturnType<ReachedHost['run']> =>
  reached.run(['run', 'linux/tune-oom', '--on', 'node1', ...given(inputs)]);
const promise = (inputs: Inputs): ReturnType<ReachedHost['run']> =>
  reached.run(['run', 'linux/tune-overcommit', '--on', 'node1', ...given(inputs), '--confirm', 'keep=node1']);
const undo = (): ReturnType<ReachedHost['run']> => reached.run(['undo', 'last', '--yes']);

const cgroup = '/sys/fs/cgroup/system.slice/mcsm-daemon.service';
const dropIn = '/etc/systemd/system/mcsm-daemon.service.d/50-resilience.conf';
const always = (script: string): string => `while :; do ${script}; sleep 0.1; done 2> /dev/null`;
const once = (condition: string, script: string): string => `until ${condition}; do sleep 0.1; done; ${script}`;
const mainScore = (score: number): string =>
  `echo ${String(score)} > /proc/$(systemctl show -p MainPID --value mcsm-daemon)/oom_score_adj`;
const swap = { memory_low: '0MiB', swap_size: '16MiB' };

/** Something on the host that goes on doing this until the test is over. */
const meddle = (script: string): Promise<string> =>
  asRoot(`cat > /srv/meddle << 'end'
${script}
end
    systemd-run --quiet --collect --unit=meddler sh /srv/meddle`);

/** Takes away whatever a test put in the way, and what a run left that could not be undone. */
const clearUp = (): Promise<string> =>
  asRoot(`systemctl stop meddler 2> /dev/null || :
    umount /sys/fs/cgroup/cgroup.controllers /proc/sys 2> /dev/null || :
    systemctl disable --now swapfile.swap 2> /dev/null || :
    chattr -i /swapfile 2> /dev/null || :
    swapoff -a
    rm -rf /srv/meddle /srv/swap /swapfile /etc/systemd/system/swapfile.swap /usr/local/sbin/mkswap /etc/sysctl.d/*-test.conf
    rm -rf /etc/sysctl.d/60-*.conf /etc/systemd/system/mcsm-daemon.service.d /etc/systemd/system/system.slice.d
    rm -rf /run/systemd/system/mcsm-daemon.service.d
    sysctl -q -w vm.overcommit_memory=0 vm.overcommit_ratio=50 vm.swappiness=60
    systemctl daemon-reload
    for pid in $(cat ${cgroup}/cgroup.procs); do echo 0 > /proc/$pid/oom_score_adj || :; done
    for try in $(seq 240); do pgrep -f '[/]srv/instance.py' > /dev/null && exit; sleep 0.5; done
    exit 1`);

describe('with everything in its way', { timeout: 900_000 }, () => {
  beforeAll(async () => {
    host = await bootHost({ memory: '640M' });
    return () => host.stop();
  });
  beforeAll(async () => {
    reached = await reachHost(host);
    await installDaemon(host, { generation: 'current', key: 'canary5f1c9e7ab3d24680', instances: [survival] });
    untouched = await snapshotHost(host);
    return () => reached.stop();
  });
  afterEach(clearUp);

  describe('tune-oom, nothing that is not sound is begun', () => {
    it('sizes, limits and a place for swap that do not suit', async () => {
      await asRoot('echo precious > /swapfile');
      const inputs = { memory_low: '10GiB', memory_max: '17MiB', start_window: '10s', swap_size: '16MiB' };
      expect(await tune(inputs)).toMatchObject({ code: 3 });
      expect(await redGates(reached)).toEqual([3, 4, 5, 6, 7].map((index) => `preconditions.${String(index)}`));
      expect(await asRoot('cat /swapfile')).toBe('precious');
    });

    it('sizes that do not suit one another or the host, and a unit that is not there', async () => {
      for (const inputs of [
        { memory_high: '200MiB' },
        { memory_max: '600MiB' },
        { memory_low: '256MiB', memory_max: '200MiB' },
        { memory_low: '0MiB', memory_max: '1MiB' },
      ]) {
        expect(await tune(inputs), JSON.stringify(inputs)).toMatchObject({ code: 3 });
        expect(await redGates(reached)).toContain('preconditions.3');
      }
      expect(await tune({ unit: 'nothing.service' })).toMatchObject({ code: 3 });
      expect(await redGates(reached)).toContain('preconditions.0');
    });

    it("a unit that somebody changed and systemd has not read, on a kernel that can't limit", async () => {
      await asRoot(`mkdir -p /run/systemd/system/mcsm-daemon.service.d
        echo > /run/systemd/system/mcsm-daemon.service.d/10-test.conf
        mount --bind /dev/null /sys/fs/cgroup/cgroup.controllers`);
      expect(await tune({})).toMatchObject({ code: 3 });
      expect(await redGates(reached)).toEqual(['preconditions.1', 'preconditions.2']);
    });
  });

  describe('tune-oom, taken back and proven', () => {
    it.each([
      ['steps.drop_in.verify.4', {}, always(`echo 100 > ${cgroup}/cpu.weight`)],
      ['steps.slice_drop_in.verify.0', {}, always('echo 0 > /sys/fs/cgroup/system.slice/memory.low')],
      ['steps.live_score.verify.0', { memory_low: '0MiB', oom_score_adjust: '200' }, always(mainScore(0))],
      ['steps.swap_on.verify.0', swap, always('swapoff /swapfile')],
      ['steps.swappiness.verify.0', swap, always('sysctl -q -w vm.swappiness=60')],
    ] as const)('%s', async (gate, inputs, sabotage) => {
      await meddle(sabotage);
      expect(await tune(inputs)).toMatchObject({ code: 1 });
      expect(await redGates(reached)).toEqual([gate]);
      await asRoot('systemctl stop meddler; rm /srv/meddle');
      expect(await snapshotHost(host)).toBe(untouched);
    });

    it.each([
      ['steps.swap_file.verify.0', 'ln -s /bin/true /usr/local/sbin/mkswap', 'rm /usr/local/sbin/mkswap'],
      [
        'steps.swappiness_file.verify.0',
        'echo vm.swappiness = 60 > /etc/sysctl.d/99-test.conf',
        'rm /etc/sysctl.d/99-test.conf',
      ],
    ])('%s', async (gate, sabotage, mend) => {
      await asRoot(sabotage);
      expect(await tune(swap)).toMatchObject({ code: 1 });
      expect(await redGates(reached)).toEqual([gate]);
      await asRoot(mend);
      expect(await snapshotHost(host)).toBe(untouched);
    });
  });

  describe('tune-oom, at the end and on the way back', () => {
    it('the daemon was restarted meanwhile', async () => {
      await meddle(once(`[ -e ${dropIn} ]`, 'systemctl restart mcsm-daemon'));
      expect(await tune({})).not.toMatchObject({ code: 0 });
      expect(await redGates(reached)).toEqual(['postconditions.0']);
    });

    it('something in it was killed for memory meanwhile', async () => {
      const eat = `/opt/mcsmanager/daemon/data/InstanceData/${survival.uuid}/eat`;
      const kill = `touch ${eat}; until [ "$(awk '$1 == "oom_kill" { print $2 }' ${cgroup}/memory.events)" != "$kills" ]; do sleep 0.1; done; touch /srv/killed`;
      await meddle(
        `kills=$(awk '$1 == "oom_kill" { print $2 }' ${cgroup}/memory.events); ${once(`[ -e ${dropIn} ]`, kill)}`,
      );
      expect(await tune({ memory_low: '0MiB', memory_max: '150MiB', settle: '30s' })).not.toMatchObject({ code: 0 });
      expect(await redGates(reached)).toEqual(['postconditions.1']);
      await asRoot(`rm /srv/killed; printf '%s\\n' ${survival.uuid} > /opt/mcsmanager/daemon/start-instances`);
    });

    it('something has overridden it since', async () => {
      expect(await tune({})).toMatchObject({ code: 0 });
      await asRoot(`mkdir -p /run/systemd/system/mcsm-daemon.service.d
        printf '[Service]\\nOOMPolicy=stop\\n' > /run/systemd/system/mcsm-daemon.service.d/90-test.conf
        systemctl daemon-reload`);
      expect(await tune({})).not.toMatchObject({ code: 0 });
      expect(await redGates(reached)).toEqual(['postconditions.2']);
    });

    it.each([
      ['steps.live_score.undo.verify.0', { memory_low: '0MiB', oom_score_adjust: '200' }, always(mainScore(200))],
      ['steps.swap_on.undo.verify.0', swap, always('swapon /swapfile')],
      ['steps.swap_file.undo.verify.0', swap, always('[ -e /swapfile ] || touch /swapfile')],
      ['steps.swappiness.undo.verify.0', swap, always('sysctl -q -w vm.swappiness=10')],
    ] as const)('%s', async (gate, inputs, sabotage) => {
      expect(await tune(inputs)).toMatchObject({ code: 0 });
      await meddle(sabotage);
      expect(await undo()).not.toMatchObject({ code: 0 });
      expect(await redGates(reached)).toEqual([gate]);
    });
  });

  describe('tune-overcommit', () => {
    const inMode = (mode: number): string => `[ "$(cat /proc/sys/vm/overcommit_memory)" = ${String(mode)} ]`;
    const strict = { mode: '2', headroom: '64MiB' };

    it('a /proc/sys that cannot be written', async () => {
      await asRoot('mount --bind /proc/sys /proc/sys; mount -o remount,bind,ro /proc/sys');
      expect(await promise({ mode: '1' })).toMatchObject({ code: 3 });
      expect(await redGates(reached)).toEqual(['preconditions.0']);
    });

    it('something asks for memory between the look and the change', async () => {
      const grow = `python3 -c 'import mmap,time; m = mmap.mmap(-1, 420 << 20); time.sleep(600)'`;
      await meddle(once('[ -e /etc/sysctl.d/60-overcommit.conf ]', grow));
      expect(await promise(strict)).toMatchObject({ code: 1 });
      expect(await reached.lastEnd()).toMatchObject({ outcome: 'rolledBack' });
      expect(await redGates(reached)).toEqual(['steps.set.require.0']);
    });

    it('something sets it back', async () => {
      await meddle(always('sysctl -q -w vm.overcommit_memory=0'));
      expect(await promise(strict)).toMatchObject({ code: 1 });
      expect(await redGates(reached)).toEqual([0, 1, 2].map((index) => `steps.set.verify.${String(index)}`));
      await asRoot('systemctl stop meddler; rm /srv/meddle');
      expect(await snapshotHost(host)).toBe(untouched);
    });

    it('the limit is not the one that was reckoned with', async () => {
      await asRoot('fallocate -l 300M /srv/swap; chmod 600 /srv/swap; mkswap /srv/swap; swapon /srv/swap');
      const left = Number(
        await asRoot(`awk '{ kib[$1] = $2 }
          END { printf "%.0f", (kib["MemTotal:"] / 2 - kib["Committed_AS:"]) / 1024 }' /proc/meminfo`),
      );
      await meddle(once(inMode(2), 'swapoff /srv/swap'));
      expect(await promise({ mode: '2', ratio: '50', headroom: `${String(left + 240)}MiB` })).toMatchObject({
        code: 1,
      });
      expect(await redGates(reached)).toEqual(['steps.set.verify.1']);
    });

    it('the next boot would set another since', async () => {
      expect(await promise({ mode: '1' })).toMatchObject({ code: 0 });
      await asRoot('echo vm/overcommit_memory = 0 > /etc/sysctl.d/99-test.conf');
      expect(await promise({ mode: '1' })).not.toMatchObject({ code: 0 });
      expect(await redGates(reached)).toEqual(['postconditions.0']);
    });

    it('on the way back something sets it again', async () => {
      expect(await promise({ mode: '1' })).toMatchObject({ code: 0 });
      await meddle(always('sysctl -q -w vm.overcommit_memory=1'));
      expect(await undo()).not.toMatchObject({ code: 0 });
      expect(await redGates(reached)).toEqual(['steps.set.undo.verify.0']);
    });
  });
});
