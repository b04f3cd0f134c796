// Whole runs in a simulated world: what happens, in which order, and how it ends.
import { describe, expect, it } from 'vitest';
import { nextMove } from '../../../src/runbooks/views/words/nextMove.ts';
import { viewRun } from '../../../src/runbooks/views/viewRun.ts';
import { planOf, runToEnd, simulate, summary, type Does } from './support/simulation.ts';

const head = `schema: runbook/v1
title: Test
targets: { node: {} }
`;

/** A table from script to what it does; anything else ends with 0. */
const table =
  (rows: Record<string, Does | ((count: number) => Does)>) =>
  ({ script, count }: { script: string; count: number }): Does => {
    const row = rows[script];
    return typeof row === 'function' ? row(count) : (row ?? {});
  };

describe('a run', () => {
  it('goes through preconditions, reads, changes with their gates, and postconditions', async () => {
    const plan = planOf(`${head}
preconditions: [{ run: pre }]
steps:
  - { id: look, effect: read, run: look, capture: { lines: 'whole(stdout)' } }
  - { id: act, run: act, verify: [{ run: probe, expect: 'stdout == "up"' }] }
postconditions: [{ run: post }]
`);
    const simulation = simulate({
      script: table({ look: { stdout: '3\n' }, probe: (count) => ({ stdout: count === 1 ? 'down' : 'up' }) }),
    });
    const recorded = await runToEnd(plan, simulation);
    expect(summary(recorded)).toMatchObject({
      outcome: 'succeeded',
      code: 0,
      steps: { 'look@web1': 'done', 'act@web1': 'done' },
    });
    expect(simulation.effects).toEqual(['web1 act']);
  });

  it('samples the gates of a change before it, and says which were green already', async () => {
    const plan = planOf(`${head}
steps: [{ id: act, run: act, verify: [{ run: probe }] }]
`);
    const recorded = await runToEnd(plan, simulate({ script: table({}) }));
    const before = recorded.find(({ event }) => event.type === 'gateClosed' && event.part === 'before');
    expect(before?.event).toMatchObject({ verdict: 'pass' });
  });

  it('ends with nothing to do when every check finds it already so', async () => {
    const plan = planOf(`${head}
steps: [{ id: act, check: is-so, run: act, verify: [{ run: probe }] }]
`);
    const simulation = simulate({ script: table({}) });
    expect(summary(await runToEnd(plan, simulation))).toMatchObject({ outcome: 'nothingToDo', code: 0 });
    expect(simulation.effects).toEqual([]);
  });

  it('does not take a check that broke for an answer', async () => {
    const plan = planOf(`${head}
steps: [{ id: act, check: is-so, run: act, verify: [{ run: probe }] }]
`);
    const simulation = simulate({ script: table({ 'is-so': { code: 127 } }) });
    expect(summary(await runToEnd(plan, simulation))).toMatchObject({
      outcome: 'failedUnchanged',
      code: 1,
      reason: 'run.check.broken',
    });
    expect(simulation.effects).toEqual([]);
  });

  it.each([
    ['a failed precondition blocks', { pre: { code: 1 } }, { outcome: 'blocked', code: 3, reason: 'run.gate.failed' }],
    [
      'a broken precondition is inconclusive',
      { pre: { code: 127 } },
      { outcome: 'unknown', code: 6, reason: 'run.gate.inconclusive' },
    ],
    ['a failed script', { act: { code: 2 } }, { outcome: 'failed', code: 2, reason: 'run.step.exit' }],
    [
      'exit 0 with a failed gate is a failed step',
      { probe: { code: 1 } },
      { outcome: 'failed', code: 2, reason: 'run.gate.failed' },
    ],
    ['a failed postcondition', { post: { code: 1 } }, { outcome: 'failed', code: 2, reason: 'run.gate.failed' }],
  ])('%s', async (_name, rows: Record<string, Does>, expected) => {
    const plan = planOf(`${head}
preconditions: [{ run: pre }]
steps: [{ id: act, run: act, verify: [{ run: probe }] }]
postconditions: [{ run: post }]
`);
    expect(summary(await runToEnd(plan, simulate({ script: table(rows) })))).toMatchObject(expected);
  });

  it('is failed, not blocked, when all was so already and a postcondition does not hold', async () => {
    const plan = planOf(`${head}
steps: [{ id: act, check: is-so, run: act, verify: [{ run: probe }] }]
postconditions: [{ run: post }]
`);
    const simulation = simulate({ script: table({ post: { code: 1 } }) });
    expect(summary(await runToEnd(plan, simulation))).toMatchObject({ outcome: 'failedUnchanged', code: 1 });
    expect(simulation.effects).toEqual([]);
  });

  it('undoes in reverse order of start, each undo with its own gates', async () => {
    const plan = planOf(`${head}
steps:
  - { id: one, run: one, verify: [{ run: ok }], undo: { run: undo-one, verify: [{ run: gone-one }] } }
  - { id: two, run: two, verify: [{ run: bad }], undo: { run: undo-two, verify: [{ run: gone-two }] }, onFailure: { then: rollback } }
`);
    const simulation = simulate({ script: table({ bad: { code: 1 } }) });
    const recorded = await runToEnd(plan, simulation);
    expect(summary(recorded)).toMatchObject({
      outcome: 'rolledBack',
      code: 1,
      undone: { 'one@web1': 'undone', 'two@web1': 'undone' },
    });
    expect(simulation.effects).toEqual(['web1 one', 'web1 two', 'web1 undo-two', 'web1 undo-one']);
  });

  it('does not call a rollback proven whose gate failed, and stops it there', async () => {
    const plan = planOf(`${head}
steps:
  - { id: one, run: one, verify: [{ run: ok }], undo: { run: undo-one } }
  - { id: two, run: two, verify: [{ run: bad }], undo: { run: undo-two, verify: [{ run: gone-two }] }, onFailure: { then: rollback } }
`);
    const simulation = simulate({ script: table({ bad: { code: 1 }, 'gone-two': { code: 1 } }) });
    expect(summary(await runToEnd(plan, simulation))).toMatchObject({
      outcome: 'failed',
      code: 2,
      undone: { 'two@web1': 'failed' },
    });
    expect(simulation.effects).not.toContain('web1 undo-one');
  });

  it('stops a rollback at a boundary that is proven safe', async () => {
    const plan = planOf(`${head}
steps:
  - { id: one, run: one, verify: [{ run: ok }], undo: { run: undo-one } }
  - { id: two, run: two, verify: [{ run: ok }], undo: { boundary: No way back, verify: [{ run: safe }] } }
  - { id: three, run: three, verify: [{ run: bad }], undo: { run: undo-three }, onFailure: { then: rollback } }
`);
    const simulation = simulate({ script: table({ bad: { code: 1 } }) });
    expect(summary(await runToEnd(plan, simulation))).toMatchObject({
      outcome: 'failed',
      code: 2,
      undone: { 'two@web1': 'boundary', 'three@web1': 'undone' },
    });
    expect(simulation.effects).toEqual(['web1 one', 'web1 two', 'web1 three', 'web1 undo-three']);
  });

  it('tries again as often as the step says, after its delay', async () => {
    const plan = planOf(`${head}
steps: [{ id: act, run: act, verify: [{ run: probe }], onFailure: { retry: { times: 2, delay: 30s } } }]
`);
    const simulation = simulate({ script: table({ act: (count) => ({ code: count < 3 ? 1 : 0 }) }) });
    const started = simulation.now();
    expect(summary(await runToEnd(plan, simulation))).toMatchObject({
      outcome: 'succeeded',
      steps: { 'act@web1': 'done' },
    });
    expect(simulation.effects).toHaveLength(3);
    expect(simulation.now() - started).toBeGreaterThanOrEqual(60_000);
  });

  it('is blocked by a limit that is used up, with nothing changed', async () => {
    const plan = planOf(`${head}
steps: [{ id: act, run: act, limit: { times: 1, within: 30m }, verify: [{ run: probe }] }]
`);
    const limits = new Map([['test act', [1]]]);
    const simulation = simulate({ script: table({}), limits });
    expect(summary(await runToEnd(plan, simulation))).toMatchObject({
      outcome: 'blocked',
      code: 3,
      reason: 'run.limit.refused',
    });
    expect(simulation.effects).toEqual([]);
  });

  it('is blocked, not rolled back, when the step that would roll back was never launched', async () => {
    const plan = planOf(`${head}
steps: [{ id: act, run: act, require: [{ run: bad }], verify: [{ run: ok }], undo: { run: undo }, onFailure: { then: rollback } }]
`);
    const simulation = simulate({ script: table({ bad: { code: 1 } }) });
    expect(summary(await runToEnd(plan, simulation))).toMatchObject({ outcome: 'blocked', code: 3, undone: {} });
    expect(simulation.effects).toEqual([]);
  });

  it('goes on past a failure where the step says so, and does not call that a success', async () => {
    const plan = planOf(`${head}
steps:
  - { id: one, run: one, verify: [{ run: bad }], onFailure: { then: continue } }
  - { id: two, run: two, verify: [{ run: ok }] }
`);
    const simulation = simulate({ script: table({ bad: { code: 1 } }) });
    expect(summary(await runToEnd(plan, simulation))).toMatchObject({ outcome: 'continuedPastFailure', code: 2 });
    expect(simulation.effects).toEqual(['web1 one', 'web1 two']);
  });

  it('does not go on past what was blocked on every host, which comes before any failure', async () => {
    const steps = `steps:
  - { id: one, run: one, require: [{ run: allowed }], verify: [{ run: ok }], onFailure: { then: continue } }
  - { id: two, run: two, verify: [{ run: ok }] }
`;
    const everywhere = simulate({ script: table({ allowed: { code: 1 } }) });
    expect(summary(await runToEnd(planOf(`${head}\n${steps}`), everywhere))).toMatchObject({
      outcome: 'blocked',
      code: 3,
    });
    expect(everywhere.effects).toEqual([]);
    const onOne = simulate({
      script: ({ script, host }) => (host === 'web1' && script === 'allowed' ? { code: 1 } : {}),
    });
    expect(summary(await runToEnd(planOf(`${head}\n${steps}`, ['web1', 'web2']), onOne))).toMatchObject({
      outcome: 'continuedPastFailure',
    });
    expect(onOne.effects.toSorted()).toEqual(['web1 two', 'web2 one', 'web2 two']);
  });

  it('runs each step on all hosts before the next one, whatever each takes', async () => {
    const plan = planOf(
      `${head}
steps:
  - { id: one, run: one, verify: [{ run: ok }] }
  - { id: two, run: two, verify: [{ run: ok }] }
`,
      ['web1', 'web2', 'web3'],
    );
    const simulation = simulate({ script: table({}) });
    await runToEnd(plan, simulation);
    expect(simulation.effects.slice(0, 3).every((effect) => effect.endsWith(' one'))).toBe(true);
    expect(simulation.effects).toHaveLength(6);
  });

  it('fails before anything is done when a host cannot be connected', async () => {
    const plan = planOf(
      `${head}
steps: [{ id: act, run: act, verify: [{ run: ok }] }]
`,
      ['web1', 'web2'],
    );
    const simulation = simulate({ script: table({}), refuses: ['web2'] });
    expect(summary(await runToEnd(plan, simulation))).toMatchObject({ outcome: 'failedUnchanged', code: 1 });
    expect(simulation.effects).toEqual([]);
  });

  it('names every host that cannot be connected, and how to go on without them', async () => {
    const plan = planOf(`${head}\nsteps: [{ id: act, run: act, verify: [{ run: ok }] }]\n`, ['web1', 'web2', 'web3']);
    const recorded = await runToEnd(plan, simulate({ script: table({}), refuses: ['web1', 'web3'] }));
    expect(recorded.at(-1)?.event).toMatchObject({
      outcome: 'failedUnchanged',
      reason: {
        code: 'run.host.several',
        args: { count: 2, hosts: 'web1, web3' },
      },
    });
    expect(nextMove(viewRun(recorded), 'en')?.command).toMatch(/^runbook run \S+ --on node=web2$/);
  });

  it.each([
    ['what is known of one', ['web2'], 'run.host.unreachable'],
    ['their names', ['web1', 'web2'], 'run.host.several'],
  ])('that only looks goes on without hosts that cannot be connected, and says %s', async (_, refuses, code) => {
    const plan = planOf(
      `${head}
preconditions: [{ run: pre }]
steps:
  - { id: look, effect: read, run: look, capture: { load: 'whole(stdout)' } }
  - { id: again, effect: read, run: again, verify: [{ run: ok }] }
verdicts:
  - { id: idle, title: Idle, when: 'load.all(host, load[host] == 3)' }
`,
      ['web1', 'web2', 'web3'],
    );
    const recorded = await runToEnd(plan, simulate({ script: table({ look: { stdout: '3' } }), refuses }));
    const end = recorded.at(-1)?.event;
    expect(end).toMatchObject({ outcome: 'failedUnchanged', code: 1, reason: { code } });
    const looked = recorded.flatMap(({ event }) => (event.type === 'readEnded' ? [event.host] : []));
    expect(new Set(looked)).toEqual(new Set(['web1', 'web2', 'web3'].filter((host) => !refuses.includes(host))));
    const cells = viewRun(recorded).steps.flatMap(({ cells: of }) => of.map(({ host, state }) => [host, state]));
    expect(cells.filter(([host]) => refuses.includes(host ?? '')).every(([, outcome]) => outcome === 'skipped')).toBe(
      true,
    );
    expect(cells.filter(([, outcome]) => outcome === 'done')).toHaveLength(2 * (3 - refuses.length));
    // What not all of them told is no verdict.
    expect(end?.type === 'runEnded' ? end.verdict : undefined).toMatchObject({ notExcluded: [{ id: 'idle' }] });
    expect(nextMove(viewRun(recorded), 'en')?.command).toContain('--on');
  });

  it('that only looks fails what would compare hosts of which one cannot be connected', async () => {
    const plan = planOf(
      `${head}
preconditions: [{ run: pre, target: [node], expect: 'values.all(host, values[host] == "")', value: stdout }]
steps: [{ id: look, effect: read, run: look }]
`,
      ['web1', 'web2', 'web3'],
    );
    const recorded = await runToEnd(plan, simulate({ script: table({}), refuses: ['web2'] }));
    expect(recorded.at(-1)?.event).toMatchObject({
      outcome: 'failedUnchanged',
      reason: { code: 'run.host.unreachable' },
    });
    expect(recorded.filter(({ event }) => event.type === 'readEnded')).toEqual([]);
  });

  it('picks a step up again after the connection dropped, and does not launch it twice', async () => {
    const plan = planOf(`${head}
steps: [{ id: act, run: act, verify: [{ run: probe }], capture: { n: 'whole(stdout)' } }]
`);
    const simulation = simulate({ script: table({ act: { stdout: '42\n', drops: true } }) });
    const recorded = await runToEnd(plan, simulation);
    expect(summary(recorded)).toMatchObject({ outcome: 'succeeded' });
    expect(simulation.effects).toEqual(['web1 act']);
    expect(simulation.outputs.get('act@web1#1.run.stdout')).toBe('42\n');
    expect(recorded.map(({ event }) => event.type)).toContain('reattached');
  });
});

