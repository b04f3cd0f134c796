// What the triage concludes from what its steps print: every row of the table, and no kill for memory without a record of one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/runbooks/language/cel/evaluate.ts';
import { toValue } from '../../src/runbooks/language/cel/toValue.ts';
import type { Value } from '../../src/runbooks/language/Value.ts';
import type { VerdictResult } from '../../src/runbooks/run/Event.ts';
import { verdictOf } from '../../src/runbooks/run/decide/verdictOf.ts';
import { scopeOf } from '../../src/runbooks/run/scopeOf.ts';
import { shippedRunbooks, soundRunbook } from './shippedRunbooks.ts';
import { stateOf, withCaptures } from './stateOf.ts';

const name = 'mcsmanager/triage-daemon';
const runbook = soundRunbook(shippedRunbooks.find((shipped) => shipped.name === name)!);
const started = stateOf(name, runbook);

/** What each step prints, by its id; undefined where it fails. */
type Printed = Readonly<Record<string, string | undefined>>;

const unit = (active: string, result = 'success', restarts = '0'): string =>
  [
    `Restart=on-failure`,
    `Result=${result}`,
    `NRestarts=${restarts}`,
    'OOMPolicy=stop',
    'LoadState=loaded',
    `ActiveState=${active}`,
  ].join('\n');
const kernel = (constraint: string, task: string, group = '/system.slice/mcsm-daemon.service'): string =>
  [
    'kernel log=readable',
    `2026-11-22T10:00:38+0000 host1 kernel: oom-kill:constraint=${constraint},nodemask=(null),global_oom,task_memcg=${group},task=${task},pid=898,uid=0`,
    `2026-11-22T10:00:38+0000 host1 kernel: Out of memory: Killed process 898 (${task}) total-vm:575696kB, anon-rss:562604kB`,
  ].join('\n');
const journal = (...lines: string[]): string =>
  ['journal=readable', ...lines.map((line) => `host1 systemd[1]: mcsm-daemon.service: ${line}`)].join('\n');
const killed = 'A process of this unit has been killed by the OOM killer.';
const containerId = 'c'.repeat(64);
const contained = (memory: 'yes' | 'no'): string =>
  `docker=readable\ndaemon ${memory === 'yes' ? 'killed ' : ''}mcsm running, killed for memory: ${memory}, restarts: 1, limit: 1024 MiB (${containerId})`;
const [unreadableJournal, unreadableKernel] = ['journal=unreadable', 'kernel log=unreadable'];

const well: Printed = {
  unit_state: unit('active'),
  unit_journal: journal(),
  kernel_log: 'kernel log=readable',
  answer: 'ok',
  port_holder: 'the daemon',
  disk: 'space used=12\ninodes used=4',
  settings: "whole, port 24444, prefix '', ssl false",
  daemon_log: 'report age=2',
  process: 'main state=S\nstarves=false',
  containers: 'docker=readable',
  pressure: 'cpu pressure=3.20\nmemory pressure=0.00\nload per cpu=0.04 / 2\nMem: 609 62 477',
  stuck: '',
  orphans: 'count=0',
};
const dead: Printed = { ...well, answer: 'refused', port_holder: 'nobody', daemon_log: 'report age=600' };

function conclude(printed: Printed): VerdictResult {
  const captures: Record<string, Value> = {};
  for (const step of runbook.steps) {
    if (!('run' in step)) throw new Error(`${step.id} is no plain step`);
    if (step.id in printed && printed[step.id] === undefined) continue;
    const output = { exit: 0n, stdout: printed[step.id] ?? '', stderr: '' };
    const scope = { ...scopeOf(withCaptures(started, captures), { host: 'node1' }), ...output };
    for (const [capture, expression] of Object.entries(step.capture)) {
      const evaluated = evaluate(expression, scope);
      const value = 'value' in evaluated ? toValue(evaluated.value) : undefined;
      if (value === undefined)
        throw new Error(`${step.id}: ${capture} could not be captured: ${JSON.stringify(evaluated)}`);
      captures[capture] = value;
    }
  }
  return verdictOf(withCaptures(started, captures))!;
}

