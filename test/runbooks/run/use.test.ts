// Runbooks that use runbooks: as a step, as a precondition; inputs, roles, verdicts and captures between them.
import { describe, expect, it } from 'vitest';
import { planWith, runToEnd, simulate, summary, type Does, type World } from './support/simulation.ts';

const diagnose = `schema: runbook/v1
title: Diagnose
inputs: { unit: { type: string }, most: { type: integer, default: 3 } }
targets: { node: { count: 1 }, peer: {} }
preconditions: [{ target: node, run: pre-diagnose }]
steps:
  - { id: look, target: node, effect: read, run: 'look "$unit"', capture: { load: whole(stdout) } }
  - { id: peers, target: peer, effect: read, run: peers, capture: { sees: stdout } }
verdicts:
  - { id: storm, when: load > most, title: 'Too much of {{ unit }}' }
  - { id: split, when: 'sees.exists(h, sees[h] != "all")', title: Split }
  - { id: calm, title: Calm }
`;
const restart = `schema: runbook/v1
title: Restart
inputs: { unit: { type: string, pattern: '[a-z]+' } }
targets: { node: { count: 1 } }
preconditions: [{ run: pre-restart }]
steps:
  - { id: stop, run: 'stop "$unit"', verify: [{ run: stopped }], undo: { run: undo-stop } }
  - { id: start, run: start, verify: [{ run: started }], undo: { run: undo-start } }
postconditions: [{ run: post-restart }]
`;
const files = { 'diagnose.yaml': diagnose, 'restart.yaml': restart };
const hosts = { web: ['web1'], other: ['web2', 'web3'] };
const head = `schema: runbook/v1
title: Test
inputs: { service: { type: string, default: nginx } }
targets: { web: { count: 1 }, other: {} }
`;
const using = `${head}
steps:
  - id: why
    use: ./diagnose.yaml
    effect: read
    inputs: { unit: '{{ service }}' }
    targets: { node: web, peer: other }
    capture: { illness: verdict, load: load + 1, seen: 'sees.size()' }
  - id: cure
    when: illness == "storm" && seen == 2
    use: ./restart.yaml
    inputs: { unit: '{{ service }}' }
    targets: { node: web }
    confirm: { message: 'Restart {{ service }}?', type: '{{ service }}' }
    verify: [{ target: [web, other], run: well }]
    onFailure: { then: rollback }
  - { id: after, target: other, when: load == 6, run: 'after "$load"', verify: [{ run: ok }] }
`;
const table =
  (rows: Record<string, Does>): World['script'] =>
  ({ script }) =>
    rows[script.split(' ')[0] ?? ''] ??
    (script.startsWith('look') ? { stdout: '5' } : script === 'peers' ? { stdout: 'all' } : {});
const yes = { cure: 'nginx' };

