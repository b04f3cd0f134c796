// No gate of a shipped runbook passes on an output that says nothing: empty, malformed, huge, not a number.
import { describe, expect, it } from 'vitest';
import type { Value } from '../../src/runbooks/language/Value.ts';
import { judge } from '../../src/runbooks/gates/judge.ts';
import type { Observation } from '../../src/runbooks/run/Event.ts';
import { scopeOf } from '../../src/runbooks/run/scopeOf.ts';
import { broken, meaningless } from './meaninglessOutputs.ts';
import { gatesOf, shippedRunbooks, soundRunbook } from './shippedRunbooks.ts';
import { stateOf, withCaptures } from './stateOf.ts';
import { vernemqPrinted } from './vernemq/wellPrinted.ts';

const captures: Readonly<Record<string, Value>> = {
  oom_killed: { type: 'bool', value: true },
  key_before: { type: 'string', value: 'ab'.repeat(32) },
  running: { type: 'strings', value: [] },
  returning: { type: 'strings', value: [] },
  not_returning: { type: 'strings', value: [] },
  containers: { type: 'strings', value: [] },
  stops_containers: { type: 'bool', value: false },
  configurations: { type: 'int', value: '2' },
  main_pid: { type: 'string', value: '1470' },
  service_before: { type: 'string', value: 'active 1470 0' },
  kills_before: { type: 'string', value: '0' },
  swappiness_before: { type: 'string', value: '60' },
  inherited: { type: 'string', value: '0' },
  mode_before: { type: 'string', value: '1' },
  ratio_before: { type: 'string', value: '50' },
  kbytes_before: { type: 'string', value: '0' },
  timer_enabled: { type: 'string', value: 'enabled' },
  timer_state: { type: 'string', value: 'active' },
  broker_before: { type: 'string', value: '1470 since 84123' },
};

