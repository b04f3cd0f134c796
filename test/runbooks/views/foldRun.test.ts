// The fold: what the view holds after the events of a run.
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../src/runbooks/run/Event.ts';
import type { Recorded } from '../../../src/runbooks/run/Recorded.ts';
import { emptyRun } from '../../../src/runbooks/views/fold/emptyRun.ts';
import { foldRun } from '../../../src/runbooks/views/foldRun.ts';
import type { CellView, RunView } from '../../../src/runbooks/views/RunView.ts';
import { explainRun } from '../../../src/runbooks/views/words/explain.ts';
import { viewRun } from '../../../src/runbooks/views/viewRun.ts';
import { stories } from './fixtures/stories.ts';
import { epoch, observed, story } from './fixtures/story.ts';

const host = 'games-01';
const of = (name: string): RunView => viewRun(stories[name]!());
const cell = (view: RunView, step: string): CellView => view.steps.find(({ id }) => id === step)!.cells[0]!;

describe('foldRun', () => {
  it('lays the whole plan out before anything happens', () => {
    const view = viewRun(stories['green']!().slice(0, 1));
    expect(view.title).toEqual({
      en: 'Recover a crashed MCSManager daemon',
      'zh-cn': '恢复崩溃的 MCSManager 守护进程',
    });
    expect(view.steps.map(({ id, cells }) => [id, cells.map(({ state }) => state)])).toEqual([
      ['evidence', ['waiting']],
      ['restart', ['waiting']],
      ['announce', ['waiting']],
    ]);
    expect(view.steps[1]!.title).toEqual({ en: 'Restart mcsm-daemon.service', 'zh-cn': '重启 mcsm-daemon.service' });
    expect(view.hosts).toMatchObject([{ name: host, roles: ['node'], state: 'waiting' }]);
  });

  it('keeps what a step captured, was confirmed with, printed and was allowed', () => {
    const view = of('green');
    expect(cell(view, 'evidence').attempts[0]!.captures['oom_killed']).toEqual({ type: 'bool', value: true });
    expect(view.steps[1]!.confirms[0]!.answer).toMatchObject({ yes: true, typed: host, by: 'ada@desk' });
    const attempt = cell(view, 'restart').attempts[0]!;
    expect(attempt.output).toContain('Started');
    expect(attempt.limit).toEqual({ state: 'reserved', times: 2, within: 1_800_000 });
    expect(view).toMatchObject({ outcome: 'succeeded', code: 0 });
  });

  it('flags the gate that was green before its change, and only that one', () => {
    const gates = cell(of('green'), 'restart').attempts[0]!.gates.filter(({ ref }) => ref.part === 'verify');
    expect(gates.map(({ greenBefore }) => greenBefore)).toEqual([false, true]);
    expect(gates[1]!.threshold).toEqual({ op: '<', number: 200_000 });
  });

  it('starts the stable window anew when the host is lost and when the run is resumed', () => {
    const waiting = of('waiting');
    const verify = (view: RunView): number | undefined =>
      cell(view, 'restart').attempts[0]!.gates.find(({ ref }) => ref.part === 'verify')!.progress.windowSince;
    expect(verify(waiting)).toBeDefined();
    const next = (event: RunEvent): RunView => foldRun(waiting, { seq: 99, at: waiting.lastAt + 1, event });
    expect(verify(next({ type: 'hostLost', host, reason: 'reset' }))).toBeUndefined();
    expect(
      verify(next({ type: 'runResumed', by: 'bo@desk', engine: '0.1.0', interactive: true, prepared: {} })),
    ).toBeUndefined();
  });

  it('tells a lost host that came back, and that its step was picked up', () => {
    const view = of('lostAndBack');
    expect(view.hosts[0]).toMatchObject({ state: 'connected', connections: 2, lost: 'keepalive: no answer for 30 s' });
    expect(cell(view, 'restart').attempts[0]!).toMatchObject({
      output: 'half a line\n',
      reattached: [{ found: 'followed' }],
    });
  });

  it('tells whose agent is waited for until the host is there or is given up', () => {
    const { lastAt: at, ...rest } = of('waiting');
    const asked = foldRun({ ...rest, lastAt: at }, { seq: 99, at, event: { type: 'agentAsked', host, key: 'yubi' } });
    expect(asked.hosts[0]).toMatchObject({ agent: 'yubi' });
    const connected = asked.hosts[0]!.identity!;
    for (const event of [
      connected,
      { type: 'hostRefused', host, failure: { code: 'hosts.cancelled' }, final: true },
    ] as const) {
      expect(foldRun(asked, { seq: 100, at, event }).hosts[0]!.agent).toBeUndefined();
    }
  });

  it('keeps gates that belong to no single host with their step, and knows what they saw before its change', () => {
    const [save, leave] = of('together').steps;
    expect(save!.conditions.map(({ part, index }) => [part, index])).toEqual([
      ['verify', 1],
      ['undo', 0],
    ]);
    const [before, after] = save!.conditions[0]!.gates;
    expect([before!.ref.part, after!.ref.part]).toEqual(['before', 'verify']);
    expect(after).toMatchObject({ verdict: 'pass', count: 2, greenBefore: true });
    expect(leave!.conditions.map(({ part, gates }) => [part, gates[0]!.verdict])).toEqual([
      ['precondition', 'pass'],
      ['postcondition', 'pass'],
    ]);
  });

  it('makes no undo of its own of a gate that proves one on all hosts together', () => {
    const view = of('unequal');
    expect(view.undos.map((undo) => undo.host)).toEqual(['vmq1', 'vmq2']);
    expect(view.steps[0]!.conditions[1]!.gates[0]).toMatchObject({ verdict: 'fail', ref: { host: 'vmq1, vmq2' } });
  });

  it('takes a guard for what its last look was, and remembers what it did', () => {
    const [own, used] = of('stopped').guards;
    expect(own).toMatchObject({ step: undefined, gates: [{ verdict: 'pass', count: 4 }] });
    expect(own!.failures).toMatchObject([{ host: 'vmq2', then: 'pause', inconclusive: false }]);
    expect(used).toMatchObject({ step: 'leave', then: 'stop', gates: [{ verdict: 'fail' }] });
    expect(of('guarded').guards[0]!.gates[0]).toMatchObject({ verdict: 'fail', closedAt: undefined });
  });

  it('names in a plan all that no single host has, with what is known of their inputs', () => {
    const view = of('togetherPlan');
    expect(view.guards.map(({ title, gates }) => [title, gates])).toEqual([
      [expect.objectContaining({ en: 'The other node still serves' }), []],
      [expect.objectContaining({ en: 'At most 9 sessions are lost' }), []],
    ]);
  });

  it('starts the window of a gate that compares hosts anew when one of them is lost', () => {
    const journal = stories['together']!();
    const closed = journal.findIndex(
      ({ event }) => event.type === 'gateClosed' && event.part === 'verify' && event.shared,
    );
    const view = viewRun(journal.slice(0, closed));
    const lost = foldRun(view, { seq: 99, at: view.lastAt, event: { type: 'hostLost', host: 'vmq2', reason: '' } });
    const compared = (one: RunView) => one.steps[0]!.conditions[0]!.gates[1]!.progress;
    expect([compared(view).windowSince !== undefined, compared(lost).interrupted]).toEqual([true, true]);
  });

  it('draws a step in turns once, with the gates of all its rounds', () => {
    const told = story(
      {
        title: 'T',
        targets: { web: {}, db: {} },
        steps: [
          {
            id: 'roll',
            each: 'web',
            steps: [{ id: 'restart', run: 'r', verify: [{ title: 'Seen', target: 'db', run: 'seen' }] }],
          },
        ],
      },
      { name: 'n', roles: { web: ['w1', 'w2'], db: ['d1'] } },
    );
    for (const [round, name] of ['w1', 'w2'].entries()) {
      const step = `restart.${String(round + 1)}`;
      told
        .change(step, name, 0, '')
        .gate({ part: 'verify', step, host: 'd1', shared: true }, [{ verdict: round === 0 ? 'pass' : 'fail' }]);
    }
    const view = viewRun(told.recorded);
    const step = view.steps.find(({ conditions }) => conditions.length > 0)!;
    expect(step.conditions[0]!.gates.map(({ verdict }) => verdict)).toEqual(['pass', 'fail']);
    expect(explainRun(view, 'en').map((one) => one.host)).toEqual(['w2: d1']);
    expect(step.cells.map(({ state }) => state)).toEqual(['verifying', 'verifying']);
  });

  it('opens a new attempt on a retry and keeps the earlier one', () => {
    const told = story(
      { title: 'T', targets: { node: {} }, steps: [{ id: 'a', run: 'false', verify: [{ run: 'true' }] }] },
      { name: 'n', roles: { node: [host] } },
    )
      .change('a', host, 1, 'first\n')
      .tell({ type: 'retryStarted', step: 'a', host, attempt: 2 })
      .change('a', host, 0, 'second\n', { attempt: 2 })
      .settle('a', host, 'done', undefined, 2);
    const { attempts, state } = cell(viewRun(told.recorded), 'a');
    expect(attempts.map(({ attempt, output }) => [attempt, output])).toEqual([
      [1, 'first\n'],
      [2, 'second\n'],
    ]);
    expect(state).toBe('done');
  });

  it('shows what was under way as interrupted once the run is resumed', () => {
    const view = of('waiting');
    const resumed = foldRun(view, {
      seq: 99,
      at: view.lastAt + 60_000,
      event: { type: 'runResumed', by: 'bo@desk', engine: '0.1.0', interactive: true, prepared: {} },
    });
    expect(cell(resumed, 'restart').state).toBe('interrupted');
    expect(resumed.resumes).toEqual([{ at: view.lastAt + 60_000, by: 'bo@desk' }]);
    expect(cell(resumed, 'evidence')).toBe(cell(view, 'evidence'));
  });

  it('takes an event of an unknown step, host or gate for nothing', () => {
    const view = of('waiting');
    const strange: RunEvent[] = [
      { type: 'captured', step: 'nowhere', host, attempt: 1, values: {} },
      { type: 'hostLost', host: 'nobody', reason: '' },
      { type: 'gateClosed', part: 'precondition', index: 7, host, attempt: 1, verdict: 'pass' },
    ];
    for (const event of strange) expect(foldRun(view, { seq: 99, at: view.lastAt, event })).toEqual(view);
  });

  it('shares everything that an event does not touch', () => {
    const before = of('hosts100');
    const after = foldRun(before, {
      seq: 9999,
      at: before.lastAt,
      event: {
        type: 'output',
        step: 'install',
        host: 'web-051',
        attempt: 1,
        stream: 'stdout',
        offset: 0,
        text: 'x',
        undo: false,
      },
    });
    expect(after.hosts).toBe(before.hosts);
    expect(after.steps[1]).toBe(before.steps[1]);
    expect(after.steps[0]!.cells.filter((one, index) => one !== before.steps[0]!.cells[index])).toHaveLength(1);
  });

  it('is the same event by event and all at once, for every story', () => {
    for (const tell of Object.values(stories)) {
      const recorded = tell();
      let view = emptyRun;
      for (const one of recorded) view = foldRun(view, one);
      expect(view).toEqual(viewRun(recorded));
    }
  });

  it('stays bounded and quick over 100,000 events', () => {
    const told = story(
      {
        title: 'T',
        targets: { node: {} },
        steps: [{ id: 'a', run: 'yes', verify: [{ run: 'true', value: 'whole(stdout)', expect: 'value < 5' }] }],
      },
      { name: 'n', roles: { node: Array.from({ length: 20 }, (_, index) => `h${String(index)}`) } },
    ).change('a', 'h0', 0, '');
    const gate = { part: 'verify', step: 'a', host: 'h0', index: 0, attempt: 1 } as const;
    told.tell({
      type: 'gateOpened',
      ...gate,
      title: '',
      expected: 'value < 5',
      timing: { every: 1000, stableFor: 0, timeout: 1000 },
    });
    const recorded: Recorded[] = [...told.recorded];
    for (let index = 0; index < 100_000; index++) {
      const at = epoch + index;
      const event: RunEvent =
        index % 2 === 0
          ? {
              type: 'output',
              step: 'a',
              host: 'h0',
              attempt: 1,
              stream: 'stdout',
              offset: index * 40,
              text: 'a line of some forty characters, all told\n',
              undo: false,
            }
          : {
              type: 'gateSampled',
              ...gate,
              verdict: 'pass',
              observation: observed({}, at),
              measured: { type: 'int', value: String(index) },
            };
      recorded.push({ seq: recorded.length, at, event });
    }
    const before = process.cpuUsage();
    const view = viewRun(recorded);
    // Processor time, since this machine may be busy with others; about a second, where anything quadratic takes minutes.
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(5);
    const attempt = cell(view, 'a').attempts[0]!;
    expect(attempt.output.length).toBeLessThan(40_000);
    expect(attempt.outputCut).toBe(true);
    const sampled = attempt.gates[0]!;
    expect(sampled.count).toBe(50_000);
    expect(sampled.samples.length).toBeLessThanOrEqual(401);
    expect(sampled.samples.at(-1)!.measured).toEqual({ type: 'int', value: '99999' });
    expect(sampled.samples[0]!.measured).toEqual({ type: 'int', value: '1' });
  }, 60_000);
});
