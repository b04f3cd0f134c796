// The types that the checker reasons with.
import type { CelType } from './CelValue.ts';

/**
 * `dyn` is known at run time only, such as a part of a JSON text. `nothing` is what an empty list holds: it becomes whatever
 * is needed.
 */
export type Type =
  | { readonly kind: 'bool' | 'int' | 'double' | 'string' | 'duration' | 'null' | 'dyn' | 'nothing' }
  | { readonly kind: 'list'; readonly of: Type }
  | { readonly kind: 'map'; readonly key: Type; readonly of: Type }
  | { readonly kind: 'optional'; readonly of: Type };

const plain: Readonly<Record<string, Type>> = {
  bool: { kind: 'bool' },
  int: { kind: 'int' },
  double: { kind: 'double' },
  string: { kind: 'string' },
  duration: { kind: 'duration' },
  'google.protobuf.Duration': { kind: 'duration' },
  null: { kind: 'null' },
  dyn: { kind: 'dyn' },
  list: { kind: 'list', of: { kind: 'dyn' } },
  map: { kind: 'map', key: { kind: 'dyn' }, of: { kind: 'dyn' } },
};

/** The type that a text such as `map<string, list<int>>` names. Throws where it names none: that is the caller's bug. */
export function parseType(text: CelType): Type {
  const named = plain[text.trim()];
  if (named) return named;
  const match = /^(list|map|optional)<(.+)>$/.exec(text.trim());
  if (!match) throw new Error(`no such type: ${text}`);
  const [, kind, inner = ''] = match;
  if (kind !== 'map') return { kind: kind === 'list' ? 'list' : 'optional', of: parseType(inner) };
  const comma = inner.indexOf(',');
  return { kind: 'map', key: parseType(inner.slice(0, comma)), of: parseType(inner.slice(comma + 1)) };
}

/** The type as it is written. */
export function typeText(type: Type): CelType {
  switch (type.kind) {
    case 'nothing':
      return 'dyn';
    case 'list':
      return `list<${typeText(type.of)}>`;
    case 'map':
      return `map<${typeText(type.key)}, ${typeText(type.of)}>`;
    case 'optional':
      return `optional<${typeText(type.of)}>`;
    default:
      return type.kind;
  }
}

/** The one type that values of both have, or undefined where there is none. int and double are not one. */
export function unify(a: Type, b: Type): Type | undefined {
  if (a.kind === 'nothing' || b.kind === 'dyn') return b;
  if (b.kind === 'nothing' || a.kind === 'dyn') return a;
  if (a.kind !== b.kind) return undefined;
  if (a.kind === 'map' && b.kind === 'map') {
    const key = unify(a.key, b.key);
    const of = unify(a.of, b.of);
    return key && of && { kind: 'map', key, of };
  }
  if ('of' in a && 'of' in b && a.kind !== 'map') {
    const of = unify(a.of, b.of);
    return of && { kind: a.kind, of };
  }
  return a;
}
