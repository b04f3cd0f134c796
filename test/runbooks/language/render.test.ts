// Templates filled in, and their parts found.
import { Optional } from '@marcbachmann/cel-js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { celDuration } from '../../../src/runbooks/language/cel/celDuration.ts';
import type { Scope } from '../../../src/runbooks/language/cel/CelValue.ts';
import { render, renderText } from '../../../src/runbooks/language/render.ts';
import { templateParts } from '../../../src/runbooks/language/templateParts.ts';

const scope: Scope = {
  unit: 'mcsm-daemon.service',
  port: 24444n,
  ratio: 0.5,
  settle: celDuration(90_000),
  on: true,
  lines: ['a', 'b'],
  map: { a: 1n },
  missing: Optional.none(),
};

describe('render', () => {
  const cases: readonly (readonly [template: string, text: string])[] = [
    ['Restart {{ unit }}', 'Restart mcsm-daemon.service'],
    ['{{port}}/{{ratio}}/{{on}}/{{settle}}', '24444/0.5/true/1m30s'],
    ['{{ lines }} and {{ [1, 2] }}', 'a, b and 1, 2'],
    ['{{ "}}" + unit + \'{{\' }}', '}}mcsm-daemon.service{{'],
    ['{{ "\\"}}" }}', '"}}'],
    ['{{ """a"}}""" }}', 'a"}}'],
    ['{{ {"a": {"b": 1}}.a.b }}', '1'],
    ['{{ missing.orValue("none") }}', 'none'],
    ['a } b }} c { d', 'a } b }} c { d'],
    ['no braces', 'no braces'],
    ['', ''],
    ['line\n{{ unit\n }}\n', 'line\nmcsm-daemon.service\n'],
  ];
  test.each(cases)('%s', (template, text) => {
    expect(render(template, scope)).toEqual({ text });
    expect(renderText(template, scope)).toBe(text);
  });

  const bad: readonly (readonly [template: string, code: string])[] = [
    ['{{ nobody }}', 'cel.noValue'],
    ['{{ map }}', 'cel.noText'],
    ['{{ missing }}', 'cel.noText'],
    ['{{ null }}', 'cel.noText'],
    ['{{ unit', 'cel.unclosedTemplate'],
    ['{{ "unit }}', 'cel.unclosedTemplate'],
    ['{{ }}', 'cel.unfinished'],
  ];
  test.each(bad)('%s has no text', (template, code) => {
    expect(render(template, scope)).toMatchObject({ problem: { code } });
  });

  test('a title keeps what can’t be filled in as it is written', () => {
    expect(renderText({ en: 'On {{ nobody }}: {{ unit }}', 'zh-cn': '{{unit}}：{{ oops' }, scope)).toEqual({
      en: 'On {{ nobody }}: mcsm-daemon.service',
      'zh-cn': 'mcsm-daemon.service：{{ oops',
    });
  });
});

test('the parts of any template put together are the template', () => {
  const pieces = fc.array(fc.constantFrom('{{', '}}', '{', '}', '"', "'", '\\', 'unit', ' ', '\n', '"""'), {
    maxLength: 20,
  });
  fc.assert(
    fc.property(pieces, (written) => {
      const template = written.join('');
      const whole = templateParts(template)
        .map((part) => {
          expect(template.slice(part.start, part.end)).toBe(part.text);
          return part.kind === 'expression' ? `{{${part.text}}}` : part.text;
        })
        .join('');
      expect(whole).toBe(template);
    }),
  );
});