/** What each gate prints when all is well: without it the tests below could not fail. */
const wellPrinted: Readonly<Record<string, string>> = {
  'linux/tune-oom preconditions.0': 'loaded',
  'linux/tune-oom preconditions.1': 'no',
  'linux/tune-oom preconditions.2': 'all there',
  'linux/tune-oom preconditions.3': 'sound, on a host with 3915 MiB',
  'linux/tune-oom preconditions.4': 'enough: 256 MiB of 256 MiB',
  'linux/tune-oom preconditions.5': 'fits: no limit is asked for',
  'linux/tune-oom preconditions.6': 'reached: 5 starts take 75 s, the window is 600 s',
  'linux/tune-oom preconditions.7': 'fine: none is asked for',
  'linux/tune-oom steps.drop_in.verify.0': 'OOMPolicy=continue\nOOMScoreAdjust=0',
  'linux/tune-oom steps.drop_in.verify.1': 'CPUWeight=500\nMemoryLow=256M\nMemoryHigh=infinity\nMemoryMax=infinity',
  'linux/tune-oom steps.drop_in.verify.2':
    'Restart=on-failure\nRestartSec=10\nStartLimitIntervalSec=600\nStartLimitBurst=5',
  'linux/tune-oom steps.drop_in.verify.3': 'TimeoutStopSec=120\nKillMode=mixed',
  'linux/tune-oom steps.drop_in.verify.4': 'memory.low=256M\nmemory.high=max\nmemory.max=max\ncpu.weight=500',
  'linux/tune-oom steps.slice_drop_in.verify.0': '256',
  'linux/tune-oom steps.live_score.verify.0': 'main keep\n2 with keep',
  'linux/tune-oom steps.live_score.undo.verify.0': 'compared',
  'linux/tune-oom steps.swap_file.verify.0': '600 root 0 SWAPSPACE2 whole',
  'linux/tune-oom steps.swap_file.undo.verify.0': 'gone',
  'linux/tune-oom steps.swap_on.verify.0': 'in use, enabled',
  'linux/tune-oom steps.swap_on.undo.verify.0': 'off',
  'linux/tune-oom steps.swappiness_file.verify.0': '10',
  'linux/tune-oom steps.swappiness.verify.0': '10',
  'linux/tune-oom steps.swappiness.undo.verify.0': '60',
  'linux/tune-oom postconditions.0': 'active 1470 0',
  'linux/tune-oom postconditions.1': 'kills 0',
  'linux/tune-oom postconditions.2':
    'Restart=on-failure\nOOMPolicy=continue\nCPUWeight=500\nMemoryLow=256M\nKillMode=mixed',
  'linux/tune-overcommit preconditions.0': 'yes',
  'linux/tune-overcommit preconditions.1':
    'fits: in mode 2 with 80 % the limit is 394 MiB, of which 103 MiB are promised',
  'linux/tune-overcommit steps.keep.verify.0': 'mode 0',
  'linux/tune-overcommit steps.set.require.0': 'fits: 290 MiB would be left',
  'linux/tune-overcommit steps.set.verify.0': 'mode 0',
  'linux/tune-overcommit steps.set.verify.1': 'no limit in mode 0',
  'linux/tune-overcommit steps.set.verify.2': '67108864 bytes (67 MB, 64 MiB) copied, 1.24555 s, 53.9 MB/s',
  'linux/tune-overcommit steps.set.undo.verify.0': '1 50 0',
  'linux/tune-overcommit postconditions.0': 'now 0, then 0',
  'linux/install-monitoring preconditions.0': 'fit',
  'linux/install-monitoring preconditions.1': 'all',
  'linux/install-monitoring preconditions.2': 'sound',
  'linux/install-monitoring preconditions.3': 'free',
  'linux/install-monitoring preconditions.4': '3301',
  'linux/install-monitoring steps.groups.verify.0': 'readable',
  'linux/install-monitoring steps.rules.verify.0': '14',
  'linux/install-monitoring steps.scrape.verify.0': '3',
  'linux/install-monitoring steps.node_settings.verify.0': 'ours alone',
  'linux/install-monitoring steps.process_settings.verify.0': 'ours alone',
  'linux/install-monitoring steps.prometheus_settings.verify.0': 'ours alone',
  'linux/install-monitoring steps.install.verify.0': 'active enabled 1470 0\nactive enabled 1502 0',
  'linux/install-monitoring steps.install.verify.1': 'only there',
  'linux/install-monitoring steps.install.verify.2': 'this host',
  'linux/install-monitoring steps.install.verify.3': 'seen',
  'linux/install-monitoring steps.install.undo.verify.0': 'gone',
  'linux/install-monitoring steps.install.undo.verify.1': 'closed',
  'linux/install-monitoring steps.cgroup_script.verify.0': 'sound',
  'linux/install-monitoring steps.cgroup_unit.verify.0':
    'DropInPaths=\nLoadState=loaded\nNeedDaemonReload=no\ngated-cgroup-metrics mcsm-daemon.service',
  'linux/install-monitoring steps.cgroup_start.verify.0': 'active enabled 1533 0',
  'linux/install-monitoring steps.cgroup_start.verify.1': '7',
  'linux/install-monitoring steps.cgroup_start.undo.verify.0': 'inactive, disabled, nothing left',
  'linux/install-monitoring postconditions.0': 'correct',
  'linux/install-monitoring postconditions.1': '3 up, 14 alerts',
  'mcsmanager/analyse-memory preconditions.0': 'loaded active 1470',
  'mcsmanager/analyse-memory preconditions.1': '96140',
  'mcsmanager/analyse-memory preconditions.2': '120',
  'mcsmanager/recover-daemon preconditions.0': 'loaded',
  'mcsmanager/recover-daemon preconditions.1': 'same',
  'mcsmanager/recover-daemon preconditions.2': '3461480448',
  'mcsmanager/recover-daemon preconditions.3': '4',
  'mcsmanager/recover-daemon preconditions.4': 'free',
  'mcsmanager/recover-daemon preconditions.5': 'none',
  'mcsmanager/recover-daemon steps.restart.require.0': 'ours',
  'mcsmanager/recover-daemon steps.restart.require.1': '3461480448',
  'mcsmanager/recover-daemon steps.restart.verify.0': '200 MCSManager',
  'mcsmanager/recover-daemon steps.restart.verify.1': 'active 1470 0 1',
  'mcsmanager/recover-daemon steps.restart.verify.2': 'same',
  'mcsmanager/recover-daemon steps.restart.verify.3': '4',
  'mcsmanager/recover-daemon steps.restart.undo.verify.0': 'inactive, nothing listens',
  'mcsmanager/recover-daemon postconditions.0': 'back',
  'mcsmanager/recover-daemon postconditions.1': 'untouched',
  'mcsmanager/deploy-in-docker preconditions.0': 'memory true, swap true, cpu true, processes true',
  'mcsmanager/deploy-in-docker preconditions.1': 'enabled',
  'mcsmanager/deploy-in-docker preconditions.2': 'here',
  'mcsmanager/deploy-in-docker preconditions.3': 'to be pulled',
  'mcsmanager/deploy-in-docker preconditions.4': '2',
  'mcsmanager/deploy-in-docker preconditions.5': '4102451200',
  'mcsmanager/deploy-in-docker preconditions.6': '104857600',
  'mcsmanager/deploy-in-docker preconditions.7': 'loaded, root',
  'mcsmanager/deploy-in-docker preconditions.8': 'same',
  'mcsmanager/deploy-in-docker preconditions.9': 'all',
  'mcsmanager/deploy-in-docker preconditions.10': 'none',
  'mcsmanager/deploy-in-docker preconditions.11': 'ours',
  'mcsmanager/deploy-in-docker preconditions.12': 'none',
  'mcsmanager/deploy-in-docker preconditions.13': '3461480448',
  'mcsmanager/deploy-in-docker preconditions.14': 'none',
  'mcsmanager/deploy-in-docker steps.compose_file.verify.0': 'understood',
  'mcsmanager/deploy-in-docker steps.pull.verify.0': `sha256:${'ab'.repeat(32)}`,
  'mcsmanager/deploy-in-docker steps.pull.undo.verify.0': 'gone',
  'mcsmanager/deploy-in-docker steps.stop.verify.0': 'inactive, nothing listens',
  'mcsmanager/deploy-in-docker steps.stop.verify.1': 'none',
  'mcsmanager/deploy-in-docker steps.stop.undo.verify.0': 'as it was',
  'mcsmanager/deploy-in-docker steps.stop.undo.verify.1': 'same',
  'mcsmanager/deploy-in-docker steps.guard.verify.0':
    'DropInPaths=/etc/systemd/system/mcsm-daemon.service.d/60-in-docker.conf\nNeedDaemonReload=no',
  'mcsmanager/deploy-in-docker steps.archive.verify.0': 'same',
  'mcsmanager/deploy-in-docker steps.up.require.0': 'free',
  'mcsmanager/deploy-in-docker steps.up.verify.0': '1073741824',
  'mcsmanager/deploy-in-docker steps.up.verify.1': 'in force: swap 0, cpus 2.000, processes 2048',
  'mcsmanager/deploy-in-docker steps.up.verify.2': '200 MCSManager',
  'mcsmanager/deploy-in-docker steps.up.verify.3': 'running 1470 0 0',
  'mcsmanager/deploy-in-docker steps.up.verify.4': 'found',
  'mcsmanager/deploy-in-docker steps.up.verify.5': 'same',
  'mcsmanager/deploy-in-docker steps.up.verify.6': '2 configurations, 2 loaded',
  'mcsmanager/deploy-in-docker steps.up.verify.7': 'not older: 4.18.2, now 4.18.2',
  'mcsmanager/deploy-in-docker steps.up.verify.8': 'all there',
  'mcsmanager/deploy-in-docker steps.up.verify.9': 'back',
  'mcsmanager/deploy-in-docker steps.up.verify.10': '12',
  'mcsmanager/deploy-in-docker steps.up.verify.11': 'healthy',
  'mcsmanager/deploy-in-docker steps.up.verify.12': 'unless-stopped true 120 10m',
  'mcsmanager/deploy-in-docker steps.up.undo.verify.0': 'gone',
  'mcsmanager/deploy-in-docker steps.up.undo.verify.1': 'same',
  'mcsmanager/deploy-in-docker steps.accept.verify.0': 'run',
  'mcsmanager/deploy-in-docker postconditions.0': 'untouched',
  'mcsmanager/install-watchdog preconditions.0': 'loaded',
  'mcsmanager/install-watchdog preconditions.1': 'complete',
  'mcsmanager/install-watchdog preconditions.2': 'same',
  'mcsmanager/install-watchdog preconditions.3': '200 MCSManager\nreports are fresh',
  'mcsmanager/install-watchdog preconditions.4': 'fine',
  'mcsmanager/install-watchdog preconditions.5': 'enough',
  'mcsmanager/install-watchdog steps.state_folder.verify.0': 'directory root 700',
  'mcsmanager/install-watchdog steps.state_folder.undo.verify.0': 'gone',
  'mcsmanager/install-watchdog steps.settings.verify.0': [
    'unit=mcsm-daemon.service install=/opt/mcsmanager/daemon address=127.0.0.1 port=24444 prefix= tls=false interval=30 misses=3 stale=30',
    'restarts_max=3 restarts_window=3600 backoff=60 degrade_below=0 degrade_order= webhook_file=',
  ]
    .join(' ')
    .replaceAll(' ', '\n'),
  'mcsmanager/install-watchdog steps.settings.verify.1': 'well',
  'mcsmanager/install-watchdog steps.service.verify.0':
    'DropInPaths=\nExecStart={ path=/usr/local/sbin/mcsm-watchdog ; argv[]=/usr/local/sbin/mcsm-watchdog beat\nFragmentPath=/etc/systemd/system/mcsm-watchdog.service',
  'mcsmanager/install-watchdog steps.enable.verify.0': 'enabled active',
  'mcsmanager/install-watchdog steps.enable.verify.1': '2 well',
  'mcsmanager/install-watchdog steps.enable.undo.verify.0': 'disabled inactive inactive',
  'mcsmanager/install-watchdog postconditions.0': 'recent well',
  'mcsmanager/install-watchdog postconditions.1': 'MainPID=1470',
  'mcsmanager/remove-watchdog preconditions.0': 'ours',
  'mcsmanager/remove-watchdog steps.stop.verify.0': 'disabled inactive inactive',
  'mcsmanager/remove-watchdog steps.stop.undo.verify.0': 'enabled active',
  'mcsmanager/remove-watchdog steps.service.verify.0': 'LoadState=not-found',
  'mcsmanager/remove-watchdog steps.state_folder.verify.0': 'nothing',
  'mcsmanager/remove-watchdog steps.state_folder.undo.verify.0': 'back',
  'mcsmanager/remove-watchdog postconditions.0': 'MainPID=1470',
  ...vernemqPrinted,
};