describe('a confirmation', () => {
  const yaml = `${head}
steps:
  - id: act
    effect: destructive
    confirm: { message: 'Really on {{ host }}?', show: [{ title: Memory, run: free }], type: '{{ host }}' }
    run: act
    verify: [{ run: ok }]
`;

  it('shows evidence and script, and is answered ahead by typing the right text', async () => {
    const simulation = simulate({ script: table({ free: { stdout: 'little' } }), prepared: { act: 'web1' } });
    const recorded = await runToEnd(planOf(yaml), simulation);
    const asked = recorded.find(({ event }) => event.type === 'confirmAsked')?.event;
    expect(asked).toMatchObject({
      mustType: 'web1',
      message: 'Really on web1?',
      shown: [{ title: 'Memory', observation: { stdout: 'little' } }],
      scripts: [{ host: 'web1', script: 'act' }],
    });
    expect(simulation.effects).toEqual(['web1 act']);
  });

  it.each([
    ['nobody can be asked', {}, 'run.confirm.unanswered'],
    ['the wrong text was given ahead', { act: 'web2' }, 'run.confirm.wrongText'],
  ])('blocks when %s', async (_name, prepared: Record<string, string>, reason) => {
    const simulation = simulate({ script: table({}), prepared });
    expect(summary(await runToEnd(planOf(yaml), simulation))).toMatchObject({ outcome: 'blocked', code: 3, reason });
    expect(simulation.effects).toEqual([]);
  });

  it('blocks before the first change when a later step could not be confirmed', async () => {
    const plan = planOf(`${head}
steps:
  - { id: first, run: first, verify: [{ run: ok }] }
  - { id: act, effect: destructive, confirm: { message: 'Sure?' }, run: act, verify: [{ run: ok }] }
`);
    const simulation = simulate({ script: table({}) });
    expect(summary(await runToEnd(plan, simulation))).toMatchObject({ outcome: 'blocked', code: 3 });
    expect(simulation.effects).toEqual([]);
  });

  it('asks once for all hosts, and again when the text was wrong', async () => {
    let asked = 0;
    const simulation = simulate({
      script: table({}),
      answers: () => {
        asked += 1;
        return { kind: 'confirm', yes: true, typed: asked === 1 ? 'nonsense' : 'web1, web2' };
      },
    });
    await runToEnd(planOf(yaml, ['web1', 'web2']), simulation);
    expect(asked).toBe(2);
    expect(simulation.effects).toEqual(['web1 act', 'web2 act']);
  });
});

