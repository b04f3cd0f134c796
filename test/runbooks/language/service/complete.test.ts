// Completion at a cursor, in finished, half-written and broken runbooks.
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { callableNames } from '../../../../src/runbooks/language/cel/overloads.ts';
import { complete } from '../../../../src/runbooks/language/service/complete.ts';
import type { CompletionItem } from '../../../../src/runbooks/language/service/completion/CompletionItem.ts';
import { functionText } from '../../../../src/runbooks/language/service/functionText.ts';
import { readRunbook } from '../../../../src/runbooks/language/readRunbook.ts';
import { shippedRunbooks } from '../../../shipped/shippedRunbooks.ts';
import { atCursor } from './atCursor.ts';
import { withSnippet } from './withSnippet.ts';

vi.setConfig({ testTimeout: 120_000 });

const HEAD = `schema: runbook/v1
title: Case
inputs:
  unit: { type: string, default: a.service }
  level: { type: enum, values: [low, high], default: low }
  pause: { type: duration, default: 5s }
  token: { type: secret }
targets:
  node: { count: 1 }
  peer: {}
steps:
  - id: look
    target: node
    effect: read
    run: echo "$unit"
    capture:
      found: lines(stdout).filter(l, l.contains("x"))
  - id: skipped
    target: node
    effect: read
    when: size(found) > 0
    run: echo
    capture: { maybe: stdout }
`;
const STEP = `${HEAD}  - id: change\n    target: node\n`;

function completed(marked: string): readonly CompletionItem[] {
  const { source, position } = atCursor(marked);
  return complete(source, position, {
    locale: 'en',
    runbooks: ['linux/free-memory', 'mcsmanager/recover-daemon'],
    files: ['./other.yaml'],
  });
}
const labels = (marked: string): string[] => completed(marked).map(({ label }) => label);

