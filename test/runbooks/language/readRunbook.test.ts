// Reading as a whole: what is read, what is found in one pass, and that nothing makes it throw or hang.
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describe as describeAt } from '../../../src/runbooks/language/describe.ts';
import { localise } from '../../../src/runbooks/language/localise.ts';
import { rangeOf } from '../../../src/runbooks/language/rangeOf.ts';
import { readRunbook } from '../../../src/runbooks/language/readRunbook.ts';
import { say } from '../../../src/runbooks/texts/say.ts';

const recover = readFileSync(fileURLToPath(new URL('fixtures/recover.yaml', import.meta.url)), 'utf8');
const read = (text: string): ReturnType<typeof readRunbook> => readRunbook({ uri: 'file:///r.yaml', text });
const codes = (text: string): string[] => read(text).diagnostics.map(({ code }) => code);

const head = 'schema: runbook/v1\ntitle: T\ntargets: { node: { count: 1 } }\n';

describe('readRunbook', () => {
  it('reads the example of the design', () => {
    const { value, diagnostics } = read(recover);
    expect(diagnostics).toEqual([]);
    expect(value?.steps).toHaveLength(2);
    expect(value?.defaults).toEqual({ become: 'root', timeout: '60s' });
    expect(value?.steps[0]).toMatchObject({ id: 'evidence', verify: [], onFailure: { then: 'stop' }, once: false });
  });

  it('gives plain JSON', () => {
    const { value } = read(recover);
    expect(JSON.parse(JSON.stringify(value))).toEqual(value);
  });

  it.each([
    ['labels as keys', 'because: { Free: n }', []],
    ['labels in each language', 'because: [{ title: { en: Free, zh-cn: 可用 }, value: n }]', []],
    [
      'a label that is misspelt',
      'because: [{ titel: Free, value: n }]',
      ['language.missingKey', 'language.unknownKeyMeant'],
    ],
    ['a label with an unknown name in it', "because: [{ title: '{{ m }}', value: n }]", ['cel.unknownNameMeant']],
    ['an expression with an unknown name', 'because: [{ title: Free, value: m }]', ['cel.unknownNameMeant']],
  ])('reads the evidence of a verdict: %s', (_, because, expected) => {
    const step = '{ id: a, effect: read, run: df, capture: { n: size(stdout) } }';
    const found = codes(`${head}steps: [${step}]\nverdicts:\n  - id: v\n    title: V\n    ${because}\n`);
    expect(found).toEqual(expected);
  });

  it('gives a runbook that has warnings only', () => {
    const { value, diagnostics } = read(`${head}steps: [{ id: a, run: sync }]\n`);
    expect(diagnostics.map(({ severity }) => severity)).toEqual(['warning']);
    expect(value).toBeDefined();
  });

  it('gives no runbook that has an error', () => {
    expect(read(`${head}steps: [{ id: a, effect: read, run: df, when: x }]\n`).value).toBeUndefined();
  });

  it('finds many mistakes in one pass, in the order of the text', () => {
    const text = `${head}inputs: { port: { type: integer, default: 70000, max: 65535 } }
steps:
  - id: a
    effect: reed
    rn: df
  - id: b
    effect: read
    run: curl "localhost:$prot"
    capture: { free: whole(stdot) }
  - id: b
    effect: destructive
    run: sync
    expect: free > 1
`;
    expect(codes(text)).toEqual([
      'language.defaultTooBig',
      'language.unknownKeyMeant',
      'language.unknownVariableMeant',
      'cel.unknownNameMeant',
      'language.duplicateStep',
      'language.destructiveWithoutConfirm',
      'language.assertsNothing',
    ]);
  });

  it('does not hold a mistake against what uses its part', () => {
    const text = `${head}inputs: { port: { type: integr } }
steps:
  - effect: read
    runn: df
    capture: { free: whole(stdout) }
  - { id: b, effect: read, run: 'echo "$port$free"', when: free > port, capture: { worse: nothing } }
  - { id: c, effect: read, run: df, when: worse > 1 }
`;
    expect(codes(text)).toEqual(['language.unknownValueMeant', 'language.unknownKeyMeant', 'cel.unknownName']);
  });

  it('says what is wrong with the kind of step that was meant', () => {
    const text = `${head}steps:\n  - { id: a, file: { path: 5 } }\n  - { id: b, effect: read, run: df, undo: { bundary: x } }\n`;
    expect(codes(text)).toEqual(['language.expectedText', 'language.unknownKeyMeant']);
  });

  it.each([
    ['plain', 'expect: exit == 0 && qqq'],
    ['plain, folded', 'expect: exit == 0\n      && qqq'],
    ['single quotes', "expect: 'stdout == ''x'' && qqq'"],
    ['double quotes', 'expect: "stdout == \\"x\\" && \\x71qq"'],
    ['literal', 'expect: |\n      exit == 0\n        && qqq'],
    ['folded', 'expect: >-\n      exit == 0\n      && qqq'],
  ])('points into expressions written as %s', (_, line) => {
    const text = `${head}steps:\n  - id: a\n    effect: read\n    run: df\n    ${line}\n`;
    const [diagnostic] = read(text).diagnostics;
    expect(diagnostic).toMatchObject({ code: 'cel.unknownName' });
    const lines = text.split('\n');
    const { start, end } = diagnostic!.range;
    expect(start.line).toBe(end.line);
    expect(lines[start.line]?.slice(start.character, end.character)).toMatch(/^(qqq|\\x71qq)$/);
  });

  it('reads texts in two languages, and checks both', () => {
    const text = `${head}steps:\n  - { id: a, effect: read, run: df, title: { en: 'On {{ host }}', zh-cn: '在 {{ hots }} 上' } }\n`;
    expect(codes(text)).toEqual(['cel.unknownNameMeant']);
    expect(localise({ en: 'a', 'zh-cn': '甲' }, 'zh-cn')).toBe('甲');
    expect(localise('a', 'zh-cn')).toBe('a');
  });

  it('takes the files of Windows: a byte order mark and CRLF', () => {
    expect(read(`\ufeff${recover.replaceAll('\n', '\r\n')}`).diagnostics).toEqual([]);
  });

  it('does not take keys of objects for names', () => {
    const text = `${head}inputs: { constructor: { type: string } }\nsteps: [{ id: a, effect: read, run: df, when: toString == valueOf }]\n`;
    expect(codes(text)).toEqual(['cel.unknownName']);
    expect(codes(`${head}__proto__: { x: 1 }\nsteps: [{ id: a, effect: read, run: df }]\n`)).toEqual([
      'language.badKey',
    ]);
  });

  it.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf'])('has no key `%s`', (key) => {
    const text = `${head}${key}: 1\nsteps: [{ id: a, effect: read, run: df, ${key}: 1 }, { id: b, ${key}: x }]\n`;
    expect(codes(text)).toEqual(['language.unknownKey', 'language.unknownKey', 'language.noKind']);
    expect(describeAt({ uri: 'file:///r.yaml', text }, [key])).toBeUndefined();
  });

  it('reads a runbook of a thousand lines at once', () => {
    const step = (index: number): string => `  - id: step_${index}
    title: Look at {{ unit }} once more
    effect: read
    run: |
      systemctl show "$unit" -p ActiveState
      df -P /opt | tail -n 1
    expect: exit == 0 && stdout.contains("active")
    capture:
      active_${index}: stdout.contains("ActiveState=active")
      used_${index}: whole(find(stdout, "([0-9]+)%"))
`;
    const text = `${head}inputs: { unit: { type: string } }\nsteps:\n${Array.from({ length: 100 }, (_, index) => step(index)).join('')}`;
    expect(text.split('\n').length).toBeGreaterThan(1000);
    expect(read(text).diagnostics).toEqual([]);
    const times = Array.from({ length: 5 }, () => {
      const start = process.cpuUsage();
      read(text);
      return process.cpuUsage(start).user / 1000;
    });
    // Well under 100 ms on an idle machine; machines that run tests are not idle.
    expect(Math.min(...times)).toBeLessThan(300);
  });
});