describe('a gate', () => {
  const stable = `${head}
steps:
  - id: act
    run: act
    verify: [{ run: probe, every: 2s, within: 20s, stableFor: 10s }]
`;

  it('must stay green: a miss starts its window anew', async () => {
    const simulation = simulate({ script: table({ probe: (count) => ({ code: count === 4 ? 1 : 0 }) }) });
    const recorded = await runToEnd(planOf(stable), simulation);
    const samples = recorded.filter(({ event }) => event.type === 'gateSampled' && event.part === 'verify');
    expect(summary(recorded)).toMatchObject({ outcome: 'succeeded' });
    // One look before the change, then three in the first window (the third misses), then six for ten seconds.
    expect(samples.length).toBeGreaterThanOrEqual(8);
  });

  it('fails when no stable window begins in time', async () => {
    const simulation = simulate({ script: table({ probe: (count) => ({ code: count % 3 === 0 ? 1 : 0 }) }) });
    expect(summary(await runToEnd(planOf(stable), simulation))).toMatchObject({ outcome: 'failed', code: 2 });
  });

  it('is watched on until the others of its step have held still, too', async () => {
    const together = planOf(`${head}
steps:
  - id: act
    run: act
    verify:
      - { run: answers, every: 2s, within: 60s, stableFor: 10s }
      - { run: same, every: 2s, within: 20s, stableFor: 10s }
`);
    const scripts = (breaks: number): ReturnType<typeof simulate> =>
      simulate({
        script: table({
          answers: (count) => ({ code: count > 12 ? 0 : 1 }),
          // Green for longer than it has to be when it breaks, while the other is still red.
          same: (count) => ({ code: count < breaks ? 0 : 1 }),
        }),
      });
    expect(summary(await runToEnd(together, scripts(10)))).toMatchObject({ outcome: 'failed', code: 2 });
    const held = await runToEnd(together, scripts(1000));
    expect(summary(held)).toMatchObject({ outcome: 'succeeded' });
    const verify = held.flatMap(({ event }) => ('part' in event && event.part === 'verify' ? [event] : []));
    const closings = verify.flatMap(({ type }, index) => (type === 'gateClosed' ? [index] : []));
    expect(closings).toEqual([verify.length - 2, verify.length - 1]);
    // At the usual pace, not as often as the host can.
    expect(verify.filter(({ type }) => type === 'gateSampled').length).toBeLessThan(50);
  });

  it('asks when its probe broke, and counts a retry anew', async () => {
    const plan = planOf(`${head}
preconditions: [{ run: pre }]
steps: [{ id: look, effect: read, run: look }]
`);
    const simulation = simulate({
      script: table({ pre: (count) => ({ code: count === 1 ? 127 : 0 }) }),
      answers: () => ({ kind: 'decision', option: 'retry' }),
    });
    expect(summary(await runToEnd(plan, simulation))).toMatchObject({ outcome: 'succeeded' });
  });

  it('is treated as failed when the person says so', async () => {
    const plan = planOf(`${head}
preconditions: [{ run: pre }]
steps: [{ id: look, effect: read, run: look }]
`);
    const simulation = simulate({
      script: table({ pre: { code: 127 } }),
      answers: () => ({ kind: 'decision', option: 'fail' }),
    });
    expect(summary(await runToEnd(plan, simulation))).toMatchObject({ outcome: 'blocked', code: 3 });
  });

  it('never fails open on output that is no number', async () => {
    for (const stdout of ['', 'x', '1e999999', '12abc', '9'.repeat(70_000), '\0']) {
      const plan = planOf(`${head}
preconditions: [{ run: pre, value: whole(stdout), expect: value < 95 }]
steps: [{ id: look, effect: read, run: look }]
`);
      const simulation = simulate({ script: table({ pre: { stdout } }) });
      expect(summary(await runToEnd(plan, simulation)).code).toBe(6);
    }
  });
});