const cases: readonly (readonly [verdict: string, what: string, printed: Printed])[] = [
  ['healthy', 'it runs and answers', well],
  [
    'healthy',
    'another unit was killed for memory',
    { ...well, kernel_log: kernel('CONSTRAINT_NONE', 'java', '/system.slice/docker-1.scope') },
  ],
  [
    'in_container',
    'the unit is stopped and a container is there',
    { ...well, unit_state: unit('inactive'), port_holder: 'somebody else: node (PID 7)', containers: contained('no') },
  ],
  [
    'container_limit',
    'the container of the daemon hit its limit',
    { ...dead, unit_state: unit('inactive'), containers: contained('yes') },
  ],
  [
    'container_limit',
    'and came back since',
    {
      ...well,
      unit_state: unit('inactive').replace('loaded', 'not-found'),
      port_holder: 'somebody else: node (PID 7)',
      containers: contained('no'),
      kernel_log: kernel('CONSTRAINT_MEMCG', 'java', `/system.slice/docker-${containerId}.scope`),
    },
  ],
  [
    'container_killed',
    'a Docker instance',
    {
      ...well,
      containers: `docker=readable\ninstance killed lobby exited, killed for memory: yes, restarts: 0, limit: 512 MiB (${containerId})`,
    },
  ],
  [
    'container_killed',
    'a Docker instance that came back',
    {
      ...well,
      containers: `docker=readable\ninstance lobby running, killed for memory: no, restarts: 1, limit: 512 MiB (${containerId})`,
      kernel_log: kernel('CONSTRAINT_MEMCG', 'java', `/docker/${containerId}`),
    },
  ],
  ['no_unit', 'there is no such unit', { ...dead, unit_state: unit('inactive').replace('loaded', 'not-found') }],
  ['settings_lost', 'global.json is empty', { ...dead, unit_state: unit('failed', 'exit-code'), settings: 'empty' }],
  [
    'new_key',
    'its settings were damaged when it started',
    {
      ...well,
      daemon_log:
        'report age=2\nnew key: [11/22 10:00:00] [ERROR] [StorageSubsystem] Failed to parse data/Config/global.json: x. Treating it as missing',
    },
  ],
  ['settings_lost', 'global.json is empty though it still runs', { ...well, settings: 'no key' }],
  [
    'port_taken',
    'F: another process',
    { ...dead, unit_state: unit('failed', 'exit-code'), port_holder: 'somebody else: nc (PID 7)' },
  ],
  [
    'port_taken',
    'F: a second daemon that answers in its place',
    { ...well, unit_state: unit('activating'), port_holder: 'somebody else: node (PID 7)' },
  ],
  [
    'disk_full',
    'G: no space',
    { ...dead, unit_state: unit('failed', 'exit-code'), disk: 'space used=100\ninodes used=4' },
  ],
  [
    'disk_full',
    'G: no inodes',
    { ...dead, unit_state: unit('failed', 'exit-code'), disk: 'space used=12\ninodes used=100' },
  ],
  [
    'disk_full',
    'G: there was none when it failed',
    {
      ...dead,
      unit_state: unit('failed', 'exit-code'),
      daemon_log: 'report age=9\nError: ENOSPC: no space left on device',
    },
  ],
  ['storage', 'I: processes wait for a disk', { ...well, answer: 'no answer in 5 s', stuck: 'node (PID 898)' }],
  [
    'orphans',
    'instances outlived it',
    { ...dead, unit_state: unit('failed', 'signal'), orphans: 'java (PID 9) in /x\ncount=1' },
  ],
  [
    'starved',
    'E: the CPU is short',
    { ...well, answer: 'no answer in 5 s', process: 'main state=R\nstarves=true\nbusy stress (PID 7): 98 %' },
  ],
  [
    'starved',
    'E: pressure alone says so',
    {
      ...well,
      answer: 'no answer in 5 s',
      process: 'main state=unknown\nstarves=unknown',
      pressure: 'cpu pressure=97.31\nload per cpu=31 / 2\nMem: 1',
    },
  ],
  [
    'hung',
    'E: on a host that is short of CPU, too',
    {
      ...well,
      answer: 'no answer in 5 s',
      process: 'main state=T\nstarves=false',
      pressure: 'cpu pressure=97.31\nload per cpu=31 / 2\nMem: 1',
    },
  ],
  ['hung', 'E: nothing is short', { ...well, answer: 'no answer in 5 s' }],
  [
    'hung',
    'E: with a kill for memory an hour ago',
    { ...well, answer: 'no answer in 5 s', kernel_log: kernel('CONSTRAINT_NONE', 'java') },
  ],
  [
    'cgroup_limit',
    'C: killed at a limit',
    {
      ...dead,
      unit_state: unit('failed', 'oom-kill'),
      kernel_log: kernel('CONSTRAINT_MEMCG', 'java'),
      unit_journal: journal(killed, "Failed with result 'oom-kill'."),
    },
  ],
  [
    'daemon_ate_memory',
    'B: the daemon itself',
    {
      ...dead,
      unit_state: unit('failed', 'oom-kill'),
      kernel_log: kernel('CONSTRAINT_NONE', 'node'),
      unit_journal: journal(
        killed,
        'Main process exited, code=killed, status=9/KILL',
        "Failed with result 'oom-kill'.",
      ),
    },
  ],
  [
    'daemon_ate_memory_back',
    'B: the daemon itself, and systemd restarted it',
    {
      ...well,
      unit_state: unit('active', 'success', '1'),
      kernel_log: kernel('CONSTRAINT_NONE', 'node'),
      unit_journal: journal(
        killed,
        'Main process exited, code=killed, status=9/KILL',
        "Failed with result 'oom-kill'.",
      ),
    },
  ],
  [
    'instance_ate_memory',
    'A: an instance, and it stays down',
    {
      ...dead,
      unit_state: unit('failed', 'oom-kill'),
      kernel_log: kernel('CONSTRAINT_NONE', 'java'),
      unit_journal: journal(killed, "Failed with result 'oom-kill'."),
    },
  ],
  [
    'instance_ate_memory_back',
    'A: an instance, and systemd restarted it',
    {
      ...well,
      unit_state: unit('active', 'success', '1'),
      kernel_log: kernel('CONSTRAINT_NONE', 'java'),
      unit_journal: journal(killed, "Failed with result 'oom-kill'."),
    },
  ],
  [
    'instance_ate_memory',
    'A: an instance that runs on node, too',
    {
      ...dead,
      unit_state: unit('failed', 'oom-kill'),
      kernel_log: kernel('CONSTRAINT_NONE', 'node'),
      unit_journal: journal(killed, "Failed with result 'oom-kill'."),
    },
  ],
  [
    'killed_for_memory',
    "the kernel's log is out of reach",
    { ...dead, unit_state: unit('failed', 'oom-kill'), kernel_log: unreadableKernel },
  ],
  [
    'instance_killed',
    'an instance alone (OOMPolicy=continue)',
    { ...well, kernel_log: kernel('CONSTRAINT_NONE', 'java'), unit_journal: journal(killed) },
  ],
  [
    'killed_unjournaled',
    'a kill, and no journal',
    { ...well, kernel_log: kernel('CONSTRAINT_NONE', 'java'), unit_journal: unreadableJournal },
  ],
  [
    'heap',
    'D: V8',
    {
      ...dead,
      unit_state: unit('failed', 'core-dump'),
      unit_journal: journal('FATAL ERROR: Reached heap limit Allocation failed', "Failed with result 'core-dump'."),
    },
  ],
  [
    'start_loop',
    'H: systemd gave up',
    {
      ...dead,
      unit_state: unit('failed', 'exit-code', '3'),
      unit_journal: journal("Failed with result 'exit-code'.", 'Start request repeated too quickly.'),
    },
  ],
  ['start_loop', 'H: it goes on without end', { ...dead, unit_state: unit('activating', 'exit-code', '41') }],
  ['under_way', 'it is just starting', { ...dead, unit_state: unit('activating') }],
  ['stopped', 'somebody stopped it', { ...dead, unit_state: unit('inactive') }],
  ['failed', 'it failed otherwise', { ...dead, unit_state: unit('failed', 'exit-code') }],
  [
    'came_back',
    'it failed and came back',
    { ...well, unit_state: unit('active', 'success', '1'), unit_journal: journal("Failed with result 'signal'.") },
  ],
];