/** What must be offered, what must not be. */
const cases: readonly (readonly [name: string, marked: string, has: string, hasNot: string])[] = [
  ['keys of an empty file', '|', 'schema title steps runbook', 'id'],
  [
    'keys of the root that are left',
    `${HEAD}p|`,
    'preconditions postconditions description',
    'schema title steps inputs',
  ],
  ['keys of a step', `${STEP}    |`, 'run file manual use each verify confirm undo', 'id target'],
  ['keys at a dash', `${HEAD}  - |`, 'id run file look destructive', 'schema'],
  ['keys in front of a colon', `${STEP}    |: x`, 'run', 'id'],
  ['keys between two others', `${STEP}    con|\n    run: x\n    verify: []`, 'confirm capture', 'run verify file'],
  ['keys of a read step', `${STEP}    effect: read\n    run: x\n    |`, 'capture', 'undo limit'],
  [
    'keys of a file step',
    `${STEP}    file: { path: /x, content: y }\n    |`,
    'verify confirm',
    'undo capture run expect',
  ],
  ['keys of a manual step', `${STEP}    manual: Do it\n    |`, 'verify', 'confirm limit undo'],
  [
    'keys of a gate',
    `${STEP}    run: x\n    verify:\n      - run: y\n        |`,
    'expect every stableFor value',
    'run id',
  ],
  ['gates in an empty list', `${STEP}    verify:\n      |`, 'gate', 'id'],
  ['keys of a confirm in a line', `${STEP}    confirm: { |`, 'message when show type', 'run'],
  ['keys of an enum input', HEAD.replace('{ type: secret }', '{ type: enum, | }'), 'values default', 'min pattern'],
  ['keys of a text', 'schema: runbook/v1\ntitle:\n  |', 'en zh-cn', 'schema'],
  ['keys of an undo', `${STEP}    undo:\n      |`, 'run boundary verify', 'id'],
  ['effects', `${STEP}    effect: |`, 'read change destructive', 'true'],
  ['effects over what is there', `${STEP}    effect: re|ad`, 'read change destructive', 'true'],
  ['booleans', `${STEP}    once: |`, 'true false', 'read'],
  ['what comes after a failure', `${STEP}    onFailure: { then: | }`, 'stop rollback continue ask', 'pause'],
  ['undo in a word', `${STEP}    undo: |`, 'none', 'run'],
  ['types of inputs', HEAD.replace('type: secret', 'type: |'), 'string secret integer duration size enum', 'read'],
  ['values of an enum', HEAD.replace('default: low', 'default: |'), 'low high', 'true'],
  ['durations', `${STEP}    timeout: |`, '30s 5m', 'unit'],
  ['roles', `${HEAD}  - id: x\n    target: |`, 'node peer', 'unit'],
  ['roles in a list', `${HEAD}  - id: x\n    target: [node, |]`, 'node peer', 'unit'],
  ['roles for each', `${HEAD}  - id: x\n    each: |`, 'node peer', 'look'],
  ['steps of a guard', `${HEAD}guards:\n  - run: x\n    during: [|]`, 'look skipped', 'node'],
  ['the runbook that is next', `${HEAD}verdicts:\n  - id: a\n    next: |`, 'linux/free-memory', './other.yaml'],
  ['another runbook', `${HEAD}  - id: x\n    use: |`, './other.yaml', 'linux/free-memory'],
  ['names in a condition', `${STEP}    when: |`, 'found unit pause run_id host peer whole', 'token exit stdout value'],
  ['names of output', `${STEP}    run: x\n    expect: exit == 0 && st|`, 'exit stdout stderr', 'value'],
  [
    'names in a measured gate',
    `${STEP}    verify:\n      - run: x\n        value: whole(stdout)\n        expect: |`,
    'value previous first values',
    'token',
  ],
  [
    'captures that are not made yet',
    HEAD.replace('run: echo "$unit"', 'when: |\n    run: echo "$unit"'),
    'unit',
    'found maybe',
  ],
  ['names in a verdict', `${HEAD}verdicts:\n  - id: a\n    when: |`, 'found maybe unit', 'host exit token'],
  ['names in quotes', `${STEP}    when: "fo|"`, 'found', 'token'],
  ['names in a folded expression', `${STEP}    when: >-\n      size(found) > 0 &&\n      fo|`, 'found', 'token'],
  ['no names in a text', `${STEP}    when: found == "fo|"`, '', 'found whole'],
  ['no names behind an operand', `${STEP}    when: found |`, '', 'found whole'],
  ['names behind `in`', `${STEP}    when: '"x" in |'`, 'found', 'token'],
  ['methods of a list', `${STEP}    when: found.|`, 'filter exists size join', 'contains orValue'],
  ['methods of a text', `${STEP}    run: x\n    expect: stdout.co|`, 'contains', 'filter orValue'],
  ['methods of a call', `${STEP}    run: x\n    expect: lines(stdout).|`, 'filter size', 'contains'],
  ['methods of a bound name', `${STEP}    when: found.exists(line, line.|`, 'startsWith contains', 'filter'],
  ['a bound name', `${STEP}    when: found.exists(line, |`, 'line found', 'token'],
  ['what an optional has', `${STEP}    when: maybe.|`, 'orValue hasValue', 'contains'],
  ['the member of a role', `${STEP}    when: node.|`, 'host', 'hosts filter'],
  ['the members of many', `${STEP}    when: peer.|`, 'hosts', 'host filter'],
  ['no methods of a number', `${STEP}    when: 1.|`, '', 'filter contains'],
  ['variables', `${STEP}    run: echo "$|"`, 'unit token found host node_host peer_hosts run_id', 'peer exit'],
  ['variables in braces', `${STEP}    run: echo "\${un|"`, 'unit', 'exit'],
  ['variables in a block', `${STEP}    run: ‹|›`.replace('‹|›', '|\n      x=1\n      echo "$‹|›"\n'), 'unit x', 'exit'],
  ['no variables in single quotes', `${STEP}    run: awk '{ print $| }'`, '', 'unit'],
  ['no variables in comments', `${STEP}    run: ‹|›`.replace('‹|›', '|\n      # $‹|›\n'), '', 'unit'],
  ['no variables without a dollar', `${STEP}    run: un|`, '', 'unit'],
  ['names in a template', `${STEP}    title: Restart {{ un|`, 'unit', 'token exit'],
  ['names in a closed template', `${STEP}    title: { en: "Do {{ |}} it", zh-cn: x }`, 'unit', 'token'],
  ['no names in plain text', `${STEP}    title: Restart un|`, '', 'unit'],
  ['nothing in a comment', `${STEP}    # |`, '', 'run'],
  ['names in a step without a kind', `${HEAD}  - id: x\n    target: node\n    expect: |`, 'exit stdout unit', 'value'],
  ['below an open quote', `${STEP}    run: "echo\n    when: fo|\n    verify: []`, 'found', 'token'],
  ['above an open bracket', `${STEP}    when: fo|\n    confirm: { message: x\n    run: y\n`, 'found', 'token'],
  [
    'keys between a key and what belongs to it',
    `${STEP}    run: x\n    verify:\n    unt|\n      - run: y\n`,
    'undo confirm',
    'run id',
  ],
  ['in a step below a broken one', `${HEAD}  - id: [\n    run: x\n  - id: z\n    effect: |`, 'destructive', 'unit'],
  ['below a line with a tab', `${HEAD}\tbad: tab\n  - id: z\n    effect: |`, 'destructive', 'unit'],
];