describe('a step that is a runbook', () => {
  it('has its own inputs, roles and gates, and gives its verdict and captures', async () => {
    const variables: Record<string, Readonly<Record<string, string>>> = {};
    const simulation = simulate({
      script: (command) => {
        variables[command.script] = command.variables;
        return table({})(command);
      },
      prepared: yes,
    });
    const recorded = await runToEnd(await planWith(files, using, hosts), simulation);
    expect(summary(recorded)).toMatchObject({
      outcome: 'succeeded',
      steps: {
        'why.look@web1': 'done',
        'why.peers@web3': 'done',
        'why@web1': 'done',
        'cure.stop@web1': 'done',
        'cure@web1': 'done',
        'after@web3': 'done',
      },
    });
    expect(simulation.effects).toEqual([
      ...['web1 stop "$unit"', 'web1 start', 'web2 after "$load"', 'web3 after "$load"'],
    ]);
    expect(variables['stop "$unit"']).toMatchObject({ unit: 'nginx', node_host: 'web1', step_id: 'cure.stop' });
    expect(variables['stop "$unit"']).not.toHaveProperty('illness');
    const asked = recorded.find(({ event }) => event.type === 'confirmAsked')?.event;
    expect(asked).toMatchObject({ step: 'cure', mustType: 'nginx', hosts: ['web1'] });
    expect(recorded.find(({ event }) => event.type === 'useEnded')?.event).toMatchObject({
      step: 'why',
      verdict: { id: 'storm', title: 'Too much of nginx' },
    });
  });

  it.each<[string, Record<string, Does>, Record<string, string>, object]>([
    ['its precondition forbids it', { 'pre-restart': { code: 1 } }, yes, { outcome: 'blocked', code: 3 }],
    ['a step of it fails', { started: { code: 1 } }, yes, { outcome: 'rolledBack', code: 1 }],
    ['its postcondition fails', { 'post-restart': { code: 1 } }, yes, { outcome: 'rolledBack', code: 1 }],
    ['a gate of the step itself fails', { well: { code: 1 } }, yes, { outcome: 'rolledBack', code: 1 }],
    ['nobody confirmed it', {}, {}, { outcome: 'blocked', code: 3, reason: 'run.confirm.unanswered' }],
  ])('ends as the step says when %s', async (_name, rows, prepared, expected) => {
    const simulation = simulate({ script: table(rows), prepared });
    expect(summary(await runToEnd(await planWith(files, using, hosts), simulation))).toMatchObject(expected);
  });

  it('takes an input that does not fit for a failure, with nothing of it begun', async () => {
    const simulation = simulate({ script: table({}), prepared: { cure: 'NGINX' } });
    const recorded = await runToEnd(await planWith(files, using, hosts, { service: 'NGINX' }), simulation);
    expect(summary(recorded)).toMatchObject({ outcome: 'failedUnchanged', reason: 'plan.input.pattern' });
    expect(simulation.effects).toEqual([]);
  });

  it('is used twice with its roles the other way round, and for each host', async () => {
    const twice = `${head}
steps:
  - { id: one, use: ./restart.yaml, inputs: { unit: a }, targets: { node: web } }
  - { id: rest, each: other, steps: [{ id: again, use: ./restart.yaml, inputs: { unit: b }, targets: { node: other } }] }
`;
    const simulation = simulate({ script: table({}) });
    const recorded = await runToEnd(await planWith(files, twice, hosts), simulation);
    expect(summary(recorded)).toMatchObject({
      outcome: 'succeeded',
      steps: { 'one.stop@web1': 'done', 'again.1.stop@web2': 'done', 'again.2.start@web3': 'done' },
    });
    expect(simulation.effects.map((effect) => effect.split(' ')[0])).toEqual([
      ...['web1', 'web1', 'web2', 'web2', 'web3', 'web3'],
    ]);
  });

  it('is foreseen as far as its inputs are known', async () => {
    const recorded = await runToEnd(await planWith(files, using, hosts), simulate({ script: table({}) }), 'plan');
    const foreseen = recorded.flatMap(({ event }) =>
      event.type === 'stepForeseen' ? [[`${event.step}@${event.host}`, event.foresight]] : [],
    );
    expect(Object.fromEntries(foreseen)).toMatchObject({
      'why.look@web1': 'willRun',
      'cure@web1': 'depends',
      'after@web2': 'depends',
    });
  });
});

describe('a precondition that is a verdict', () => {
  const yaml = (override: string): string => `${head}
preconditions:
  - use: ./diagnose.yaml
    title: It is the storm
    inputs: { unit: '{{ service }}' }
    targets: { node: web, peer: other }
    expect: verdict == "storm"
    ${override}
steps: [{ id: act, target: web, run: act, verify: [{ run: ok }] }]
`;
  const calm = { look: { stdout: '1' } };

  it.each<[string, Record<string, Does>, string, Record<string, string>, object, string[]]>([
    ['lets the run go on', {}, '', {}, { outcome: 'succeeded' }, ['web1 act']],
    ['blocks it', calm, '', {}, { outcome: 'blocked', code: 3, reason: 'run.verdict.unmet' }, []],
    [
      'says what would have overridden it',
      calm,
      "override: 'go {{ web.host }}'",
      {},
      { outcome: 'blocked', reason: 'run.verdict.override' },
      [],
    ],
    [
      'is overridden by the right text ahead',
      calm,
      "override: 'go {{ web.host }}'",
      { 'precondition-1': 'go web1' },
      { outcome: 'succeeded' },
      ['web1 act'],
    ],
    ['is not by the wrong one', calm, 'override: go', { 'precondition-1': 'gone' }, { outcome: 'blocked' }, []],
    ['holds nothing that it cannot judge', { look: { stdout: '' } }, '', {}, { outcome: 'blocked' }, []],
  ])('%s', async (_name, rows, override, prepared, expected, effects) => {
    const simulation = simulate({ script: table(rows), prepared });
    expect(summary(await runToEnd(await planWith(files, yaml(override), hosts), simulation))).toMatchObject(expected);
    expect(simulation.effects).toEqual(effects);
  });

  it('is asked for by a person, who has to type it', async () => {
    const asked: unknown[] = [];
    const simulation = simulate({
      script: table(calm),
      answers: (question) => {
        asked.push(question.kind === 'confirm' ? question.asked.mustType : question.kind);
        return { kind: 'confirm', yes: true, typed: 'go' };
      },
    });
    const recorded = await runToEnd(await planWith(files, yaml('override: go'), hosts), simulation);
    expect(summary(recorded)).toMatchObject({ outcome: 'succeeded' });
    expect(asked).toEqual(['go']);
    expect(recorded.map(({ event }) => event.type)).toContain('confirmAnswered');
  });

  it('is judged in a plan too', async () => {
    const recorded = await runToEnd(await planWith(files, yaml(''), hosts), simulate({ script: table(calm) }), 'plan');
    expect(recorded.find(({ event }) => event.type === 'stepForeseen')?.event).toMatchObject({ foresight: 'blocked' });
  });
});
