// Which alternative of a union a value is meant to be.
import type * as z from 'zod';
import { entryOf } from '../document/nodeAt.ts';
import type { MapNode, Node } from '../document/Node.ts';
import { isOptional, shapeOf, unwrapped } from './Schema.ts';
import type { Schema } from './Schema.ts';

export type Variant =
  | { readonly kind: 'one'; readonly index: number; readonly schema: Schema }
  /** A map has none, or several, of the keys by which the alternatives are told apart. */
  | { readonly kind: 'none' | 'several'; readonly keys: readonly string[] };

interface Alternative {
  readonly index: number;
  readonly schema: Schema;
}

/** Picks by the key that only one alternative has, or by the kind of value, so that what is said is about what was meant. */
export function variantOf(union: Schema, node: Node): Variant {
  const { def } = (union as z.core.$ZodTypes)._zod;
  if (def.type !== 'union') return { kind: 'one', index: 0, schema: union };
  const alternatives = def.options.map((schema, index): Alternative => ({ schema, index }));
  const objects = alternatives.filter(({ schema }) => shapeOf(schema) !== undefined);
  if (node.kind !== 'map' || objects.length === 0) {
    const fitting = alternatives.find(({ schema }) => fits(unwrapped(schema), node)) ?? alternatives[0];
    return { kind: 'one', index: fitting?.index ?? 0, schema: fitting?.schema ?? union };
  }
  const { discriminator } = def as { readonly discriminator?: string };
  const marks =
    discriminator === undefined
      ? objects.map((one) => ({ ...one, mark: distinctiveKey(one, objects) }))
      : objects.map((one) => ({ ...one, mark: discriminator }));
  const meant = objects.length === 1 ? marks : marks.filter(({ schema, mark }) => bears(node, schema, mark));
  const [only, another] = meant;
  if (only !== undefined && another === undefined) return { kind: 'one', index: only.index, schema: only.schema };
  return only === undefined
    ? { kind: 'none', keys: marks.map(({ mark }) => mark) }
    : { kind: 'several', keys: meant.map(({ mark }) => mark) };
}

/** The required key of an alternative that no other one has. */
function distinctiveKey(one: Alternative, all: readonly Alternative[]): string {
  const others = all.filter((other) => other !== one).map(({ schema }) => shapeOf(schema) ?? {});
  const required = Object.entries(shapeOf(one.schema) ?? {}).filter(([, value]) => !isOptional(value));
  return required.find(([key]) => others.every((shape) => !(key in shape)))?.[0] ?? '';
}

/** Whether the map has the key and, where the alternatives share it, the value that marks this one. */
function bears(map: MapNode, schema: Schema, mark: string): boolean {
  const entry = entryOf(map, mark);
  const marking = shapeOf(schema)?.[mark];
  if (entry === undefined || marking === undefined) return false;
  const { def } = (unwrapped(marking) as z.core.$ZodTypes)._zod;
  return def.type !== 'literal' || (entry.value.kind === 'scalar' && def.values.includes(entry.value.value));
}

function fits(schema: Schema, node: Node): boolean {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (node.kind === 'list') return def.type === 'array';
  if (node.kind !== 'scalar') return false;
  if (def.type === 'literal' || def.type === 'enum') return typeof node.value === 'string';
  return def.type === typeof node.value;
}