describe('completion', () => {
  it.each(cases)('offers %s', (_, marked, has, hasNot) => {
    const offered = labels(marked);
    const words = (text: string): string[] => text.split(' ').filter((word) => word !== '');
    expect(offered).toEqual(expect.arrayContaining(words(has)));
    expect(offered.filter((label) => words(hasNot).includes(label))).toEqual([]);
    if (has === '') expect(offered).toEqual([]);
  });

  it('replaces what is there, in its line', () => {
    for (const [, marked] of cases) {
      const { source, position } = atCursor(marked);
      for (const { range } of completed(marked)) {
        expect(range.start.line).toBe(position.line);
        expect(range.end.line).toBe(position.line);
        expect(range.start.character).toBeLessThanOrEqual(position.character);
        expect(range.end.character).toBeGreaterThanOrEqual(position.character);
        expect(source.text.split('\n')[position.line]!.length).toBeGreaterThanOrEqual(range.end.character);
      }
    }
  });

  it.each([
    [`${STEP}    effect: de|`, 'destructive', `${STEP}    effect: destructive`],
    [`${STEP}    effect: "|"`, 'read', `${STEP}    effect: "read"`],
    [`${STEP}    ef|: read`, 'effect', `${STEP}    effect: read`],
    [`${STEP}    run: echo "$u|nit"`, 'found', `${STEP}    run: echo "$found"`],
    [`${STEP}    run: echo "\${u|"`, 'unit', `${STEP}    run: echo "\${unit}"`],
    [`${STEP}    when: si|`, 'size', `${STEP}    when: size()`],
    [`${STEP}    when: si|(found)`, 'size', `${STEP}    when: size(found)`],
    [`${STEP}    lim|`, 'limit', `${STEP}    limit:\n      times: \n      within: `],
    [`${HEAD}  - |`, 'id', `${HEAD}  - id: `],
    [`${HEAD}  - ver|`, 'verify', `${HEAD}  - verify:\n      - title: \n        run: \n        expect: `],
    [`${STEP}    confirm: { m| }`, 'message', `${STEP}    confirm: { message:  }`],
  ])('%#. writes what was chosen', (marked, label, expected) => {
    const { source } = atCursor(marked);
    const item = completed(marked).find((one) => one.label === label)!;
    expect(withSnippet(source.text, item)).toBe(expected);
  });

  it('tells what functions and keys do, in both languages', () => {
    for (const method of [true, false]) {
      for (const name of callableNames(method)) expect(functionText(name), name).toBeDefined();
    }
    const { source, position } = atCursor(`${STEP}    |`);
    const texts = complete(source, position, { locale: 'zh-cn' }).map(
      ({ documentation, detail }) => documentation ?? detail,
    );
    expect(texts.filter((text) => text !== undefined && !/\p{Script=Han}/u.test(text))).toEqual([]);
  });
});

