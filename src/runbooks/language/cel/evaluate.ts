// An expression over values: bounded in time, and never throwing.
import { Optional, type ASTNode } from '@marcbachmann/cel-js';
import type { Message } from '../../texts/Message.ts';
import { Budget } from './Budget.ts';
import { durationOf, isDuration, nanosecondsOf } from './celDuration.ts';
import type { CelValue, Scope } from './CelValue.ts';
import { EvaluationFailure, fail } from './EvaluationFailure.ts';
import { takes } from './functions.ts';
import { isList, isMap, isOptional, kindOf } from './kindOf.ts';
import { isInt64 } from './numbers.ts';
import { arithmetic, contains, equal, ordered } from './operators.ts';
import { macroNames, overloadsOf, signaturesOf } from './overloads.ts';
import { parseExpression } from './parseExpression.ts';

/** A value, or why there is none. A gate takes the latter as inconclusive. */
export type Evaluated = { readonly value: CelValue } | { readonly problem: Message };

/**
 * Evaluates `expression`; parsed expressions are kept, so evaluating again is cheap. Its work is counted (see Budget.ts), and
 * what would take longer than about a second ends as a problem.
 */
export function evaluate(expression: string, scope: Scope): Evaluated {
  const parsed = parseExpression(expression);
  if ('problem' in parsed) return { problem: parsed.problem };
  try {
    return { value: run(parsed.tree, { scope, budget: new Budget() }) };
  } catch (error) {
    if (error instanceof EvaluationFailure) return { problem: error.problem };
    throw error;
  }
}

/** Where names are looked up: the scope, and the names that macros bind, innermost first. */
interface Frame {
  readonly scope: Scope;
  readonly budget: Budget;
  readonly bound?: { readonly name: string; readonly value: CelValue; readonly outer: Frame['bound'] };
}

function bind(frame: Frame, name: string, value: CelValue): Frame {
  return { ...frame, bound: { name, value, outer: frame.bound } };
}

function run(node: ASTNode, frame: Frame): CelValue {
  frame.budget.spend(1);
  switch (node.op) {
    case 'value':
      return literal(node.args);
    case 'id':
      return lookUp(node.args, frame);
    case '.':
      return member(run(node.args[0], frame), node.args[1]);
    case '[]':
      return member(run(node.args[0], frame), run(node.args[1], frame));
    case '.?':
      return optionalMember(run(node.args[0], frame), node.args[1]);
    case '[?]':
      return optionalMember(run(node.args[0], frame), run(node.args[1], frame));
    case 'list':
      return node.args.map((element) => run(element, frame));
    case 'map':
      return Object.fromEntries(node.args.map(([key, value]) => [text(run(key, frame)), run(value, frame)]));
    case '?:':
      return run(truth(run(node.args[0], frame)) ? node.args[1] : node.args[2], frame);
    case '&&':
      return decided(false, node.args, frame);
    case '||':
      return decided(true, node.args, frame);
    case '!_':
      return !truth(run(node.args, frame));
    case '-_':
      return negated(node.args, frame);
    case 'call':
      return call(node.args[0], node.args[1], frame);
    case 'rcall':
      return method(node.args[0], node.args[1], node.args[2], frame);
    case '==':
      return equal(run(node.args[0], frame), run(node.args[1], frame), frame.budget);
    case '!=':
      return !equal(run(node.args[0], frame), run(node.args[1], frame), frame.budget);
    case 'in':
      return contains(run(node.args[1], frame), run(node.args[0], frame), frame.budget);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ordered(node.op, run(node.args[0], frame), run(node.args[1], frame));
    default:
      return arithmetic(node.op, run(node.args[0], frame), run(node.args[1], frame), frame.budget);
  }
}

function literal(value: unknown): CelValue {
  if (typeof value === 'bigint' && !isInt64(value)) return fail('cel.overflow');
  if (typeof value === 'object' && value !== null) return fail('cel.unsupportedLiteral');
  return value as CelValue;
}

function lookUp(name: string, { scope, bound }: Frame): CelValue {
  for (let at = bound; at; at = at.outer) if (at.name === name) return at.value;
  const value = Object.hasOwn(scope, name) ? scope[name] : undefined;
  return value === undefined ? fail('cel.noValue', { name }) : value;
}

function truth(value: CelValue): boolean {
  return typeof value === 'boolean' ? value : fail('cel.notBool', { type: kindOf(value) });
}

function text(value: CelValue): string {
  return typeof value === 'string' ? value : fail('cel.keyNotText', { type: kindOf(value) });
}

/** A negative literal may be the one int that has no positive. */
function negated(node: ASTNode, frame: Frame): CelValue {
  if (node.op === 'value' && node.args === 2n ** 63n) return -node.args;
  const value = run(node, frame);
  if (typeof value === 'number') return -value;
  if (typeof value === 'bigint') return isInt64(-value) ? -value : fail('cel.overflow');
  if (isDuration(value)) return durationOf(-nanosecondsOf(value));
  return fail('cel.operand', { operator: '-', type: kindOf(value) });
}

/** `&&` and `||`: a side that decides alone (`decisive`) does so even where the other fails, in either order. */
function decided(decisive: boolean, [left, right]: readonly [ASTNode, ASTNode], frame: Frame): boolean {
  const first = attempt(left, frame);
  if (first === decisive) return decisive;
  if (truth(run(right, frame)) === decisive) return decisive;
  if (first instanceof EvaluationFailure) throw first;
  return !decisive;
}

