// What `runbook check` prints.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src/runbooks/language/Diagnostic.ts';
import { formatDiagnostics } from '../../../src/runbooks/views/diagnostics/formatDiagnostics.ts';
import { escapeForGithub } from '../../../src/runbooks/views/escapeForGithub.ts';
import { displayWidth } from '../../../src/runbooks/views/terminal/displayWidth.ts';
import { expectGolden } from './fixtures/golden.ts';
import { hostile } from './fixtures/hostile.ts';

const text = [
  'schema: runbook/v1',
  'title: 恢复守护进程 # 中文',
  '\tsteps: []',
  'steps:',
  '  - id: a',
  '    verifi: x',
  '',
].join('\n');
const uri = 'runbooks/恢复 daemon.yaml';
const sources = [{ uri, text }];

function diagnostic(part: Partial<Diagnostic> & { at: readonly [number, number, number, number] }): Diagnostic {
  const [line, character, endLine, endCharacter] = part.at;
  return {
    code: 'views.why.gateFailed',
    severity: 'error',
    uri,
    range: { start: { line, character }, end: { line: endLine, character: endCharacter } },
    args: { title: 'verifi' },
    ...part,
  };
}

const all: readonly Diagnostic[] = [
  diagnostic({
    at: [5, 4, 5, 10],
    fixes: [
      {
        title: 'views.state.done',
        range: { start: { line: 5, character: 4 }, end: { line: 5, character: 10 } },
        newText: 'verify',
      },
    ],
  }),
  diagnostic({ at: [1, 9, 1, 13], severity: 'warning' }),
  diagnostic({ at: [2, 1, 2, 6], severity: 'information' }),
  diagnostic({ at: [3, 0, 5, 13], severity: 'error' }),
  diagnostic({ at: [99, 0, 99, 1], uri: 'file:///srv/a%20b.yaml', args: { title: 'a,b:c\n::error::%' } }),
];

const options = { locale: 'en', colour: false } as const;

describe('formatDiagnostics', () => {
  it.each(['text', 'json', 'github', 'sarif'] as const)('%s is as it was', (format) => {
    expectGolden(
      `diagnostics/check.${format}`,
      formatDiagnostics(all, sources, { ...options, format, version: '0.1.0' }),
    );
  });

  it('is in the reader’s language', () => {
    expectGolden(
      'diagnostics/check.zh-cn.text',
      formatDiagnostics(all, sources, { locale: 'zh-cn', colour: false, format: 'text' }),
    );
  });

  it.each([
    ['under wide characters', 'title: 恢复守护进程', 9, 11],
    ['behind a tab', '\ttitle: x', 1, 6],
    ['over a tab', 'a\tb', 0, 3],
    ['under an escape', 'a\u202eb', 1, 2],
    ['of no width', 'abc', 1, 1],
    ['behind the line’s end', 'abc', 9, 12],
    ['far out in a long line', `${'x'.repeat(5000)}中${'y'.repeat(5000)}`, 5000, 5001],
  ])('puts the carets %s', (_, line, from, to) => {
    const printed = formatDiagnostics([diagnostic({ at: [0, from, 0, to], uri: 'u' })], [{ uri: 'u', text: line }], {
      ...options,
      format: 'text',
    });
    const [source = '', carets = ''] = printed.split('\n').filter((one) => one.includes(' │ '));
    const start = displayWidth(carets.slice(0, carets.indexOf('^')));
    const width = carets.length - carets.indexOf('^');
    let column = 0;
    const underlined = Array.from(source).filter((character) => {
      column += displayWidth(character);
      return column > start && column <= start + width;
    });
    const wanted = line
      .slice(from, to)
      .replace('\u202e', String.raw`\u202e`)
      .replace('\t', ' '.repeat(7));
    expect(underlined.join('').trimEnd()).toBe(from === to ? line[from] : from >= line.length ? '' : wanted);
  });

  it('says so when there is nothing to say', () => {
    expect(formatDiagnostics([], [], { ...options, format: 'text' })).toBe('Nothing to complain about.\n');
    expect(formatDiagnostics([], [], { ...options, format: 'github' })).toBe('');
    expect(JSON.parse(formatDiagnostics([], [], { ...options, format: 'sarif' }))).toMatchObject({
      version: '2.1.0',
      runs: [{ results: [] }],
    });
  });

  it('gives SARIF regions that count from 1, rules by index, and fixes', () => {
    const log = JSON.parse(formatDiagnostics(all.slice(0, 1), sources, { ...options, format: 'sarif' })) as {
      runs: [
        {
          tool: { driver: { rules: { id: string }[] } };
          results: [{ ruleId: string; ruleIndex: number; locations: unknown; fixes: unknown }];
        },
      ];
    };
    const [{ tool, results }] = log.runs;
    const region = { startLine: 6, startColumn: 5, endLine: 6, endColumn: 11 };
    const artifactLocation = { uri: 'runbooks/%E6%81%A2%E5%A4%8D%20daemon.yaml' };
    expect(tool.driver.rules[results[0].ruleIndex]!.id).toBe(results[0].ruleId);
    expect(results[0].locations).toEqual([{ physicalLocation: { artifactLocation, region } }]);
    expect(results[0].fixes).toEqual([
      {
        artifactChanges: [
          { artifactLocation, replacements: [{ deletedRegion: region, insertedContent: { text: 'verify' } }] },
        ],
      },
    ]);
  });

  it('gives GitHub one command a diagnostic, whatever is in it', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const printed = formatDiagnostics([diagnostic({ at: [0, 0, 0, 1], uri: text, args: { title: text } })], [], {
          ...options,
          format: 'github',
        });
        expect(printed.split('\n')).toHaveLength(2);
        expect(printed).toMatch(/^::error file=[^:,]*,line=1,endLine=1,col=1,endColumn=1,title=[^:,]*::[^\r\n]*\n$/);
      }),
    );
  });

  it('prints visible text only, whatever is in the file', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const printed = formatDiagnostics([diagnostic({ at: [0, 0, 0, 3], args: { title: text } })], [{ uri, text }], {
          ...options,
          format: 'text',
        });
        expect(printed).not.toMatch(/[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|[^\P{Cc}\n]/u);
      }),
    );
  });
});

describe('escapeForGithub', () => {
  it.each([
    ['::error::x', '\\::error::x'],
    ['  ::set-output name=a::b', '  \\::set-output name=a::b'],
    ['##[command]x', '#\\#[command]x'],
    ['a ##[error] b', 'a #\\#[error] b'],
    ['a :: b', 'a :: b'],
    ['plain', 'plain'],
  ])('%j is %j', (line, escaped) => {
    expect(escapeForGithub(line)).toBe(escaped);
  });

  it('leaves no line that the runner would obey', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const line = escapeForGithub(text.replaceAll(/[\r\n]/g, ''));
        expect(line.trimStart().startsWith('::')).toBe(false);
        expect(line).not.toContain('##[');
      }),
    );
  });
});