describe('a snippet', () => {
  const whole = completed('|').filter(({ kind }) => kind === 'snippet');
  const parts = [
    ...completed(`${HEAD}  - |`).map((item) => ({ item, text: `${HEAD}  - ` })),
    ...completed(`${HEAD}postconditions:\n  - |`).map((item) => ({ item, text: `${HEAD}postconditions:\n  - ` })),
    ...completed(`${HEAD}verdicts:\n  |`).map((item) => ({ item, text: `${HEAD}verdicts:\n  ` })),
    ...whole.map((item) => ({ item, text: '' })),
  ].filter(({ item }) => item.kind === 'snippet');

  it.each(parts.map(({ item, text }) => [item.label, item, text] as const))(
    '%s is YAML of the right shape',
    (_, item, text) => {
      const read = readRunbook({
        uri: 'file:///case.yaml',
        text: withSnippet(text, item, 'x') + (text === '' ? '' : '\n'),
      });
      const codes = read.diagnostics.map(({ code }) => code);
      const shape = codes.filter((code) =>
        /unknownKey|missingKey|noKind|syntax|indent|unclosed|notAKey|expected/.test(code),
      );
      expect(shape).toEqual([]);
    },
  );

  it('is there for every part', () => {
    expect(parts.map(({ item }) => item.label).sort()).toEqual([
      'change',
      'destructive',
      'each',
      'file',
      'gate',
      'gate: measured',
      'gate: stable',
      'look',
      'manual',
      'runbook',
      'verdict',
    ]);
  });

  it('is a sound runbook, whole', () => {
    const read = readRunbook({ uri: 'file:///case.yaml', text: withSnippet('', whole[0]!) });
    expect(read.diagnostics).toEqual([]);
  });
});

describe('completion never throws', () => {
  it('at any position of a step with everything in it', () => {
    const text = `${STEP}    confirm: { when: 'size(found) > 0', message: "Go {{ unit }}?", show: [{ title: x, run: free }] }
    run: |
      for f in $unit; do echo "\${f}" '$x'; done
    verify:
      - run: cat <<EOF
        expect: stdout in ["a", 'b'] && !found.exists(l, l == "\\"x")
    undo: none
`;
    for (let offset = STEP.length; offset <= text.length; offset += 1) {
      const { source, position } = atCursor(`${text.slice(0, offset)}‹|›${text.slice(offset)}`);
      expect(() => complete(source, position, { locale: 'en' })).not.toThrow();
    }
  });

  it('where the text ends anywhere', () => {
    for (let offset = 0; offset <= STEP.length; offset += 3) {
      const { source, position } = atCursor(`${STEP.slice(0, offset)}‹|›`);
      expect(() => complete(source, position, { locale: 'en' })).not.toThrow();
    }
  });

  it.each(shippedRunbooks.map(({ name, text }) => [name, text] as const))('in %s', (_, text) => {
    const step = Math.max(1, Math.floor(text.length / 80));
    for (let offset = 0; offset < text.length; offset += step) {
      const { source, position } = atCursor(`${text.slice(0, offset)}‹|›${text.slice(offset)}`);
      expect(() => complete(source, position, { locale: 'en' })).not.toThrow();
    }
  });

  it('in anything', () => {
    const piece = fc.constantFrom(
      'steps:',
      '\n',
      '  ',
      '- ',
      'id: x',
      'run: ',
      '|',
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      '$',
      '{{',
      ':',
      '&a',
      '*a',
      '!t',
      '#',
      'when: a.',
      '\t',
      '?',
      '%',
      ',',
      '\r\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.nat(), (pieces, at) => {
        const text = pieces.join('');
        const offset = at % (text.length + 1);
        const { source, position } = atCursor(`${text.slice(0, offset)}‹|›${text.slice(offset)}`);
        complete(source, position, { locale: 'en' });
      }),
      { numRuns: 400 },
    );
  });
});
