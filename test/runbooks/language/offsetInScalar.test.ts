// Places in a scalar's value are found in the text, whichever way it is written.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeAt } from '../../../src/runbooks/language/document/nodeAt.ts';
import type { ScalarNode } from '../../../src/runbooks/language/document/Node.ts';
import { offsetInScalar } from '../../../src/runbooks/language/document/offsetInScalar.ts';
import { parseDocument } from '../../../src/runbooks/language/document/parseDocument.ts';

function scalarAt(text: string, key = 'key'): ScalarNode {
  const { root, problems } = parseDocument(text);
  const node = root && nodeAt(root, [key]);
  if (node?.kind !== 'scalar') throw new Error(`no scalar in ${text}: ${JSON.stringify(problems)}`);
  return node;
}

/** What stands in the text where the value has `part`. */
function written(text: string, part: string): string {
  const scalar = scalarAt(text);
  const start = String(scalar.value).indexOf(part);
  expect(start).toBeGreaterThanOrEqual(0);
  const span = offsetInScalar(text, scalar).spanOf(start, start + part.length);
  return text.slice(span.start, span.end);
}

describe('offsetInScalar', () => {
  it.each([
    ['plain', 'key: exit == 0 && foo\n', 'foo', 'foo'],
    ['plain over lines', 'key: exit == 0\n  && foo\n\n  && bar\n', 'bar', 'bar'],
    ['plain, across the fold', 'key: exit == 0\n  && foo\n', '0 && foo', '0\n  && foo'],
    ['single quotes', "key: 'exit == 0 && foo'\n", 'foo', 'foo'],
    ['single quotes with a quote in them', "key: 'x == ''a'' && foo'\n", "'a'", "''a''"],
    ['single quotes after a quote in them', "key: 'x == ''a'' && foo'\n", 'foo', 'foo'],
    ['single quotes over lines', "key: 'a == 1\n\n  && foo'\n", 'foo', 'foo'],
    ['double quotes', 'key: "exit == 0 && foo"\n', 'foo', 'foo'],
    ['double quotes with escapes', 'key: "a == \\"x\\" && \\u0066oo"\n', 'foo', '\\u0066oo'],
    ['double quotes with an astral escape', 'key: "\\U0001F600 foo"\n', '😀 foo', '\\U0001F600 foo'],
    ['double quotes with an escaped line break', 'key: "a == 1 \\\n   && foo"\n', 'foo', 'foo'],
    ['a literal block', 'key: |\n  a == 1\n    && foo\n', 'foo', 'foo'],
    ['a literal block with a header', 'key: |2-   # why\n    a == 1\n   && foo\n', 'foo', 'foo'],
    ['a literal block with CRLF', 'key: |\r\n  a == 1\r\n  && foo\r\n', 'foo', 'foo'],
    ['a folded block', 'key: >-\n  a == 1\n  && foo\n', 'foo', 'foo'],
    ['a folded block with deeper lines', 'key: >\n  a\n\n    b\n    foo\n\n  c\n', 'foo', 'foo'],
  ])('%s', (_, text, part, expected) => {
    expect(written(text, part)).toBe(expected);
  });

  it('points behind the end for what is missing there', () => {
    const text = 'key: exit ==\nother: 1\n';
    expect(offsetInScalar(text, scalarAt(text)).spanOf(7, 7)).toEqual({ start: 12, end: 12 });
  });

  it('finds every word again, in all five styles', () => {
    const word = fc.stringMatching(/^[a-z"'\\$;é😀]{1,6}$/u);
    fc.assert(
      fc.property(fc.array(fc.array(word, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }), (lines) => {
        const value = lines.map((words) => words.join(' ')).join('\n');
        const indented = (by: string): string => value.replaceAll('\n', `\n${by}`);
        const styles = [
          `key: '${value.replaceAll("'", "''").replaceAll('\n', '\n\n  ')}'\n`,
          `key: ${JSON.stringify(value)}\n`,
          `key: |\n  ${indented('  ')}\n`,
          `key: >-\n  ${indented('\n  ')}\n`,
          ...(/^[a-zé😀$;]/u.test(value) ? [`key: ${value.replaceAll('\n', '\n\n  ')}\n`] : []),
        ];
        for (const text of styles) {
          const scalar = scalarAt(text);
          const map = offsetInScalar(text, scalar);
          for (const { 0: part, index } of String(scalar.value).matchAll(/[a-zé$;]+/g)) {
            const span = map.spanOf(index, index + part.length);
            expect(text.slice(span.start, span.end)).toBe(part);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
