// Runs over several hosts: roles, hosts that take turns, gates that compare, what one role's step found on another's.
import { describe, expect, it } from 'vitest';
import { planOf, runToEnd, simulate, summary, type Does, type World } from './support/simulation.ts';
import type { Recorded } from '../../../src/runbooks/run/Recorded.ts';

const head = `schema: runbook/v1
title: Test
`;
const two = `${head}targets: { db: { count: 1 }, web: {} }
`;
const hosts = { db: ['db1'], web: ['web1', 'web2', 'web3'] };

/** From `script` or `host script` to what it does; anything else ends with 0. */
function table(rows: Record<string, Does | ((count: number) => Does)>): World['script'] {
  return ({ script, host, count }) => {
    const row = rows[`${host} ${script}`] ?? rows[script];
    return typeof row === 'function' ? row(count) : (row ?? {});
  };
}

const types = (recorded: readonly Recorded[], type: string): readonly object[] =>
  recorded.flatMap(({ event }) => (event.type === type ? [event] : []));

describe('several roles', () => {
  it.each([
    ['all told the same', {}, 'same', []],
    ['one told nothing', { 'web2 look': { code: 1 } }, undefined, ['differ', 'same']],
  ])('have a verdict on all of their hosts, or none: %s', async (_, does, id, undecided) => {
    const plan = planOf(
      `${two}steps: [{ id: look, target: web, effect: read, run: look, onFailure: { then: continue }, capture: { seen: stdout } }]
verdicts:
  - { id: differ, when: 'seen.exists(h, seen.exists(other, seen[other] != seen[h]))', title: They differ }
  - { id: same, when: 'seen.exists(h, seen[h] == "")', title: They do not }
`,
      hosts,
    );
    const recorded = await runToEnd(plan, simulate({ script: table(does) }));
    const { verdict } = recorded.flatMap(({ event }) => (event.type === 'runEnded' ? [event] : []))[0] ?? {};
    expect({ id: verdict?.id, undecided: verdict?.notExcluded.map((row) => row.id) }).toEqual({ id, undecided });
  });

  it('run each step on the hosts of its target, and one on all hosts of two', async () => {
    const plan = planOf(
      `${two}
preconditions: [{ target: db, run: pre }]
steps:
  - { id: stop, target: web, run: stop, verify: [{ run: stopped }] }
  - { id: all, target: [db, web], run: all, verify: [{ run: ok }] }
postconditions: [{ target: [db, web], run: post }]
`,
      hosts,
    );
    const simulation = simulate({ script: table({}) });
    const recorded = await runToEnd(plan, simulation);
    expect(summary(recorded)).toMatchObject({ outcome: 'succeeded' });
    expect(simulation.effects.slice(0, 3).sort()).toEqual(['web1 stop', 'web2 stop', 'web3 stop']);
    expect(simulation.effects.slice(3).sort()).toEqual(['db1 all', 'web1 all', 'web2 all', 'web3 all']);
    const opened = (part: string): readonly string[] =>
      recorded.flatMap(({ event }) => (event.type === 'gateOpened' && event.part === part ? [event.host] : []));
    expect(opened('precondition')).toEqual(['db1']);
    expect(opened('postcondition')).toEqual(['db1', 'web1', 'web2', 'web3']);
  });

  it('give a step what a step on another role captured: a value of one host, a map by several', async () => {
    const plan = planOf(
      `${two}
steps:
  - { id: look, target: db, effect: read, run: look, capture: { leader: stdout } }
  - { id: each_load, target: web, effect: read, run: load, capture: { load: whole(stdout) } }
  - id: tell
    target: web
    when: leader == "yes" && load < 3
    run: 'tell "$leader" "$load" "$db_host" "$web_hosts"'
    verify: [{ run: ok }]
  - { id: sum, target: db, when: 'load["web2"] == 2 && web.hosts.size() == 3', run: sum, verify: [{ run: ok }] }
verdicts: [{ id: odd, when: 'load.exists(h, load[h] == 3)', title: Odd }]
`,
      hosts,
    );
    const seen: Record<string, Readonly<Record<string, string>>> = {};
    const simulation = simulate({
      script: ({ script, host, variables }) => {
        if (script.startsWith('tell')) seen[host] = variables;
        if (script === 'load') return { stdout: host.slice(-1) };
        return { stdout: 'yes\n' };
      },
    });
    const recorded = await runToEnd(plan, simulation);
    expect(summary(recorded)).toMatchObject({
      outcome: 'succeeded',
      steps: { 'tell@web1': 'done', 'tell@web2': 'done', 'tell@web3': 'skipped', 'sum@db1': 'done' },
    });
    expect(seen['web2']).toMatchObject({ leader: 'yes', load: '2', db_host: 'db1', web_hosts: 'web1\nweb2\nweb3' });
    expect(recorded.at(-1)?.event).toMatchObject({ verdict: { id: 'odd' } });
  });

  it('are undone in reverse order of start, over all roles', async () => {
    const plan = planOf(
      `${two}
steps:
  - { id: one, target: db, run: one, verify: [{ run: ok }], undo: { run: undo-one } }
  - { id: two, target: web, run: two, verify: [{ run: ok }], undo: { run: undo-two } }
  - { id: three, target: db, run: three, verify: [{ run: bad }], undo: { run: undo-three }, onFailure: { then: rollback } }
`,
      hosts,
    );
    const simulation = simulate({ script: table({ bad: { code: 1 } }) });
    expect(summary(await runToEnd(plan, simulation))).toMatchObject({ outcome: 'rolledBack' });
    const undone = simulation.effects.slice(5);
    expect(undone[0]).toBe('db1 undo-three');
    expect(undone.slice(1, 4).sort()).toEqual(['web1 undo-two', 'web2 undo-two', 'web3 undo-two']);
    expect(undone[4]).toBe('db1 undo-one');
  });
});

