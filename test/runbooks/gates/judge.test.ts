// Expected against observed: nothing that can't be evaluated ever passes.
import { describe, expect, it } from 'vitest';
import { judge } from '../../../src/runbooks/gates/judge.ts';
import type { Observation } from '../../../src/runbooks/run/Event.ts';

const seen = (stdout: string, more: Partial<Observation> = {}): Observation => ({
  exit: { code: 0 },
  stdout,
  stderr: '',
  bytes: { stdout: stdout.length, stderr: 0 },
  startedAt: 0,
  endedAt: 1,
  ...more,
});
const nothingEarlier = { first: undefined, previous: undefined };

describe('judge', () => {
  it.each<[string, { value?: string; expect?: string }, Observation, string]>([
    ['exit 0 by default', {}, seen(''), 'pass'],
    ['exit 1', {}, seen('', { exit: { code: 1 } }), 'fail'],
    ['a missing command', {}, seen('', { exit: { code: 127 } }), 'inconclusive'],
    ['a script that may not be run', {}, seen('', { exit: { code: 126 } }), 'inconclusive'],
    [
      'a missing command, even where any exit is expected',
      { expect: 'exit != 0' },
      seen('', { exit: { code: 127 } }),
      'inconclusive',
    ],
    ['a signal', { expect: 'stdout == ""' }, seen('', { exit: { signal: 'TERM' } }), 'inconclusive'],
    ['a timeout', { expect: 'stdout == ""' }, seen('', { exit: { timedOut: true } }), 'inconclusive'],
    ['a lost connection', { expect: 'stdout == ""' }, seen('', { exit: { lost: 'reset' } }), 'inconclusive'],
    ['a NUL', { expect: 'exit == 0' }, seen('', { unusable: 'nul' }), 'inconclusive'],
    ['a cut output', { expect: 'exit == 0' }, seen('', { unusable: 'cut' }), 'inconclusive'],
    ['a measure that holds', { value: 'whole(stdout)', expect: 'value < 95' }, seen('94'), 'pass'],
    ['a measure that does not', { value: 'whole(stdout)', expect: 'value < 95' }, seen('95'), 'fail'],
    ['an empty measure', { value: 'whole(stdout)', expect: 'value < 95' }, seen(''), 'inconclusive'],
    ['a measure that is no number', { value: 'whole(stdout)', expect: 'value < 95' }, seen('n/a'), 'inconclusive'],
    ['an unknown name', { expect: 'nonsense' }, seen(''), 'inconclusive'],
  ])('%s', (_name, gate, observation, verdict) => {
    expect(judge(gate, observation, {}, nothingEarlier).verdict).toBe(verdict);
  });

  it('compares with the sample before and the first one', () => {
    const gate = { value: 'whole(stdout)', expect: 'value >= previous && value == first' };
    const first = judge(gate, seen('5'), {}, nothingEarlier);
    expect(first).toMatchObject({ verdict: 'pass', measured: { type: 'int', value: '5' } });
    const earlier = { first: first.measured, previous: { type: 'int', value: '6' } } as const;
    expect(judge(gate, seen('5'), {}, earlier).verdict).toBe('fail');
  });
});
