// Captures survive JSON unchanged, and nothing else becomes one.
import { Optional } from '@marcbachmann/cel-js';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { celDuration } from '../../../../src/runbooks/language/cel/celDuration.ts';
import type { CelValue } from '../../../../src/runbooks/language/cel/CelValue.ts';
import { fromValue, toValue } from '../../../../src/runbooks/language/cel/toValue.ts';

// Work is measured in processor time; the clock only has to be patient on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

test('every capture comes back from JSON as it was', () => {
  const captures = fc.oneof(
    fc.boolean(),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)),
    fc.string({ unit: 'binary' }),
    fc.array(fc.string()),
  );
  fc.assert(
    fc.property(captures, (capture) => {
      const value = toValue(capture);
      expect(value && fromValue(JSON.parse(JSON.stringify(value)) as typeof value)).toEqual(capture);
    }),
  );
});

const refused: readonly (readonly [name: string, value: CelValue])[] = [
  ['null', null],
  ['a map', { a: 1n }],
  ['a duration', celDuration(5)],
  ['an optional', Optional.of('x')],
  ['a list of ints', [1n]],
  ['an infinity', Infinity],
  ['a text over 64 KiB of UTF-8', 'é'.repeat(32 * 1024 + 1)],
  ['a list over 64 KiB', Array<string>(33 * 1024).fill('x')],
];
test.each(refused)('%s is no capture', (_name, value) => {
  expect(toValue(value)).toBeUndefined();
});

test('64 KiB are a capture still', () => {
  expect(toValue('é'.repeat(32 * 1024))).toMatchObject({ type: 'string' });
});