describe('a gate of a step that looks elsewhere', () => {
  const yaml = `${two}
steps:
  - id: change
    target: web
    run: change
    verify:
      - { run: own }
      - { target: db, run: seen }
    onFailure: { retry: { times: 1, delay: 1s } }
`;

  it('is one for the whole step, and waits until every host has come so far', async () => {
    const order: string[] = [];
    const simulation = simulate({
      script: ({ script, host, count }) => {
        order.push(`${host} ${script}`);
        // The last host is late, and fails its first attempt.
        return { code: host === 'web3' && script === 'change' && count === 1 ? 1 : 0 };
      },
    });
    const recorded = await runToEnd(planOf(yaml, hosts), simulation);
    expect(summary(recorded)).toMatchObject({ outcome: 'succeeded' });
    expect(order.lastIndexOf('db1 seen')).toBeGreaterThan(order.lastIndexOf('web3 own'));
    const verified = recorded.filter(
      ({ event }) => event.type === 'gateClosed' && event.part === 'verify' && event.shared,
    );
    expect(verified).toHaveLength(1);
  });

  it('fails the step on every host, and a retry looks anew', async () => {
    const simulation = simulate({ script: table({ seen: (count) => ({ code: count < 3 ? 1 : 0 }) }) });
    expect(summary(await runToEnd(planOf(yaml, hosts), simulation))).toMatchObject({ outcome: 'succeeded' });
    // Once before the change, once red after it, once green after the second attempt.
    expect(simulation.effects.filter((effect) => effect.endsWith(' change'))).toHaveLength(6);
  });

  it('that stops without an answer does not leave the run hanging', async () => {
    const simulation = simulate({ script: table({ 'web2 own': (count) => ({ code: count > 1 ? 127 : 1 }) }) });
    expect(summary(await runToEnd(planOf(yaml, hosts), simulation))).toMatchObject({ outcome: 'unknown', code: 6 });
  });
});

