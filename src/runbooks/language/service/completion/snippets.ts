// Whole parts of a runbook to begin with, in the snippet syntax of editors.
import type { TextCode } from '../../../texts/say.ts';

export interface Snippet {
  readonly name: string;
  readonly title: TextCode;
  /** What it is a part of: where such a part can stand, the snippet is offered. */
  readonly of: 'runbook' | 'step' | 'gate' | 'verdict';
  /** `<word>` is a word of the catalogue. */
  readonly lines: readonly string[];
}

const gate = ['title: ${1:<well>}', 'run: $2', 'expect: ${3:exit == 0}'];

/** All snippets. */
export const snippets: readonly Snippet[] = [
  {
    name: 'runbook',
    title: 'service.snippet.runbook',
    of: 'runbook',
    lines: [
      'schema: runbook/v1',
      'title: ${1:<recover>}',
      'inputs:',
      '  unit: { type: string, default: ${2:example.service}, description: <unit> }',
      'targets:',
      '  node: { count: 1 }',
      'defaults: { become: root }',
      'steps:',
      '  - id: restart',
      '    title: <restart> {{ unit \\}\\}',
      '    run: systemctl restart "\\$unit"',
      '    verify:',
      '      - title: <running>',
      '        run: systemctl is-active "\\$unit"',
      '        expect: stdout == "active"',
      '        every: 2s',
      '        within: 1m',
      '        stableFor: 30s',
      '    undo:',
      '      run: systemctl stop "\\$unit"$0',
    ],
  },
  {
    name: 'look',
    title: 'service.snippet.look',
    of: 'step',
    lines: ['id: ${1:look}', 'title: ${2:<see>}', 'effect: read', 'run: $3', 'capture:', '  ${4:found}: ${5:stdout}'],
  },
  {
    name: 'change',
    title: 'service.snippet.change',
    of: 'step',
    lines: [
      'id: ${1:change}',
      'title: $2',
      'effect: change',
      'run: $3',
      'verify:',
      ...['- title: ${4:<well>}', '  run: $5', '  expect: ${6:exit == 0}', '  every: 2s', '  within: 1m'].map(
        (line) => `  ${line}`,
      ),
      'undo:',
      '  run: $7',
    ],
  },
  {
    name: 'destructive',
    title: 'service.snippet.destructive',
    of: 'step',
    lines: [
      'id: ${1:remove}',
      'title: $2',
      'effect: destructive',
      'confirm:',
      '  message: ${3:<noReturn>}',
      '  show:',
      '    - { title: ${4:<now>}, run: $5 }',
      '  type: "{{ host \\}\\}"',
      'run: $6',
      'verify:',
      '  - run: $7',
      '    expect: ${8:exit == 0}',
    ],
  },
  {
    name: 'file',
    title: 'service.snippet.file',
    of: 'step',
    lines: [
      'id: ${1:configure}',
      'title: $2',
      'file:',
      '  path: $3',
      '  content: |',
      '    $4',
      "  mode: '${5:0644}'",
      '  apply: $6',
    ],
  },
  {
    name: 'manual',
    title: 'service.snippet.manual',
    of: 'step',
    lines: ['id: ${1:ask}', 'title: $2', 'manual: |', '  $3'],
  },
  {
    name: 'each',
    title: 'service.snippet.each',
    of: 'step',
    lines: ['id: ${1:one_by_one}', 'each: ${2:node}', 'steps:', '  - id: ${3:restart}', '    run: $4'],
  },
  { name: 'gate', title: 'service.snippet.gate', of: 'gate', lines: gate },
  {
    name: 'gate: stable',
    title: 'service.snippet.stableGate',
    of: 'gate',
    lines: [...gate, 'every: ${4:2s}', 'within: ${5:2m}', 'stableFor: ${6:60s}'],
  },
  {
    name: 'gate: measured',
    title: 'service.snippet.measuredGate',
    of: 'gate',
    lines: ['title: $1', 'run: $2', 'value: whole(stdout)', 'expect: exit == 0 && value < ${3:95}'],
  },
  {
    name: 'verdict',
    title: 'service.snippet.verdict',
    of: 'verdict',
    lines: ['id: ${1:cause}', 'when: $2', 'title: $3', 'because:', '  - title: $4', '    value: $5'],
  },
];
