// What is shown of a runbook: hover, outline, folding, lenses, quick fixes.
import { describe, expect, it } from 'vitest';
import { readRunbook } from '../../../../src/runbooks/language/readRunbook.ts';
import { durationInWords } from '../../../../src/runbooks/language/service/durationInWords.ts';
import { folding } from '../../../../src/runbooks/language/service/folding.ts';
import { hover } from '../../../../src/runbooks/language/service/hover.ts';
import { lensRange } from '../../../../src/runbooks/language/service/lensRange.ts';
import { outline } from '../../../../src/runbooks/language/service/outline.ts';
import type { OutlineItem } from '../../../../src/runbooks/language/service/outline.ts';
import { quickFixes } from '../../../../src/runbooks/language/service/quickFixes.ts';
import type { Locale } from '../../../../src/runbooks/texts/say.ts';
import { say } from '../../../../src/runbooks/texts/say.ts';
import { shippedRunbooks } from '../../../shipped/shippedRunbooks.ts';
import { applyEdits } from './applyEdits.ts';
import { atCursor } from './atCursor.ts';

const TEXT = `# A case
# of all kinds
schema: runbook/v1
title: Case
timeout: 1h30m
inputs:
  unit: { type: string, default: 'a\`[x](http://evil)', title: The unit, description: { en: Which one, zh-cn: 哪一个 } }
  room: { type: size, default: 1GiB, min: 512MiB }
  times: { type: integer, min: 1, max: 5 }
  token: { type: secret }
targets: { node: { count: 1, description: The host }, peer: {} }
preconditions:
  - { target: node, title: { en: There is room, zh-cn: 有空间 }, run: df, expect: exit == 0 }
steps:
  - id: look
    target: node
    title: Look at {{ unit }}
    effect: read
    when: times < 3
    run: |
      systemctl show "$unit"
      echo "$token"
    capture:
      found: whole(stdout)
  - id: all
    each: peer
    steps:
      - id: restart
        run: systemctl restart "$unit" # later
        verify:
          - run: systemctl is-active "$unit"
            expect: stdout.contains("active") && found.orValue(1) > 0
            every: 90s
guards:
  - { target: node, run: free, during: [look] }
verdicts:
  - { id: done, title: It is done }
`;

function shown(marked: string, locale: Locale = 'en'): string | undefined {
  const { source, position } = atCursor(marked);
  return hover(source, position, locale)
    ?.parts.map(({ kind, text }) => `${kind}: ${text}`)
    .join('\n');
}
/** The text with the cursor inside of the first `part` behind `after`. */
function at(part: string, after = ''): string {
  const offset = TEXT.indexOf(part, TEXT.indexOf(after)) + 1;
  return `${TEXT.slice(0, offset)}‹|›${TEXT.slice(offset)}`;
}

describe('hover', () => {
  it.each([
    ['a key', at('timeout'), 'markdown: How long the whole run may take.'],
    ['a duration', at('1h30m'), 'markdown: 1 hour 30 minutes\nmarkdown: How long the whole run may take.'],
    [
      'a size',
      at('1GiB'),
      'markdown: 1,073,741,824 bytes\nmarkdown: What holds when nothing is given. Without it, something has to be.',
    ],
    ['a key of a gate', at('every'), 'markdown: How often it is probed. Default: `2s`.'],
    [
      'a value',
      at('read', 'effect'),
      'markdown: `read` only looks, `change` can be undone or is harmless, `destructive` loses something and has to be confirmed.',
    ],
    [
      'an input, with nothing of its author’s taken for Markdown',
      at('unit', 'systemctl'),
      'code: unit: string\nmarkdown: Input of type `string`. Default: `aˋ[x](http://evil)`.\nplain: The unit\nplain: Which one',
    ],
    [
      'an input in a template',
      at('unit', 'Look at'),
      'code: unit: string\nmarkdown: Input of type `string`. Default: `aˋ[x](http://evil)`.\nplain: The unit\nplain: Which one',
    ],
    [
      'an input with limits',
      at('times', 'when'),
      'code: times: int\nmarkdown: Input of type `integer`. From `1` to `5`. Has to be given.',
    ],
    [
      'an input where it is declared',
      at('room'),
      'code: room: int\nmarkdown: Input of type `size`. `512MiB` at least. Default: `1GiB`.',
    ],
    ['a secret', at('token', 'echo'), 'code: token\nmarkdown: Input of type `secret`.'],
    ['a role', at('node', 'look'), 'code: node: map<string, string>\nmarkdown: Role: 1 host(s).\nplain: The host'],
    ['a step', at('look', 'during'), 'code: look\nmarkdown: Step with the effect `read`.\nplain: Look at {{ unit }}'],
    [
      'a capture as it is from there',
      at('found', 'active'),
      'code: found: optional<int>\ncode: whole(stdout)\nmarkdown: Captured by the step `look`. The step `look` may be passed over. Say what holds then: `found.orValue(…)`.',
    ],
    [
      'a function',
      at('whole'),
      'code: whole(string): int\nmarkdown: The whole, trimmed text as an int. Anything else fails, so that a gate never passes by mistake.',
    ],
    ['a method', at('contains'), 'code: string.contains(string): bool\nmarkdown: Whether the text holds another one.'],
    ['a method of optionals', at('orValue'), 'markdown: The value, or another one where there is none.'],
    [
      'a name of the engine',
      at('stdout', 'expect: stdout'),
      'code: stdout: string\nmarkdown: What the script printed, without the line ends at its end.',
    ],
  ])('explains %s', (_, marked, expected) => {
    expect(shown(marked)).toBe(expected);
  });

  it.each([
    ['a comment', at('of all kinds')],
    ['the words of a script', at('show', 'run: |')],
    ['an unfinished line', 'schema: runbook/v1\nsteps: [|'],
  ])('has nothing to say about %s', (_, marked) => {
    expect(shown(marked)).toBeUndefined();
  });

  it('is in Chinese too', () => {
    expect(shown(at('unit', 'systemctl'), 'zh-cn')).toContain('plain: 哪一个');
    expect(shown(at('1h30m'), 'zh-cn')).toContain('1小时 30分钟');
    expect(shown(at('whole'), 'zh-cn')).toMatch(/markdown: \p{Script=Han}/u);
  });

  it('goes on in a broken runbook', () => {
    expect(shown(at('timeout').replace('verdicts:', 'verdicts: ['))).toBe('markdown: How long the whole run may take.');
  });

  it('says durations as people do', () => {
    expect(durationInWords(0, 'en')).toBe('0 seconds');
    expect(durationInWords(90_061_001, 'en')).toBe('1 day 1 hour 1 minute 1 second 1 millisecond');
  });
});

