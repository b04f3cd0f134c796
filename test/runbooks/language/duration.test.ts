// Durations as runbooks write them.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDuration, parseDuration } from '../../../src/runbooks/language/duration.ts';

const cases: readonly (readonly [text: string, milliseconds: number | undefined])[] = [
  ['90s', 90_000],
  ['2m', 120_000],
  ['1h30m', 5_400_000],
  ['500ms', 500],
  ['1m500ms', 60_500],
  ['1d', 86_400_000],
  [' 5s ', 5000],
  ['0s', 0],
  ['366d', 31_622_400_000],
  ['367d', undefined],
  ['99999999999999d', undefined],
  ['', undefined],
  ['90', undefined],
  ['1.5h', undefined],
  ['-5s', undefined],
  ['30m1h', undefined],
  ['5s5s', undefined],
  ['5 s', undefined],
  ['5S', undefined],
  ['five', undefined],
  ['1w', undefined],
];
test.each(cases)('%j', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

test('what is formatted is parsed to the same', () => {
  fc.assert(
    fc.property(fc.nat(366 * 86_400_000), (milliseconds) => {
      expect(parseDuration(formatDuration(milliseconds))).toBe(milliseconds);
    }),
  );
});

test('a negative difference has its sign once', () => {
  expect(formatDuration(-90_500)).toBe('-1m30s500ms');
});