describe('cancelling', () => {
  it('kills what runs, looks, and says so', async () => {
    const plan = planOf(`${head}
steps: [{ id: act, run: act, verify: [{ run: probe, every: 1s, within: 1h }] }]
`);
    const cancel = new AbortController();
    const simulation = simulate({
      script: ({ script, count }) => {
        if (script === 'probe' && count === 3) cancel.abort();
        return { code: script === 'probe' ? 1 : 0 };
      },
    });
    expect(summary(await runToEnd(plan, simulation, 'run', cancel.signal))).toMatchObject({
      outcome: 'cancelled',
      code: 5,
    });
  });
});

describe('a plan', () => {
  it('looks only, and foresees each step', async () => {
    const plan = planOf(`${head}
preconditions: [{ run: pre }]
steps:
  - { id: look, effect: read, run: look, capture: { up: 'stdout == "up"' } }
  - { id: so, check: is-so, run: so, verify: [{ run: ok }] }
  - { id: todo, check: not-so, run: todo, verify: [{ run: ok }] }
  - { id: later, when: up, run: later, verify: [{ run: ok }] }
`);
    const simulation = simulate({ script: table({ 'not-so': { code: 1 } }) });
    const recorded = await runToEnd(plan, simulation, 'plan');
    const foreseen = recorded.flatMap(({ event }) =>
      event.type === 'stepForeseen' ? [[event.step, event.foresight]] : [],
    );
    expect(Object.fromEntries(foreseen)).toEqual({
      look: 'willRun',
      so: 'alreadySo',
      todo: 'willRun',
      later: 'depends',
    });
    expect(simulation.effects).toEqual([]);
    expect(summary(recorded)).toMatchObject({ code: 0 });
  });
});

