// What the checker promises, evaluation keeps: an expression that was found to be of a type never yields anything else.
import { Optional } from '@marcbachmann/cel-js';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { celDuration } from '../../../../src/runbooks/language/cel/celDuration.ts';
import type { CelValue, Scope } from '../../../../src/runbooks/language/cel/CelValue.ts';
import { checkExpression } from '../../../../src/runbooks/language/cel/checkExpression.ts';
import { evaluate } from '../../../../src/runbooks/language/cel/evaluate.ts';
import { isList, isMap, isOptional, kindOf } from '../../../../src/runbooks/language/cel/kindOf.ts';
import { parseType, type Type } from '../../../../src/runbooks/language/cel/Type.ts';

// Work is measured in processor time; the clock only has to be patient on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const names = {
  n: 'int',
  d: 'double',
  s: 'string',
  b: 'bool',
  t: 'duration',
  l: 'list<string>',
  i: 'list<int>',
  m: 'map<string, int>',
  o: 'optional<int>',
  j: 'dyn',
};
const scopes = fc.record({
  n: fc.bigInt({ min: -5n, max: 5n }),
  d: fc.constantFrom(0, 0.5, -2),
  s: fc.constantFrom('', '5', 'x', '{"a": [1, "x", null]}', '[1, 2]', 'a\nb'),
  b: fc.boolean(),
  t: fc.constantFrom(celDuration(0), celDuration(1500)),
  l: fc.array(fc.constantFrom('', 'x', '7'), { maxLength: 3 }),
  i: fc.array(fc.bigInt({ min: -2n, max: 2n }), { maxLength: 3 }),
  m: fc.constantFrom<CelValue>({}, { x: 1n }),
  o: fc.constantFrom(Optional.none(), Optional.of(3n)),
  j: fc.constantFrom<CelValue>(null, 1, 'x', true, [1, 'x'], { a: 'x' }, 2n),
});

const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const part = tie('expression');
  const filled = (...parts: (string | typeof part)[]) =>
    fc
      .tuple(...parts.map((each) => (typeof each === 'string' ? fc.constant(each) : each)))
      .map((texts) => texts.join(''));
  const operator = fc
    .constantFrom('+', '-', '*', '/', '%', '<', '>=', '==', '!=', '&&', '||', 'in')
    .map((op) => ` ${op} `);
  const call = fc.constantFrom(
    'whole',
    'number',
    'json',
    'lines',
    'int',
    'double',
    'string',
    'bool',
    'sorted',
    'size',
    'duration',
  );
  const method = fc.constantFrom('contains', 'matches', 'split', 'join', 'orValue', 'or', 'startsWith', 'indexOf');
  const macro = fc.constantFrom('all', 'exists', 'exists_one', 'filter', 'map');
  return {
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(...Object.keys(names), '1', '0.5', '"x"', 'true', 'null', '[]', 'e', 'optional.none()'),
      filled('(', part, operator, part, ')'),
      filled(call, '(', part, ')'),
      filled('(', part, ').', method, '(', part, ')'),
      filled('(', part, ').', macro, '(e, ', part, ')'),
      filled('(', part, ' ? ', part, ' : ', part, ')'),
      filled('[', part, ', ', part, ']'),
      filled(
        '(',
        part,
        ')',
        fc.constantFrom('.a', '.?a', '[0]', '[?0]', '["x"]', '.size()', '.join()', '.value()', '.hasValue()'),
      ),
      filled(fc.constantFrom('!', '-'), '(', part, ')'),
      filled('cel.bind(e, ', part, ', ', part, ')'),
      filled('optional.of(', part, ')'),
    ),
  };
});

function isOf(type: Type, value: CelValue): boolean {
  if (type.kind === 'dyn' || type.kind === 'nothing') return true;
  if (type.kind !== kindOf(value)) return false;
  if (type.kind === 'list') return isList(value) && value.every((element) => isOf(type.of, element));
  if (type.kind === 'map') return isMap(value) && Object.values(value).every((element) => isOf(type.of, element));
  return type.kind !== 'optional' || !isOptional(value) || !value.hasValue() || isOf(type.of, value.value());
}

test('types are kept', () => {
  let typed = 0;
  let valued = 0;
  fc.assert(
    fc.property(expression, scopes, (text, scope: Scope) => {
      const checked = checkExpression(text, names);
      const evaluated = evaluate(text, scope);
      if ('problem' in checked) return;
      typed++;
      for (const name of checked.uses) expect(Object.keys(names)).toContain(name);
      if ('problem' in evaluated) {
        expect(evaluated.problem.code).not.toMatch(/^cel\.(unknown|noValue)/);
        return;
      }
      valued++;
      expect(isOf(parseType(checked.type), evaluated.value), `${text} is ${checked.type}`).toBe(true);
    }),
    { numRuns: 6000 },
  );
  // The expressions are not all nonsense.
  expect(typed).toBeGreaterThan(500);
  expect(valued).toBeGreaterThan(300);
});