describe('rangeOf', () => {
  it('finds a value, the key of a block, and the nearest part of what is missing', () => {
    const source = { uri: 'file:///r.yaml', text: recover };
    expect(rangeOf(source, ['inputs', 'port', 'default'])).toEqual({
      start: { line: 7, character: 36 },
      end: { line: 7, character: 41 },
    });
    expect(rangeOf(source, ['description'])).toEqual({
      start: { line: 2, character: 0 },
      end: { line: 2, character: 11 },
    });
    expect(rangeOf(source, ['steps', 1, 'timeout']).start).toEqual({ line: 27, character: 4 });
    expect(rangeOf({ ...source, text: '{' }, ['steps']).start).toEqual({ line: 0, character: 0 });
  });
});

describe('whatever is written', () => {
  const pieces = [
    ...[
      '{{ unit }}',
      '{{',
      '}}',
      '"',
      "'",
      ': ',
      '- ',
      '\n',
      '\t',
      '&a ',
      '*a',
      '!x ',
      '|\n',
      '>-\n',
      '[',
      ']',
      '{',
      '}',
      '#',
    ],
    ...[
      '%YAML 1.1\n',
      '---\n',
      '...\n',
      '? ',
      '<<: ',
      'null',
      '~',
      '1e999',
      '.nan',
      '0x1f',
      'true',
      '\u202e',
      '\ufeff',
      '\0',
      '\r',
    ],
    ...[
      'undo: none\n',
      'steps:\n',
      'each: node\n',
      'capture: {}\n',
      'orValue(',
      ' && ',
      '!',
      '$',
      '${',
      '`',
      '<<EOF\n',
      '\ud800',
    ],
  ];
  const mutation = fc.record({
    at: fc.nat(recover.length),
    drop: fc.nat(40),
    insert: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 8, unit: 'binary' })),
  });

  it('never throws, ends soon, and every place and text is whole', () => {
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 6 }), (mutations) => {
        let text = recover;
        for (const { at, drop, insert } of mutations) text = text.slice(0, at) + insert + text.slice(at + drop);
        const lines = text.split('\n');
        const start = performance.now();
        const { value, diagnostics } = read(text);
        expect(performance.now() - start).toBeLessThan(10_000);
        if (value === undefined) expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
        for (const diagnostic of diagnostics) {
          const { start: from, end: to } = diagnostic.range;
          expect(from.line).toBeLessThan(lines.length);
          expect(to.character).toBeLessThanOrEqual(lines[to.line]?.length ?? -1);
          expect(from.line < to.line || (from.line === to.line && from.character <= to.character)).toBe(true);
          for (const locale of ['en', 'zh-cn'] as const)
            expect(say(locale, diagnostic)).not.toMatch(/(?<![${])\{[a-z]\w*\}(?!\})/);
        }
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it('never throws on values of every type at every place', () => {
    const value = fc.constantFrom(
      '',
      '5',
      'true',
      '~',
      '[]',
      '[x]',
      '{}',
      '{ a: b }',
      '"{{ nope }}"',
      "'!'",
      '[[]]',
      '{ run: df }',
      '1.5',
      '-1',
      'none',
    );
    const lines = recover.split('\n');
    const places = lines.flatMap((line, index) => (/^\s*(- )?\w+:/.test(line) ? [index] : []));
    fc.assert(
      fc.property(fc.constantFrom(...places), value, (index, written) => {
        const text = lines.map((line, at) => (at === index ? line.replace(/:.*$/, `: ${written}`) : line)).join('\n');
        expect(() => read(text)).not.toThrow();
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it.each([
    ['brackets', '['.repeat(500_000)],
    ['dashes', '- '.repeat(300_000)],
    ['braces in keys', '? {'.repeat(200_000)],
    ['quotes', `title: "${'\\x41'.repeat(200_000)}"`],
    ['blanks', ' '.repeat(1_000_000)],
    ['keys', Array.from({ length: 40_000 }, (_, index) => `key_${index}: 1\n`).join('')],
    ['the same key', 'a: 1\n'.repeat(40_000)],
    ['an alias bomb', `a: &a [x]\n${Array.from({ length: 40 }, (_, index) => `b${index}: [*a,*a,*a]\n`).join('')}`],
    ['a long expression', `${head}steps: [{ id: a, effect: read, run: df, expect: '${'('.repeat(50_000)}' }]`],
    ['a long template', `${head}steps: [{ id: a, effect: read, run: df, title: '${'{{ x '.repeat(50_000)}' }]`],
    ['a long script', `${head}steps: [{ id: a, effect: read, run: '${'$( "'.repeat(30_000)}' }]`],
  ])(
    'ends soon on %s',
    (_, text) => {
      const start = performance.now();
      expect(() => read(text)).not.toThrow();
      expect(performance.now() - start).toBeLessThan(20_000);
    },
    60_000,
  );
});
