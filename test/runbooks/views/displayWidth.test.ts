// Columns of a terminal.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth, takeColumns } from '../../../src/runbooks/views/terminal/displayWidth.ts';

describe('displayWidth', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['中文', 4],
    ['ｆｕｌｌ', 8],
    ['한국어', 6],
    ['é', 1],
    ['e\u0301', 1],
    ['👍', 2],
    ['👩‍👩‍👧', 2],
    ['✓ ok', 4],
    ['⚠️', 2],
    ['“引号”', 6],
  ])('%j takes %i columns', (text, columns) => {
    expect(displayWidth(text)).toBe(columns);
  });

  it('never cuts a character in two, and never takes more than asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (text, columns) => {
        const taken = takeColumns(text, columns);
        expect(text.startsWith(taken)).toBe(true);
        expect(displayWidth(taken)).toBeLessThanOrEqual(columns);
      }),
    );
  });
});
