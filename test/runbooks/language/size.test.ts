// Sizes as runbooks write them.
import { expect, test } from 'vitest';
import { parseSize } from '../../../src/runbooks/language/size.ts';

const cases: readonly (readonly [text: string, bytes: bigint | undefined])[] = [
  ['512', 512n],
  ['512B', 512n],
  ['64KiB', 65_536n],
  ['2GiB', 2_147_483_648n],
  ['2 GiB', 2_147_483_648n],
  ['1.5GiB', 1_610_612_736n],
  ['1TiB', 1_099_511_627_776n],
  ['1kB', 1000n],
  ['1MB', 1_000_000n],
  ['1GB', 1_000_000_000n],
  ['9223372036854775807', 9_223_372_036_854_775_807n],
  ['9223372036854775808', undefined],
  ['8388608TiB', undefined],
  ['1.5', undefined],
  ['0.3KiB', undefined],
  ['-1', undefined],
  ['1K', undefined],
  ['1G', undefined],
  ['1gib', undefined],
  ['1KB', undefined],
  ['', undefined],
  ['GiB', undefined],
  ['1toString', undefined],
];
test.each(cases)('%j', (text, bytes) => {
  expect(parseSize(text)).toBe(bytes);
});