/** The truth of a node, or the failure, unless it is final. */
function attempt(node: ASTNode, frame: Frame): boolean | EvaluationFailure {
  try {
    return truth(run(node, frame));
  } catch (error) {
    if (!(error instanceof EvaluationFailure) || error.final) throw error;
    frame.budget.spend(failureSteps);
    return error;
  }
}

/** Throwing and catching costs as much as so many steps. */
const failureSteps = 100;

/** A part of a map or list; undefined where it has none. */
function part(whole: CelValue, key: CelValue): CelValue | undefined {
  if (isMap(whole) && typeof key === 'string') return Object.hasOwn(whole, key) ? whole[key] : undefined;
  if (isList(whole) && typeof key === 'bigint') return whole[Number(key)];
  return fail('cel.noParts', { type: kindOf(whole), key: keyText(key) });
}

function keyText(key: CelValue): string {
  return typeof key === 'string' || typeof key === 'bigint' || typeof key === 'number' ? String(key) : kindOf(key);
}

function member(whole: CelValue, key: CelValue): CelValue {
  if (isOptional(whole)) return optionalMember(whole, key);
  const value = part(whole, key);
  if (value !== undefined) return value;
  return isList(whole)
    ? fail('cel.noElement', { index: keyText(key), size: whole.length })
    : fail('cel.noKey', { key: keyText(key) });
}

function optionalMember(whole: CelValue, key: CelValue): CelValue {
  if (!isOptional(whole)) return Optional.of(part(whole, key));
  return whole.hasValue() ? Optional.of(part(whole.value(), key)) : whole;
}

function call(name: string, args: readonly ASTNode[], frame: Frame): CelValue {
  if (name === 'has' && args[0]?.op === '.') {
    const found = optionalMember(run(args[0].args[0], frame), args[0].args[1]);
    return isOptional(found) && found.hasValue();
  }
  return apply(
    name,
    false,
    args.map((argument) => run(argument, frame)),
    frame,
  );
}

function apply(name: string, isMethod: boolean, values: readonly CelValue[], { budget }: Frame): CelValue {
  const overload = overloadsOf(name, isMethod).find(
    ({ parameters }) =>
      parameters.length === values.length && parameters.every((type, at) => takes(type, values[at] ?? null, budget)),
  );
  if (overload) return overload.call(values, budget);
  if (!isMethod && kindOf(values[0] ?? null) === 'string' && (name === 'int' || name === 'double'))
    return fail(name === 'int' ? 'cel.intOfText' : 'cel.doubleOfText');
  const takesWhat = signaturesOf(name, isMethod);
  if (takesWhat === '') return fail('cel.unknownFunction', { name });
  return fail('cel.arguments', { name, given: values.map(kindOf).join(', '), takes: takesWhat });
}

function method(name: string, receiver: ASTNode, args: readonly ASTNode[], frame: Frame): CelValue {
  const [first, second, third] = args;
  if (receiver.op === 'id' && receiver.args === 'cel' && name === 'bind' && first?.op === 'id' && second && third)
    return run(third, bind(frame, first.args, run(second, frame)));
  if (receiver.op === 'id' && receiver.args === 'optional') {
    if (name === 'none' && !first) return Optional.none();
    if (name === 'of' && first) return Optional.of(run(first, frame));
  }
  const target = run(receiver, frame);
  if (isOptional(target)) return ofOptional(name, target, first, frame);
  if (macroNames.has(name) && first?.op === 'id' && second) {
    const elements = isMap(target) ? Object.keys(target) : target;
    if (!isList(elements)) return fail('cel.notList', { name, type: kindOf(target) });
    return macro(name, elements, second, third, (element) => bind(frame, first.args, element));
  }
  return apply(name, true, [target, ...args.map((argument) => run(argument, frame))], frame);
}

/** Goes through the elements; `inner` is where an element has its name. */
function macro(
  name: string,
  elements: readonly CelValue[],
  second: ASTNode,
  third: ASTNode | undefined,
  inner: (element: CelValue) => Frame,
): CelValue {
  const holds = (element: CelValue): boolean => truth(run(second, inner(element)));
  switch (name) {
    case 'all':
    case 'exists':
      return quantified(name === 'exists', elements, second, inner);
    case 'exists_one':
      return elements.filter(holds).length === 1;
    case 'filter':
      return elements.filter(holds);
    default:
      return third
        ? elements.filter(holds).map((element) => run(third, inner(element)))
        : elements.map((element) => run(second, inner(element)));
  }
}

function ofOptional(name: string, target: Optional<CelValue>, argument: ASTNode | undefined, frame: Frame): CelValue {
  if (name === 'hasValue') return target.hasValue();
  if (name === 'value') return target.hasValue() ? target.value() : fail('cel.empty');
  if (name === 'orValue' && argument) return target.hasValue() ? target.value() : run(argument, frame);
  if (name === 'or' && argument) return target.hasValue() ? target : run(argument, frame);
  return fail('cel.unknownFunction', { name });
}

/** `exists` and `all`: one element that decides does so even where others fail. */
function quantified(
  decisive: boolean,
  elements: readonly CelValue[],
  predicate: ASTNode,
  inner: (element: CelValue) => Frame,
): boolean {
  let failure: EvaluationFailure | undefined;
  for (const element of elements) {
    const result = attempt(predicate, inner(element));
    if (result === decisive) return decisive;
    if (result instanceof EvaluationFailure) failure ??= result;
  }
  if (failure) throw failure;
  return !decisive;
}