describe('a gate that compares hosts', () => {
  const yaml = (value: string, expects: string): string => `${two}
steps:
  - id: change
    target: web
    run: change
    verify: [{ target: [db, web], run: members, value: ${value}, expect: '${expects}', every: 1s, within: 3s }]
`;
  const same = 'values.all(h, values[h] == values[db.host])';

  it('is judged once on what all of them measured, and kept with each measure', async () => {
    const simulation = simulate({
      script: table({ 'web2 members': (count) => ({ stdout: count < 3 ? 'a' : 'a b' }), members: { stdout: 'a b' } }),
    });
    const recorded = await runToEnd(planOf(yaml('stdout', same), hosts), simulation);
    expect(summary(recorded)).toMatchObject({ outcome: 'succeeded' });
    const samples = recorded.flatMap(({ event }) =>
      event.type === 'gateSampled' && event.part === 'verify' ? [event] : [],
    );
    expect(samples.map(({ verdict }) => verdict)).toEqual(['fail', 'pass']);
    expect(samples[0]).toMatchObject({
      host: 'db1, web1, web2, web3',
      measured: { value: ['db1: a b', 'web1: a b', 'web2: a', 'web3: a b'] },
    });
  });

  it.each<[string, string, Does, number]>([
    ['hosts that print nothing do not agree, where the probe failed', 'stdout', { code: 1 }, 2],
    ['a probe that broke on one host leaves it open', 'stdout', { code: 127 }, 6],
    ['what cannot be measured leaves it open', 'whole(stdout)', { stdout: '' }, 6],
  ])('%s', async (_name, value, does, code) => {
    const simulation = simulate({
      script: table({ 'web2 members': does, members: { stdout: '1', ...(does.code === 1 ? does : {}) } }),
    });
    expect(summary(await runToEnd(planOf(yaml(value, same), hosts), simulation)).code).toBe(code);
  });
});

describe('once and parallel', () => {
  it('run a step on one host only', async () => {
    const plan = planOf(
      `${two}
steps:
  - { id: migrate, target: web, once: true, run: migrate, verify: [{ run: ok }], capture: { version: stdout } }
  - { id: use_it, target: web, when: version == "7", run: use-it, verify: [{ run: ok }] }
`,
      hosts,
    );
    const simulation = simulate({ script: table({ migrate: { stdout: '7' } }) });
    expect(summary(await runToEnd(plan, simulation))).toMatchObject({ outcome: 'succeeded' });
    expect(simulation.effects).toEqual(['web1 migrate', 'web1 use-it', 'web2 use-it', 'web3 use-it']);
  });

  const parallel = `${two}
steps:
  - { id: restart, target: web, parallel: 1, run: restart, verify: [{ run: ok }, { target: db, run: seen }] }
`;

  it('begin no host before the one before is proven', async () => {
    const order: string[] = [];
    const simulation = simulate({
      script: ({ script, host }) => {
        order.push(`${host} ${script}`);
        return {};
      },
    });
    expect(summary(await runToEnd(planOf(parallel, hosts), simulation))).toMatchObject({ outcome: 'succeeded' });
    const seen = order.flatMap((one, index) => (one === 'db1 seen' ? [index] : []));
    for (const [index, host] of ['web2', 'web3'].entries())
      expect(order.indexOf(`${host} restart`)).toBeGreaterThan(seen[index + 1] ?? Infinity);
  });

  it('begin no other host once one failed', async () => {
    const simulation = simulate({ script: table({ 'web1 restart': { code: 1 } }) });
    expect(summary(await runToEnd(planOf(parallel, hosts), simulation))).toMatchObject({
      outcome: 'failed',
      steps: { 'restart@web1': 'failed', 'restart@web2': 'skipped', 'restart@web3': 'skipped' },
    });
    expect(simulation.effects).toEqual(['web1 restart']);
  });
});