describe('verdicts', () => {
  const yaml = (first: string): string => `${head.replace('node: {}', 'node: { count: 1 }')}
steps: [{ id: look, effect: read, run: look, capture: { up: 'stdout == "up"', n: 'size(stdout)' } }]
verdicts:
  - { id: up, when: ${first}, title: 'It is up ({{ n }})', because: { Size: n }, next: some/other }
  - { id: other, title: None of these }
`;

  it.each([
    ['the first true row wins', 'up', 'up', { id: 'up', title: 'It is up (2)', next: 'some/other' }],
    ['the last row wins when all others are false', 'up', 'down', { id: 'other' }],
  ])('%s', async (_name, when, stdout, expected) => {
    const recorded = await runToEnd(planOf(yaml(when)), simulate({ script: table({ look: { stdout } }) }));
    expect(recorded.at(-1)?.event).toMatchObject({ verdict: expected });
  });

  it('the evidence has labels of its own in each language', async () => {
    const label = "{ en: 'Size of {{ n }}', zh-cn: '大小 {{ n }}' }";
    const listed = yaml('up').replace('because: { Size: n }', `because: [{ title: ${label}, value: n }]`);
    const recorded = await runToEnd(planOf(listed), simulate({ script: table({ look: { stdout: 'up' } }) }));
    expect(recorded.at(-1)?.event).toMatchObject({
      verdict: {
        because: [{ label: { en: 'Size of 2', 'zh-cn': '大小 2' }, value: { type: 'int', value: '2' } }],
      },
    });
  });

  it('absence of evidence is no verdict', async () => {
    const recorded = await runToEnd(
      planOf(yaml('1 / (n - 4) > 0')),
      simulate({ script: table({ look: { stdout: 'down' } }) }),
    );
    const { event } = recorded.at(-1) ?? {};
    expect(event?.type === 'runEnded' ? event.verdict : undefined).toMatchObject({ notExcluded: [{ id: 'up' }] });
    expect(event?.type === 'runEnded' ? event.verdict?.id : 'none').toBeUndefined();
  });

  it.each([
    ['is missing, since its step failed', { look: { code: 1 } }],
    ['says unknown', { look: { stdout: 'unknown' } }],
  ])('a row is undecided where what it asks for %s', async (_name, does) => {
    const text = yaml('bool(up)')
      .replace('run: look,', 'run: look, title: See it, onFailure: { then: continue },')
      .replace(`'stdout == "up"'`, 'stdout');
    const recorded = await runToEnd(planOf(text), simulate({ script: table(does) }));
    expect(recorded.at(-1)?.event).toMatchObject({
      verdict: {
        because: [],
        notExcluded: [
          {
            id: 'up',
            reason: { code: 'run.verdict.notFound', args: { steps: { en: '“See it”', 'zh-cn': '“See it”' } } },
          },
        ],
      },
    });
  });
});
