// The type an operator yields, from those of its operands.
import type { Message } from '../../texts/Message.ts';
import type { Arithmetic, Ordering } from './operators.ts';
import { typeText, unify, type Type } from './Type.ts';

export type BinaryOperator = Arithmetic | Ordering | '==' | '!=' | 'in';

const bool: Type = { kind: 'bool' };
const addable = new Set<Type['kind']>(['int', 'double', 'string', 'list', 'duration', 'dyn', 'nothing']);
const operandsOf: Readonly<Record<Arithmetic, ReadonlySet<Type['kind']>>> = {
  '+': addable,
  '-': new Set(['int', 'double', 'duration', 'dyn']),
  '*': new Set(['int', 'double', 'dyn']),
  '/': new Set(['int', 'double', 'dyn']),
  '%': new Set(['int', 'dyn']),
};

/** The type of `left operator right`, or why there is none. */
export function operatorType(operator: BinaryOperator, left: Type, right: Type): Type | Message {
  switch (operator) {
    case '==':
    case '!=':
      return unify(left, right) ? bool : mismatch(operator, left, right);
    case 'in':
      return membership(left, right);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ordering(operator, left, right);
    default: {
      const type = unify(left, right);
      const takes = operandsOf[operator];
      if (!type || !takes.has(left.kind) || !takes.has(right.kind)) return mismatch(operator, left, right);
      return type.kind === 'dyn' ? known(left, right) : type;
    }
  }
}

/** One side's type tells the result's: an int can only be added to an int. */
function known(left: Type, right: Type): Type {
  return left.kind === 'dyn' ? right : left;
}

function ordering(operator: Ordering, left: Type, right: Type): Type | Message {
  const both = [left.kind, right.kind];
  if (both.every((kind) => kind === 'int' || kind === 'double' || kind === 'dyn')) return bool;
  if (both.every((kind) => kind === 'duration' || kind === 'dyn')) return bool;
  if (both.every((kind) => kind === 'string' || kind === 'dyn'))
    return { code: 'cel.orderedTexts', args: { operator } };
  return mismatch(operator, left, right);
}

function membership(left: Type, right: Type): Type | Message {
  if (right.kind === 'dyn') return bool;
  if (right.kind === 'list' && unify(left, right.of)) return bool;
  if (right.kind === 'map' && unify(left, right.key)) return bool;
  return mismatch('in', left, right);
}

const numbers = new Set<Type['kind']>(['int', 'double']);

function mismatch(operator: BinaryOperator, left: Type, right: Type): Message {
  const args = { operator, left: typeText(left), right: typeText(right) };
  if (numbers.has(left.kind) && numbers.has(right.kind) && left.kind !== right.kind && operator !== '%')
    return { code: 'cel.mixedNumbers', args };
  const textAndNumber =
    (left.kind === 'string' && numbers.has(right.kind)) || (numbers.has(left.kind) && right.kind === 'string');
  return { code: textAndNumber ? 'cel.textAndNumber' : 'cel.operands', args };
}