describe('each', () => {
  const yaml = (more = ''): string => `${two}
steps:
  - id: roll
    each: web
    ${more}
    steps:
      - { id: drain, target: db, run: 'drain "$web_host"', verify: [{ run: drained }], undo: { run: undrain } }
      - { id: restart, run: restart, verify: [{ run: up }], undo: { run: undo-restart }, capture: { pid: whole(stdout) } }
      - { id: note, effect: read, when: pid > 0, run: 'note "\${pid-}"' }
  - { id: after, target: db, when: 'pid["web2"] == 2', run: after, verify: [{ run: ok }] }
`;
  const pids = ({ script, host }: { script: string; host: string }): Does =>
    script === 'restart' ? { stdout: host.slice(-1) } : {};

  it('takes host after host through all nested steps', async () => {
    const drained: string[] = [];
    const simulation = simulate({
      script: (command) => {
        if (command.script.startsWith('drain "')) drained.push(command.variables['web_host'] ?? '');
        return pids(command);
      },
    });
    const recorded = await runToEnd(planOf(yaml(), hosts), simulation);
    expect(summary(recorded)).toMatchObject({
      outcome: 'succeeded',
      steps: { 'drain.1@db1': 'done', 'restart.2@web2': 'done', 'note.3@web3': 'done', 'after@db1': 'done' },
    });
    expect(simulation.effects.map((effect) => effect.split(' ').slice(0, 2).join(' '))).toEqual([
      ...['db1 drain', 'web1 restart', 'db1 drain', 'web2 restart', 'db1 drain', 'web3 restart', 'db1 after'],
    ]);
    expect(drained).toEqual(['web1', 'web2', 'web3']);
  });

  it('begins no other host when one failed', async () => {
    const simulation = simulate({ script: table({ 'web2 up': { code: 1 }, restart: { stdout: '1' } }) });
    expect(summary(await runToEnd(planOf(yaml(), hosts), simulation))).toMatchObject({ outcome: 'failed', code: 2 });
    expect(simulation.effects).not.toContain('web3 restart');
  });

  it('goes on past as many failed hosts as may fail, and gives up what they did not come to', async () => {
    const plan = planOf(
      yaml('maxFailures: 1').replaceAll('pid > 0', 'pid.orValue(0) > 0').replace('pid["web2"] == 2', 'pid.hasValue()'),
      hosts,
    );
    const simulation = simulate({ script: table({ 'web2 up': { code: 1 }, restart: { stdout: '1' } }) });
    expect(summary(await runToEnd(plan, simulation))).toMatchObject({
      outcome: 'continuedPastFailure',
      steps: { 'restart.2@web2': 'failed', 'note.2@web2': 'skipped', 'restart.3@web3': 'done', 'after@db1': 'done' },
    });
  });

  it('waits between two hosts, and leaves out those for which it is not meant', async () => {
    const plan = planOf(
      yaml("pause: 30s\n    when: host != 'web2'")
        .replaceAll('pid > 0', 'pid.orValue(0) > 0')
        .replace('pid["web2"] == 2', 'pid.hasValue()'),
      hosts,
    );
    const simulation = simulate({ script: pids });
    const began = simulation.now();
    const recorded = await runToEnd(plan, simulation);
    expect(summary(recorded)).toMatchObject({
      outcome: 'succeeded',
      steps: { 'drain.2@db1': 'skipped', 'restart.2@web2': 'skipped', 'restart.3@web3': 'done' },
    });
    expect(types(recorded, 'timerFired')).toHaveLength(1);
    expect(simulation.now() - began).toBeGreaterThanOrEqual(30_000);
  });

  it('is undone in reverse order of start', async () => {
    const plan = planOf(
      yaml().replace(
        'capture: { pid: whole(stdout) } }',
        'capture: { pid: whole(stdout) }, onFailure: { then: rollback } }',
      ),
      hosts,
    );
    const simulation = simulate({ script: table({ 'web2 up': { code: 1 }, restart: { stdout: '1' } }) });
    expect(summary(await runToEnd(plan, simulation))).toMatchObject({ outcome: 'rolledBack' });
    expect(simulation.effects.slice(4)).toEqual([
      'web2 undo-restart',
      'db1 undrain',
      'web1 undo-restart',
      'db1 undrain',
    ]);
  });

  it('is foreseen host by host', async () => {
    const recorded = await runToEnd(planOf(yaml(), hosts), simulate({ script: pids }), 'plan');
    const foreseen = recorded.flatMap(({ event }) =>
      event.type === 'stepForeseen' ? [[`${event.step}@${event.host}`, event.foresight]] : [],
    );
    expect(Object.fromEntries(foreseen)).toMatchObject({
      'drain.1@db1': 'willRun',
      'restart.3@web3': 'willRun',
      'note.2@web2': 'depends',
      'after@db1': 'depends',
    });
  });
});