// Those of several roles have their own test: vernemq/gates.test.ts.
const ofOneRole = shippedRunbooks.filter((shipped) => Object.keys(soundRunbook(shipped).targets).length === 1);
const gates = ofOneRole.flatMap((shipped) => {
  const runbook = soundRunbook(shipped);
  const scope = scopeOf(withCaptures(stateOf(shipped.name, runbook), captures), { host: 'node1' });
  return gatesOf(runbook).map(({ place, it: gate }) => ({ name: `${shipped.name} ${place}`, gate, scope }));
});

function observed(stdout: string, rest: Partial<Observation> = {}): Observation {
  const bytes = { stdout: Buffer.byteLength(stdout), stderr: 0 };
  return { exit: { code: 0 }, stdout, stderr: '', bytes, startedAt: 0, endedAt: 1, ...rest };
}

describe.each(gates)('$name', ({ name, gate, scope }) => {
  const well = wellPrinted[name] ?? '';
  const none = { first: undefined, previous: undefined };
  const seenWell = judge(gate, observed(well), scope, none);

  it('passes when all is well', () => {
    expect(seenWell).toMatchObject({ verdict: 'pass' });
  });

  it('passes on no output that says nothing, at first and after a good one', () => {
    const passed = meaningless.filter((stdout) =>
      [none, { first: seenWell.measured, previous: seenWell.measured }].some(
        (earlier) => judge(gate, observed(stdout), scope, earlier).verdict === 'pass',
      ),
    );
    expect(passed).toEqual([]);
  });

  it('passes on no probe that broke, whatever it had printed', () => {
    const passed = broken.filter((rest) => judge(gate, observed(well, rest), scope, none).verdict === 'pass');
    expect(passed).toEqual([]);
  });

  it('says itself what it expects, so that no exit code alone passes it', () => {
    expect(gate.expect).toMatch(gate.value === undefined ? /stdout/ : /value/);
  });
});
