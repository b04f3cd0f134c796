// No gate of a shipped runbook passes on an output that says nothing: empty, malformed, huge, not a number.
import { describe, expect, it } from 'vitest';
import type { Value } from '../../src/runbooks/language/Value.ts';
import { judge } from '../../src/runbooks/gates/judge.ts';
import type { Observation } from '../../src/runbooks/run/Event.ts';
import { scopeOf } from '../../src/runbooks/run/scopeOf.ts';
import { gatesOf, shippedRunbooks, soundRunbook } from './shippedRunbooks.ts';
import { stateOf, withCaptures } from './stateOf.ts';

const captures: Readonly<Record<string, Value>> = {
  oom_killed: { type: 'bool', value: true },
  key_before: { type: 'string', value: 'ab'.repeat(32) },
  running: { type: 'strings', value: [] },
  returning: { type: 'strings', value: [] },
  not_returning: { type: 'strings', value: [] },
  containers: { type: 'strings', value: [] },
  main_pid: { type: 'string', value: '1470' },
  timer_enabled: { type: 'string', value: 'enabled' },
  timer_state: { type: 'string', value: 'active' },
};

/** What each gate prints when all is well: without it the tests below could not fail. */
const wellPrinted: Readonly<Record<string, string>> = {
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
  'mcsmanager/recover-daemon steps.restart.undo.verify.0': 'inactive, nothing listens',
  'mcsmanager/recover-daemon postconditions.0': 'back',
  'mcsmanager/recover-daemon postconditions.1': 'untouched',
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
};

const huge = 'x'.repeat(200_000);
const meaningless: readonly string[] = [
  ...[
    '',
    ' ',
    '\n',
    '0x1f',
    '1e400',
    'NaN',
    'Infinity',
    '-1',
    '1.5',
    '1 2',
    '+',
    '٣',
    'null',
    'true',
    'false',
    '{}',
    '[]',
  ],
  ...[
    '9'.repeat(30),
    '-'.repeat(1000),
    huge,
    `${huge}\nsame`,
    '\u0000',
    '\u200b',
    'sh: 1: df: not found',
    'Segmentation fault',
    '[hidden]',
  ],
];
const broken: readonly Partial<Observation>[] = [
  ...[
    { code: 1 },
    { code: 126 },
    { code: 127 },
    { code: 255 },
    { signal: 'KILL' },
    { timedOut: true as const },
    { lost: 'reset' },
  ].map((exit) => ({ exit })),
  ...(['nul', 'utf8', 'cut'] as const).map((unusable) => ({ unusable })),
];

const gates = shippedRunbooks.flatMap((shipped) => {
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
