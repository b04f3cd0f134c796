// What of a host's output is kept, and what becomes a visible escape.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visible, visibleLine, visibleRuns } from '../../../src/runbooks/views/visible.ts';
import { hostile } from './fixtures/hostile.ts';

describe('visible', () => {
  it.each([
    ['plain', 'plain'],
    ['\u001b[31mred\u001b[0m', 'red'],
    ['\u001b[2J', '^[[2J'],
    ['\u001b]0;title\u0007', '^[]0;title^G'],
    ['\u009b31m', '\\u009b31m'],
    ['a\u202eb', 'a\\u202eb'],
    ['a\u2066b\u200b', 'a\\u2066b\\u200b'],
    ['\ufeff', '\\ufeff'],
    ['tag\u{e0041}', 'tag\\u{e0041}'],
    ['\ud800', '\\ud800'],
    ['\u0000\u007f', '^@^?'],
    ['a\rb', 'a^Mb'],
    ['a\r\nb', 'a\nb'],
    ['a\tb', 'a       b'],
    ['\u3164', '\\u3164'],
    ['中文 é 👍', '中文 é 👍'],
    ['⚠️', '⚠️'],
  ])('%j is shown as %j', (text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it('keeps colours as styles, and the nearest of the sixteen for others', () => {
    expect(visibleRuns('\u001b[1;31ma\u001b[22;39mb\u001b[38;5;196mc\u001b[38;2;0;200;0md\u001b[me')).toMatchObject([
      { text: 'a', style: { bold: true, fg: 1 } },
      { text: 'b', style: { bold: false } },
      { text: 'c', style: { fg: 9 } },
      { text: 'd', style: { fg: 2 } },
      { text: 'e', style: {} },
    ]);
  });

  it('never hides text: not by conceal, and not in the colour of its ground', () => {
    expect(visibleRuns('\u001b[8mx')).toEqual([{ text: 'x', style: {} }]);
    expect(visibleRuns('\u001b[30;40mx')).toEqual([{ text: 'x', style: { fg: 0 } }]);
  });

  it('shows ⏎ for a line end where there is one line only', () => {
    expect(visibleLine('a\nb')).toBe('a⏎b');
  });

  it('leaves no control, bidi or invisible character, whatever comes', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const shown = visible(text).replaceAll(/\n|\ufe0e|\ufe0f/g, '');
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u);
        expect(visible(shown)).toBe(shown);
      }),
    );
  });
});