describe('the outline', () => {
  const lines = (items: readonly OutlineItem[], depth = 0): string[] =>
    items.flatMap(({ kind, name, detail, children }) => [
      `${'  '.repeat(depth)}${kind} ${name}${detail === '' ? '' : ` (${detail})`}`,
      ...lines(children, depth + 1),
    ]);
  const all = (items: readonly OutlineItem[]): OutlineItem[] => items.flatMap((item) => [item, ...all(item.children)]);

  it('has inputs, roles, gates, steps with their effects, verdicts', () => {
    expect(lines(outline({ uri: 'x', text: TEXT }, 'en'))).toEqual([
      'section inputs',
      ...['  input unit (string)', '  input room (size)', '  input times (integer)', '  input token (secret)'],
      'section targets',
      ...['  role node', '  role peer'],
      'section preconditions',
      '  gate There is room (exit == 0)',
      'section steps',
      ...['  step look (read · Look at {{ unit }})', '  step all', '    step restart (change)'],
      '      gate systemctl is-active "$unit" (stdout.contains("active") && found.orValue(1) > 0)',
      'section guards',
      '  gate free',
      'section verdicts',
      '  verdict done (It is done)',
    ]);
    expect(lines(outline({ uri: 'x', text: TEXT }, 'zh-cn'))).toContain('  gate 有空间 (exit == 0)');
  });

  it.each([
    ...shippedRunbooks.map(({ name, text }) => [name, text] as const),
    ['a broken one', `${TEXT}  - [`] as const,
  ])('of %s holds what is gone to', (_, text) => {
    const items = all(outline({ uri: 'x', text }, 'en'));
    expect(items.length).toBeGreaterThan(15);
    const after = (a: { line: number; character: number }, b: { line: number; character: number }): boolean =>
      a.line > b.line || (a.line === b.line && a.character >= b.character);
    for (const { range, selection, children } of items) {
      expect(after(selection.start, range.start) && after(range.end, selection.end)).toBe(true);
      for (const child of children) {
        expect(after(child.range.start, range.start) && after(range.end, child.range.end)).toBe(true);
      }
    }
  });

  it('is there while a step is written', () => {
    const text = TEXT.replace('effect: read', 'effect: "re').replace('    when', '    wh\n    when');
    expect(lines(outline({ uri: 'x', text }, 'en'))).toEqual(
      expect.arrayContaining(['  input unit (string)', '    step restart (change)', '  verdict done (It is done)']),
    );
  });
});

describe('folding', () => {
  it('folds comments, sections, steps, scripts', () => {
    const found = folding({ uri: 'x', text: TEXT }).map(
      ({ start, end, comment }) => `${start}-${end}${comment ? ' #' : ''}`,
    );
    expect(found).toEqual([
      '0-1 #',
      '5-9',
      '11-12',
      '13-32',
      '14-23',
      '19-21',
      '22-23',
      '24-32',
      '26-32',
      '27-32',
      '29-32',
      '30-32',
      '33-34',
      '35-36',
    ]);
  });

  it('never folds one line, and begins once in a line', () => {
    for (const { text } of shippedRunbooks) {
      const found = folding({ uri: 'x', text });
      expect(found.every(({ start, end }) => end > start)).toBe(true);
      expect(new Set(found.map(({ start }) => start)).size).toBe(found.length);
    }
  });
});