describe('the verdict', () => {
  it.each(cases)('%s: %s', (verdict, _, printed) => {
    expect(conclude(printed).id).toBe(verdict);
  });

  it('covers every row that has a condition', () => {
    const concluded = new Set(cases.map(([verdict]) => verdict));
    expect(runbook.verdicts.filter(({ id, when }) => when !== undefined && !concluded.has(id))).toEqual([]);
  });

  it.each(runbook.steps.map(({ id }) => id))('goes on where %s fails, and blames memory no more than before', (id) => {
    expect(runbook.steps.find((step) => step.id === id)).toMatchObject({ onFailure: { then: 'continue' } });
    for (const [verdict, , printed] of cases) {
      const found = conclude({ ...printed, [id]: undefined });
      if (found.id === verdict) continue;
      expect(found.notExcluded.map(({ reason }) => reason.code)).toContain('run.verdict.notFound');
    }
  });

  it('says what could not be excluded without pressure figures', () => {
    const { id, notExcluded } = conclude({
      ...well,
      answer: 'no answer in 5 s',
      process: 'main state=unknown\nstarves=unknown',
      pressure: 'cpu pressure=unknown\nload per cpu=1 / 2\nMem: 1',
    });
    expect({ id, notExcluded: notExcluded.map((row) => row.id) }).toEqual({ id: 'hung', notExcluded: ['starved'] });
  });

  it('says that a container was not excluded where Docker does not answer', () => {
    const { id, notExcluded } = conclude({ ...well, containers: 'docker=unreadable' });
    expect({ id, notExcluded: notExcluded.map((row) => row.id) }).toEqual({
      id: 'healthy',
      notExcluded: ['container_killed'],
    });
  });

  it('says what could not be excluded without logs', () => {
    const { id, notExcluded } = conclude({
      ...dead,
      unit_state: unit('failed', 'core-dump'),
      unit_journal: unreadableJournal,
      kernel_log: unreadableKernel,
    });
    expect({ id, notExcluded: notExcluded.map((row) => row.id) }).toEqual({
      id: 'failed',
      notExcluded: ['heap', 'start_loop'],
    });
  });

  it('is never a kill for memory unless the kernel or systemd recorded one', () => {
    const blamesMemory = [
      'container_limit',
      'container_killed',
      'cgroup_limit',
      'daemon_ate_memory',
      'daemon_ate_memory_back',
      'instance_ate_memory',
      'instance_ate_memory_back',
      'killed_for_memory',
      'instance_killed',
      'killed_unjournaled',
    ];
    const situation = fc.record({
      unit_state: fc
        .tuple(
          fc.constantFrom('active', 'failed', 'inactive', 'activating', 'deactivating'),
          fc.constantFrom('success', 'exit-code', 'signal', 'core-dump', 'timeout'),
        )
        .map(([active, result]) => unit(active, result)),
      unit_journal: fc.constantFrom(
        journal(),
        journal(killed),
        journal('Main process exited, code=killed, status=9/KILL', "Failed with result 'signal'."),
        unreadableJournal,
      ),
      kernel_log: fc.constantFrom(
        'kernel log=readable',
        kernel('CONSTRAINT_NONE', 'node', '/user.slice'),
        unreadableKernel,
      ),
      answer: fc.constantFrom('ok', 'refused', 'no answer in 5 s', 'unknown', 'another answer: 404 '),
      daemon_log: fc.constantFrom('report age=2', 'report age=unknown', 'report age=9\nOut of memory, said a player'),
    });
    fc.assert(
      fc.property(situation, (printed) => {
        expect(blamesMemory).not.toContain(conclude({ ...well, ...printed }).id);
      }),
    );
  }, 60_000);
});
