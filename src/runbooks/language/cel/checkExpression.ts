// The type of an expression, found without evaluating it.
import type { ASTNode } from '@marcbachmann/cel-js';
import type { Message } from '../../texts/Message.ts';
import { nearest } from '../../texts/nearest.ts';
import { callType } from './callType.ts';
import type { CelType } from './CelValue.ts';
import { isInt64 } from './numbers.ts';
import { operatorType } from './operatorType.ts';
import { macroNames } from './overloads.ts';
import { parseExpression, type ExpressionProblem } from './parseExpression.ts';
import { Refusal, refuse } from './Refusal.ts';
import { parseType, typeText, unify, type Type } from './Type.ts';

export type { ExpressionProblem } from './parseExpression.ts';

/** Parses and type-checks `expression` over `names`. Never throws. */
export function checkExpression(
  expression: string,
  names: Readonly<Record<string, CelType>>,
): { readonly type: CelType; /** Declared names it uses. */ readonly uses: ReadonlySet<string> } | ExpressionProblem {
  const parsed = parseExpression(expression);
  if ('problem' in parsed) return parsed;
  const uses = new Set<string>();
  try {
    return { type: typeText(typeOf(parsed.tree, { expression, names, uses })), uses };
  } catch (error) {
    if (error instanceof Refusal) return error.at;
    throw error;
  }
}

/** Where names are looked up: the declared ones, and those that macros bind, innermost first. */
interface Context {
  readonly expression: string;
  readonly names: Readonly<Record<string, CelType>>;
  readonly uses: Set<string>;
  readonly bound?: { readonly name: string; readonly type: Type; readonly outer: Context['bound'] };
}

const bool: Type = { kind: 'bool' };
const dyn: Type = { kind: 'dyn' };

function typeOf(node: ASTNode, context: Context): Type {
  switch (node.op) {
    case 'value':
      return literalType(node);
    case 'id':
      return nameType(node, node.args, context);
    case '.':
    case '.?':
    case '[]':
    case '[?]':
      return partType(node, context);
    case 'list':
      return { kind: 'list', of: common(node.args, context) };
    case 'map':
      for (const [key] of node.args)
        if (!unify({ kind: 'string' }, typeOf(key, context)))
          refuse(key, 'cel.keyNotText', { type: typeText(typeOf(key, context)) });
      return {
        kind: 'map',
        key: { kind: 'string' },
        of: common(
          node.args.map(([, value]) => value),
          context,
        ),
      };
    case '?:': {
      const [condition, yes, no] = node.args;
      truth(condition, context);
      const [left, right] = [typeOf(yes, context), typeOf(no, context)];
      return unify(left, right) ?? refuse(node, 'cel.branches', { left: typeText(left), right: typeText(right) });
    }
    case '&&':
    case '||':
      for (const side of node.args) truth(side, context);
      return bool;
    case '!_':
      truth(node.args, context);
      return bool;
    case '-_': {
      if (node.args.op === 'value' && node.args.args === 2n ** 63n) return { kind: 'int' };
      const type = present(node.args, context);
      if (['int', 'double', 'duration', 'dyn'].includes(type.kind)) return type;
      return refuse(node, 'cel.operand', { operator: '-', type: typeText(type) });
    }
    case 'call':
      return callOf(node, node.args[0], node.args[1], context);
    case 'rcall':
      return methodOf(node, node.args[0], node.args[1], node.args[2], context);
    default:
      return settled(node, operatorType(node.op, present(node.args[0], context), present(node.args[1], context)));
  }
}

/** A type, or its problem at this node. */
function settled(place: Pick<ASTNode, 'start' | 'end'>, result: Type | Message): Type {
  return 'kind' in result ? result : refuse(place, result.code, result.args);
}

function literalType(node: Extract<ASTNode, { op: 'value' }>): Type {
  const value = node.args;
  switch (typeof value) {
    case 'bigint':
      return isInt64(value) ? { kind: 'int' } : refuse(node, 'cel.badNumber', { number: String(value) });
    case 'number':
      return { kind: 'double' };
    case 'string':
      return { kind: 'string' };
    case 'boolean':
      return bool;
    default:
      return value === null ? { kind: 'null' } : refuse(node, 'cel.unsupportedLiteral');
  }
}

function nameType(node: ASTNode, name: string, { names, uses, bound }: Context): Type {
  for (let at = bound; at; at = at.outer) if (at.name === name) return at.type;
  const declared = Object.hasOwn(names, name) ? names[name] : undefined;
  if (declared !== undefined) {
    uses.add(name);
    return parseType(declared);
  }
  const meant = nearest(name, Object.keys(names));
  return meant === undefined
    ? refuse(node, 'cel.unknownName', { name })
    : refuse(node, 'cel.unknownNameMeant', { name, meant });
}

/** The type of a value that is there for sure. */
function present(node: ASTNode, context: Context): Type {
  const type = typeOf(node, context);
  if (type.kind !== 'optional') return type;
  return refuse(node, 'cel.mayBeMissing', { text: context.expression.slice(node.start, node.end) });
}

function truth(node: ASTNode, context: Context): void {
  const type = present(node, context);
  if (!unify(bool, type)) refuse(node, 'cel.notBool', { type: typeText(type) });
}

/** The one type of several values. */
function common(nodes: readonly ASTNode[], context: Context): Type {
  return nodes.reduce<Type>(
    (type, node) => {
      const next = present(node, context);
      return unify(type, next) ?? refuse(node, 'cel.mixedElements', { left: typeText(type), right: typeText(next) });
    },
    { kind: 'nothing' },
  );
}