describe('the lenses', () => {
  it('stand above `schema`', () => {
    expect(lensRange({ uri: 'x', text: TEXT })?.start).toEqual({ line: 2, character: 0 });
    expect(lensRange({ uri: 'x', text: 'title: x' })).toBeUndefined();
  });
});

describe('a quick fix', () => {
  const HEAD = 'schema: runbook/v1\ntitle: Case\ninputs: { unit: { type: string } }\ntargets: { node: {} }\nsteps:\n';
  const GATES = '    verify:\n      - run: systemctl is-active "$unit"\n        expect: ';
  const READ = '  - id: a\n    effect: read\n    run: ';

  it.each([
    ['another name', `${READ}echo "$unt"`, 'language.unknownVariableMeant', `${READ}echo "$unit"`],
    [
      'another key',
      `${READ}x\n    captur: { a: stdout }`,
      'language.unknownKeyMeant',
      `${READ}x\n    capture: { a: stdout }`,
    ],
    ['a variable in quotes', `${READ}ls {{ unit }} -l`, 'language.templateInScript', `${READ}ls "$unit" -l`],
    [
      'a variable in quotes that are there',
      `${READ}ls "a {{ unit }} b"`,
      'language.templateInScript',
      `${READ}ls "a $unit b"`,
    ],
    [
      'a variable in front of a word',
      `${READ}ls "{{ unit }}_x"`,
      'language.templateInScript',
      `${READ}ls "\${unit}_x"`,
    ],
    ['a variable in a text of YAML', `${READ}"ls {{ unit }}"`, 'language.templateInScript', `${READ}"ls \\"$unit\\""`],
    [
      'a variable in quotes of both',
      `${READ}"ls \\"{{ unit }}\\""`,
      'language.templateInScript',
      `${READ}"ls \\"$unit\\""`,
    ],
    ['whole', `${READ}x\n    expect: int(stdout) > 1`, 'cel.intOfText', `${READ}x\n    expect: whole(stdout) > 1`],
    [
      'number',
      `${READ}x\n    expect: double(stdout) > 1.0`,
      'cel.doubleOfText',
      `${READ}x\n    expect: number(stdout) > 1.0`,
    ],
    [
      'a gate',
      '  - id: a\n    run: x\n  - id: b\n    run: y\n' + GATES + 'exit == 0',
      'language.changeWithoutVerify',
      '  - id: a\n    run: x\n    verify:\n      - title: It worked\n        run: exit 1 # look whether it worked\n        expect: exit == 0\n  - id: b\n    run: y\n' +
        GATES +
        'exit == 0',
    ],
    [
      'a gate behind a script of several lines',
      '  - id: a\n    run: |\n      x\n\n      y\n',
      'language.changeWithoutVerify',
      '  - id: a\n    run: |\n      x\n\n      y\n    verify:\n      - title: It worked\n        run: exit 1 # look whether it worked\n        expect: exit == 0\n',
    ],
    [
      'a gate in a line',
      '  - { id: a, run: x }\n',
      'language.changeWithoutVerify',
      '  - { id: a, run: x, verify: [{ title: It worked, run: exit 1, expect: exit == 0 }] }\n',
    ],
    [
      'a confirmation',
      '  - id: a\n    effect: destructive\n    run: x\n' + GATES + 'exit == 0\n',
      'language.destructiveWithoutConfirm',
      '  - id: a\n    effect: destructive\n    run: x\n' +
        GATES +
        'exit == 0\n    confirm:\n      message: This can’t be undone.\n',
    ],
  ])('writes %s', (_, step, code, expected) => {
    const source = { uri: 'x', text: HEAD + step };
    const diagnostic = readRunbook(source).diagnostics.find((one) => one.code === code)!;
    const [fix] = quickFixes(source, diagnostic, 'en');
    expect(say('en', fix!.title)).not.toContain('{newText}');
    const text = applyEdits(source.text, fix!.edits);
    expect(text).toBe(HEAD + expected);
    expect(readRunbook({ uri: 'x', text }).diagnostics.map((one) => one.code)).not.toContain(code);
  });

  it('writes in the person’s language', () => {
    const source = { uri: 'x', text: `${HEAD}  - { id: a, run: x }` };
    const [diagnostic] = readRunbook(source).diagnostics;
    expect(quickFixes(source, diagnostic!, 'zh-cn')[0]!.edits[0]!.newText).toContain('已生效');
  });

  it('is not there for what only the author can mend', () => {
    const source = { uri: 'x', text: `${HEAD}  - { id: a, run: x, effect: read, when: '1' }` };
    const [diagnostic] = readRunbook(source).diagnostics;
    expect(diagnostic!.code).toBe('language.notBool');
    expect(quickFixes(source, diagnostic!, 'en')).toEqual([]);
  });
});
