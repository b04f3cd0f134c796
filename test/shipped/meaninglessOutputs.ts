// Outputs on which no gate of a shipped runbook may pass.
import type { Observation } from '../../src/runbooks/run/Event.ts';

const huge = 'x'.repeat(200_000);
/** What a probe may print without saying anything. */
export const meaningless: readonly string[] = [
  ...[
    '',
    ' ',
    '\n',
    '0x1f',
    '1e400',
    'NaN',
    'Infinity',
    '-1',
    '1.5',
    '1 2',
    '+',
    '٣',
    'null',
    'true',
    'false',
    '{}',
    '[]',
  ],
  ...[
    '9'.repeat(30),
    '-'.repeat(1000),
    huge,
    `${huge}\nsame`,
    '\u0000',
    '\u200b',
    'sh: 1: df: not found',
    'Segmentation fault',
    '[hidden]',
  ],
];
/** How a probe may break. */
export const broken: readonly Partial<Observation>[] = [
  ...[
    { code: 1 },
    { code: 126 },
    { code: 127 },
    { code: 255 },
    { signal: 'KILL' },
    { timedOut: true as const },
    { lost: 'reset' },
  ].map((exit) => ({ exit })),
  ...(['nul', 'utf8', 'cut'] as const).map((unusable) => ({ unusable })),
];