function partType(node: Extract<ASTNode, { op: '.' | '.?' | '[]' | '[?]' }>, context: Context): Type {
  const [wholeNode, keyNode] = node.args;
  const whole = typeOf(wholeNode, context);
  const inside = whole.kind === 'optional' ? whole.of : whole;
  const key: Type = typeof keyNode === 'string' ? { kind: 'string' } : present(keyNode, context);
  const optional = whole.kind === 'optional' || node.op === '.?' || node.op === '[?]';
  const type =
    partOf(inside, key) ?? refuse(node, 'cel.noParts', { type: typeText(inside), key: keyText(keyNode, context) });
  return optional ? { kind: 'optional', of: type } : type;
}

function partOf(whole: Type, key: Type): Type | undefined {
  if (whole.kind === 'dyn') return key.kind === 'int' || key.kind === 'string' || key.kind === 'dyn' ? dyn : undefined;
  if (whole.kind === 'list') return unify({ kind: 'int' }, key) && whole.of;
  return whole.kind === 'map' && unify(whole.key, key) ? whole.of : undefined;
}

function keyText(key: ASTNode | string, { expression }: Context): string {
  return typeof key === 'string' ? key : expression.slice(key.start, key.end);
}

function callOf(node: ASTNode, name: string, args: readonly ASTNode[], context: Context): Type {
  if (name === 'has' && args.length === 1) {
    const [argument] = args;
    if (argument?.op !== '.') return refuse(argument ?? node, 'cel.hasWhat');
    partType(argument, context);
    return bool;
  }
  const result = callType(
    name,
    false,
    args.map((argument) => present(argument, context)),
  );
  return settled(nameIsWrong(result) ? { start: node.start, end: node.start + name.length } : node, result);
}

function methodOf(node: ASTNode, name: string, receiver: ASTNode, args: readonly ASTNode[], context: Context): Type {
  const special = namespaced(name, receiver, args, context);
  if (special) return special;
  const target = typeOf(receiver, context);
  if (target.kind === 'optional') return ofOptional(name, receiver, target.of, args, context);
  const macro = macroType(name, receiver, target, args, context);
  if (macro) return macro;
  const start = context.expression.indexOf(name, context.expression.indexOf('.', receiver.end) + 1);
  const result = callType(name, true, [target, ...args.map((argument) => present(argument, context))]);
  return settled(nameIsWrong(result) ? { start, end: start + name.length } : node, result);
}

/** A wrong name is shown at the name, wrong arguments at the whole call. */
function nameIsWrong(result: Type | Message): boolean {
  return 'code' in result && /^cel\.(?:unknownFunction|not)/.test(result.code);
}

/** `cel.bind(name, value, expression)`, `optional.of(value)`, `optional.none()`. */
function namespaced(name: string, receiver: ASTNode, args: readonly ASTNode[], context: Context): Type | undefined {
  if (receiver.op !== 'id') return undefined;
  const [first, second, third] = args;
  if (receiver.args === 'cel' && name === 'bind' && first?.op === 'id' && second && third)
    return typeOf(third, binding(context, first.args, typeOf(second, context)));
  if (receiver.args === 'optional' && name === 'none' && !first) return { kind: 'optional', of: { kind: 'nothing' } };
  if (receiver.args === 'optional' && name === 'of' && first) return { kind: 'optional', of: present(first, context) };
  return undefined;
}

function binding(context: Context, name: string, type: Type): Context {
  return { ...context, bound: { name, type, outer: context.bound } };
}

function ofOptional(name: string, receiver: ASTNode, inside: Type, args: readonly ASTNode[], context: Context): Type {
  const [argument] = args;
  if (name === 'hasValue' && !argument) return bool;
  if (name === 'value' && !argument) return inside;
  if (name === 'orValue' && argument) {
    const otherwise = present(argument, context);
    return (
      unify(inside, otherwise) ??
      refuse(argument, 'cel.branches', { left: typeText(inside), right: typeText(otherwise) })
    );
  }
  if (name === 'or' && argument) {
    const whole: Type = { kind: 'optional', of: inside };
    const otherwise = typeOf(argument, context);
    return (
      unify(whole, otherwise) ?? refuse(argument, 'cel.branches', { left: typeText(whole), right: typeText(otherwise) })
    );
  }
  return refuse(receiver, 'cel.mayBeMissing', { text: context.expression.slice(receiver.start, receiver.end) });
}

/** `all`, `exists`, `exists_one`, `filter` and `map` over lists and the keys of maps. */
function macroType(
  name: string,
  receiver: ASTNode,
  target: Type,
  [first, second, third]: readonly ASTNode[],
  context: Context,
): Type | undefined {
  if (!macroNames.has(name) || first?.op !== 'id' || !second) return undefined;
  const element = elementType(target) ?? refuse(receiver, 'cel.notList', { type: typeText(target), name });
  const inner = binding(context, first.args, element);
  if (name === 'map' && !third) return { kind: 'list', of: present(second, inner) };
  truth(second, inner);
  if (name === 'map' && third) return { kind: 'list', of: present(third, inner) };
  return name === 'filter' ? { kind: 'list', of: element } : bool;
}

function elementType(target: Type): Type | undefined {
  if (target.kind === 'dyn') return dyn;
  if (target.kind === 'list') return target.of;
  return target.kind === 'map' ? target.key : undefined;
}
