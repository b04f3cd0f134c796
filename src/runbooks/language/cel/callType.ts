// The type a function or method yields, from those of its arguments.
import type { Message } from '../../texts/Message.ts';
import { nearest } from '../../texts/nearest.ts';
import { callableNames, overloadsOf, signaturesOf } from './overloads.ts';
import { typeText, unify, type Type } from './Type.ts';

/** The type of a call, or why there is none. A method's receiver is the first argument. */
export function callType(name: string, method: boolean, args: readonly Type[]): Type | Message {
  const overloads = overloadsOf(name, method);
  if (overloads.length === 0) return unknown(name, method);
  const fitting = overloads.filter(
    ({ parameters }) =>
      parameters.length === args.length && parameters.every((type, at) => args[at] && unify(type, args[at])),
  );
  const [first, ...others] = fitting.map((overload) => overload.returns);
  if (first) return others.reduce<Type>((type, other) => unify(type, other) ?? { kind: 'dyn' }, first);
  if (!method && args.length === 1 && args[0]?.kind === 'string') {
    if (name === 'int') return { code: 'cel.intOfText' };
    if (name === 'double') return { code: 'cel.doubleOfText' };
  }
  const given = args.map(typeText).join(', ');
  return { code: 'cel.arguments', args: { name, given, takes: signaturesOf(name, method) } };
}

function unknown(name: string, method: boolean): Message {
  const turned = method ? 'cel.notMethod' : 'cel.notFunction';
  if (overloadsOf(name, !method).length > 0)
    return { code: turned, args: { name, takes: signaturesOf(name, !method) } };
  const meant = nearest(name, callableNames(method));
  return meant === undefined
    ? { code: 'cel.unknownFunction', args: { name } }
    : { code: 'cel.unknownFunctionMeant', args: { name, meant } };
}
