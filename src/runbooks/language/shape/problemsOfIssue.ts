// What the schema found wrong, in our codes and with what to write instead.
import type * as z from 'zod';
import { nearest } from '../../texts/nearest.ts';
import type { TextCode } from '../../texts/say.ts';
import { nodeAt } from '../document/nodeAt.ts';
import type { Node, Path } from '../document/Node.ts';
import type { Problem } from '../document/Problem.ts';
import { keySpanOf, spanOf } from '../document/spanOf.ts';
import type { Notation } from '../schema.ts';
import { metaOf } from './metaOf.ts';
import { shapeOf, unwrapped } from './Schema.ts';
import type { Schema } from './Schema.ts';
import { resolved, schemaAt } from './schemaAt.ts';
import { variantOf } from './variantOf.ts';
import { wrongFormat } from './wrongFormat.ts';
import { wrongType } from './wrongType.ts';

/** Of more unknown keys than this nobody needs to know. */
const MAX_KEYS = 200;

/** A problem of the shape, and the part of the document that can't be used because of it. */
export interface ShapeProblem {
  readonly problem: Problem;
  /** The value at fault, or the place where one is missing. */
  readonly path: Path;
}

/** A document, and the schema that it was held against. */
export interface Held {
  readonly schema: Schema;
  readonly root: Node;
  readonly text: string;
}

/** What `issue` says about the document; several where a union hides several. `above` is the path that the issue's own begins at. */
export function problemsOfIssue(issue: z.core.$ZodIssue, held: Held, above: Path = []): ShapeProblem[] {
  const { root, text } = held;
  const path = [...above, ...(issue.path as Path)];
  const node = nodeAt(root, path);
  const key = path.findLast((part) => typeof part === 'string') ?? '';
  const one = (problem: Omit<Problem, 'span'>): ShapeProblem[] => [
    { path, problem: { span: spanOf(root, path), ...problem } },
  ];

  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.slice(0, MAX_KEYS).map((unknown) => unknownKey(held, [...path, unknown]));
    case 'invalid_key':
      return [
        {
          path,
          problem: { span: keySpanOf(root, path) ?? root.span, ...wrongFormat(keyNotationAt(held, path), key) },
        },
      ];
    case 'invalid_type':
      if (node === undefined) return [missingKey(root, path)];
      return one(wrongType({ expected: issue.expected, notation: notationAt(held, path), key, node, text }));
    case 'invalid_value':
      return node === undefined ? [missingKey(root, path)] : one(unknownValue(node, issue.values.map(String)));
    case 'invalid_format':
      return one(wrongFormat(notationAt(held, path), node?.kind === 'scalar' ? String(node.value) : ''));
    case 'too_small':
      if (issue.origin === 'array') return one({ code: 'language.emptyList', args: { key } });
      if (issue.origin === 'string') return one({ code: 'language.emptyValue', args: { key } });
      return one({ code: 'language.tooSmall', args: { minimum: String(issue.minimum) } });
    case 'too_big':
      return one({ code: 'language.tooBig', args: { maximum: String(issue.maximum) } });
    case 'invalid_union':
      return ofUnion(issue, held, path);
    case 'not_multiple_of':
    case 'invalid_element':
    case 'custom':
      throw new Error(`the schema has a rule without a message: ${issue.code} at ${path.join('.')}`);
  }
}

function notationAt({ schema: whole, root }: Held, path: Path): Notation | undefined {
  const schema = schemaAt(whole, root, path);
  return schema && metaOf(schema).notation;
}

/** The notation of the keys of the record that holds the key at `path`. */
function keyNotationAt({ schema: whole, root }: Held, path: Path): Notation | undefined {
  const schema = schemaAt(whole, root, path.slice(0, -1));
  const { def } = (unwrapped(schema ?? whole) as z.core.$ZodTypes)._zod;
  return def.type === 'record' ? metaOf(def.keyType).notation : undefined;
}

function ofUnion(issue: z.core.$ZodIssueInvalidUnion, held: Held, path: Path): ShapeProblem[] {
  const { root } = held;
  const node = nodeAt(root, path);
  if ('options' in issue) {
    if (node === undefined) return [missingKey(root, path)];
    return [{ path, problem: { span: spanOf(root, path), ...unknownValue(node, issue.options.map(String)) } }];
  }
  const schema = schemaAt(held.schema, root, path);
  if (node === undefined || schema === undefined) return [missingKey(root, path)];
  const variant = variantOf(unwrapped(schema), node);
  if (variant.kind === 'one') {
    return (issue.errors[variant.index] ?? []).flatMap((inner) => problemsOfIssue(inner, held, path));
  }
  const misspelt = variant.kind === 'none' ? misspeltMark(node, variant.keys) : undefined;
  if (misspelt !== undefined) return [{ path, problem: misspelt }];
  const [, second = ''] = variant.keys;
  const code: TextCode = variant.kind === 'none' ? 'language.noKind' : 'language.severalKinds';
  const span = variant.kind === 'none' ? headSpan(root, path, node) : spanOfKey(root, [...path, second]);
  return [{ path, problem: { code, span, args: { keys: variant.keys.join(', ') } } }];
}

/** A map without any of `marks`, but with a key that is nearly one. */
function misspeltMark(node: Node, marks: readonly string[]): Problem | undefined {
  if (node.kind !== 'map') return undefined;
  for (const { key, keySpan: span } of node.entries) {
    const meant = key.length > 1 ? nearest(key, marks) : undefined;
    if (meant !== undefined)
      return { code: 'language.unknownKeyMeant', span, args: { key, meant }, fix: { span, newText: meant } };
  }
  return undefined;
}

function unknownKey({ schema: whole, root }: Held, path: Path): ShapeProblem {
  const key = String(path.at(-1));
  const parent = path.slice(0, -1);
  const schema = schemaAt(whole, root, parent);
  const node = nodeAt(root, parent);
  const known = Object.keys((schema && shapeOf(resolved(schema, node))) ?? {});
  const meant = nearest(key, known);
  const span = spanOfKey(root, path);
  const problem: Problem =
    meant === undefined
      ? { code: 'language.unknownKey', span, args: { key, known: known.join(', ') } }
      : { code: 'language.unknownKeyMeant', span, args: { key, meant }, fix: { span, newText: meant } };
  return { path, problem };
}

function missingKey(root: Node, path: Path): ShapeProblem {
  const parent = path.slice(0, -1);
  const node = nodeAt(root, parent);
  return {
    path,
    problem: {
      code: 'language.missingKey',
      span: headSpan(root, parent, node ?? root),
      args: { key: String(path.at(-1)) },
    },
  };
}

function unknownValue(node: Node, known: readonly string[]): Omit<Problem, 'span'> {
  if (node.kind !== 'scalar') return { code: 'language.expectedValue', args: { known: known.join(', ') } };
  const text = String(node.value ?? '');
  const meant = nearest(text, known);
  return meant === undefined
    ? { code: 'language.unknownValue', args: { text, known: known.join(', ') } }
    : { code: 'language.unknownValueMeant', args: { text, meant }, fix: { span: node.span, newText: meant } };
}

function spanOfKey(root: Node, path: Path): Problem['span'] {
  return keySpanOf(root, path) ?? spanOf(root, path);
}

/** What lacks a key is shown at its first key, since the whole of it would be too much to underline. */
function headSpan(root: Node, path: Path, node: Node): Problem['span'] {
  return node.kind === 'map' && node.entries[0] !== undefined ? node.entries[0].keySpan : spanOf(root, path);
}
