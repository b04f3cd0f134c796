// Rows of output: however the pieces come, the same rows; nothing too wide, nothing lost.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visible } from '../../../src/runbooks/views/visible.ts';
import { LineStore } from '../../../webview/output/LineStore.ts';

function textsOf(store: LineStore): readonly string[] {
  return Array.from({ length: store.end - store.first }, (_, index) => store.row(store.first + index)?.text ?? '?');
}

describe('LineStore', () => {
  it('makes a row of each line, the last one open', () => {
    const store = new LineStore();
    store.append('stdout', 'one\ntwo\r\nth');
    expect(textsOf(store)).toEqual(['one', 'two', 'th']);
    expect(store.closed).toBe(2);
    store.append('stdout', 'ree\n');
    expect(textsOf(store)).toEqual(['one', 'two', 'three']);
    expect(store.closed).toBe(3);
  });

  it('gives the same rows however the text is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'bc', '\n', '\r\n', '\u001b[31m', '\u001b[0m', '😀', 'x'.repeat(700)), {
          maxLength: 30,
        }),
        fc.array(fc.nat(60)),
        (parts, cuts) => {
          const text = parts.join('');
          const whole = new LineStore();
          whole.append('stdout', text);
          const pieces = new LineStore();
          let at = 0;
          for (const cut of cuts) {
            pieces.append('stdout', text.slice(at, at + cut));
            at += cut;
          }
          pieces.append('stdout', text.slice(at));
          expect(textsOf(pieces)).toEqual(textsOf(whole));
        },
      ),
    );
  });

  it('cuts a long line into rows that go on, never within a colour or a character', () => {
    const store = new LineStore();
    store.append('stdout', `${'x'.repeat(997)}\u001b[31m${'y'.repeat(1500)}${'😀'.repeat(900)}\n`);
    const rows = Array.from({ length: store.end }, (_, index) => store.row(index)!);
    expect(rows.every(({ text }) => visible(text).length <= 1000 && !visible(text).includes('^['))).toBe(true);
    expect(rows.every(({ text }) => !/\p{Surrogate}/u.test(text))).toBe(true);
    expect(rows.map(({ continued }) => continued)).toEqual(rows.map((_, index) => index > 0));
    expect(rows.map(({ text }) => visible(text)).join('')).toBe(
      `${'x'.repeat(997)}${'y'.repeat(1500)}${'😀'.repeat(900)}`,
    );
  });

  it('carries a colour over to the next line until it is reset', () => {
    const store = new LineStore();
    store.append('stdout', '\u001b[1;32mon\nstill\u001b[0m off\nplain\n');
    expect(textsOf(store)).toEqual(['\u001b[1;32mon', '\u001b[1;32mstill\u001b[0m off', 'plain']);
  });

  it('begins a new row when the other stream prints, and where something is missing', () => {
    const store = new LineStore();
    store.append('stdout', 'half');
    store.append('stderr', 'oops\n');
    store.gap('9 missing');
    store.append('stdout', 'on\n');
    const kinds = Array.from({ length: store.end }, (_, index) => store.row(index)?.kind);
    expect(kinds).toEqual(['stdout', 'stderr', 'gap', 'stdout']);
  });

  it('lets the oldest rows go beyond what can be scrolled, their indexes with them', () => {
    const store = new LineStore();
    const block = 'line\n'.repeat(100_000);
    for (let count = 0; count < 15; count += 1) store.append('stdout', block);
    expect(store.end).toBe(1_500_000);
    expect(store.end - store.first).toBeLessThanOrEqual(1_400_000);
    expect(store.end - store.first).toBeGreaterThan(1_390_000);
    expect(store.row(store.first - 1)).toBeUndefined();
    expect(store.row(store.end - 1)?.text).toBe('line');
  });
});
