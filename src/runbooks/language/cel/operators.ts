// What the operators do to values. int and double may be ordered, never mixed in arithmetic; nothing converts by itself.
import type { Budget } from './Budget.ts';
import { durationOf, isDuration, nanosecondsOf } from './celDuration.ts';
import type { CelValue } from './CelValue.ts';
import { fail } from './EvaluationFailure.ts';
import { isList, isMap, kindOf } from './kindOf.ts';
import { isInt64 } from './numbers.ts';

export type Ordering = '<' | '<=' | '>' | '>=';
export type Arithmetic = '+' | '-' | '*' | '/' | '%';

/** The result of an arithmetic operator; texts and lists are joined by `+`. */
export function arithmetic(operator: Arithmetic, left: CelValue, right: CelValue, budget: Budget): CelValue {
  if (typeof left === 'bigint' && typeof right === 'bigint') return ofInts(operator, left, right);
  if (typeof left === 'number' && typeof right === 'number' && operator !== '%')
    return ofDoubles(operator, left, right);
  if (isDuration(left) && isDuration(right) && (operator === '+' || operator === '-')) {
    const [a, b] = [nanosecondsOf(left), nanosecondsOf(right)];
    return durationOf(operator === '+' ? a + b : a - b);
  }
  if (operator === '+' && typeof left === 'string' && typeof right === 'string') {
    budget.spend(1 + (left.length + right.length) / 16);
    return left + right;
  }
  if (operator === '+' && isList(left) && isList(right)) {
    budget.spend(1 + (left.length + right.length) / 4);
    return [...left, ...right];
  }
  return fail('cel.operands', { operator, left: kindOf(left), right: kindOf(right) });
}

function ofInts(operator: Arithmetic, left: bigint, right: bigint): bigint {
  if ((operator === '/' || operator === '%') && right === 0n) return fail('cel.dividedByZero');
  const result = {
    '+': () => left + right,
    '-': () => left - right,
    '*': () => left * right,
    '/': () => left / right,
    '%': () => left % right,
  }[operator]();
  return isInt64(result) ? result : fail('cel.overflow');
}

/** A division by zero fails, as with ints: an infinity or a NaN in a gate would compare one way or the other. */
function ofDoubles(operator: Exclude<Arithmetic, '%'>, left: number, right: number): number {
  if (operator === '/' && right === 0) return fail('cel.dividedByZero');
  const result = { '+': left + right, '-': left - right, '*': left * right, '/': left / right }[operator];
  return Number.isFinite(result) ? result : fail('cel.overflow');
}

/** Whether two numbers or two durations are in this order. Texts have none: "100" would come before "95". */
export function ordered(operator: Ordering, left: CelValue, right: CelValue): boolean {
  const [a, b] = isDuration(left) && isDuration(right) ? [nanosecondsOf(left), nanosecondsOf(right)] : [left, right];
  if (typeof a === 'string' && typeof b === 'string') return fail('cel.orderedTexts', { operator });
  if ((typeof a !== 'bigint' && typeof a !== 'number') || (typeof b !== 'bigint' && typeof b !== 'number'))
    return fail('cel.operands', { operator, left: kindOf(left), right: kindOf(right) });
  return { '<': a < b, '<=': a <= b, '>': a > b, '>=': a >= b }[operator];
}

/** How deep a JSON value may be nested to be compared. */
const deepest = 100;

/**
 * Whether two values are equal. int and double are compared as numbers (parts of a JSON text may be either); null is equal to
 * null alone; other values of two kinds can't be compared, so that `!=` never passes because the output is of another kind.
 */
export function equal(left: CelValue, right: CelValue, budget: Budget, depth = 0): boolean {
  budget.spend(1);
  if (left === null || right === null) return left === right;
  // `===` would tell an int from a double.
  if (isNumber(left) && isNumber(right)) return left <= right && left >= right;
  if (typeof left === 'string' && typeof right === 'string') {
    budget.spendText(Math.min(left.length, right.length));
    return left === right;
  }
  if (typeof left === 'boolean' && typeof right === 'boolean') return left === right;
  if (isDuration(left) && isDuration(right)) return nanosecondsOf(left) === nanosecondsOf(right);
  if (depth >= deepest) return fail('cel.tooMuchWork');
  if (isList(left) && isList(right))
    return (
      left.length === right.length && left.every((value, at) => equal(value, right[at] ?? null, budget, depth + 1))
    );
  if (isMap(left) && isMap(right)) {
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => Object.hasOwn(right, key) && equal(left[key] ?? null, right[key] ?? null, budget, depth + 1))
    );
  }
  return fail('cel.operands', { operator: '==', left: kindOf(left), right: kindOf(right) });
}

function isNumber(value: CelValue): value is bigint | number {
  return typeof value === 'bigint' || typeof value === 'number';
}

/** Whether a list holds a value, or a map has a key. */
export function contains(collection: CelValue, value: CelValue, budget: Budget): boolean {
  if (isList(collection)) return collection.some((element) => equal(element, value, budget));
  if (isMap(collection) && typeof value === 'string') return Object.hasOwn(collection, value);
  return fail('cel.operands', { operator: 'in', left: kindOf(value), right: kindOf(collection) });
}
