// What a part of the schema says about itself.
import type * as z from 'zod';
import type { TextCode } from '../texts/say.ts';
import type { Node } from './document/Node.ts';
import type { Notation } from './schema.ts';
import { metaOf } from './shape/metaOf.ts';
import { isOptional, optionsOf, shapeOf } from './shape/Schema.ts';
import type { Schema } from './shape/Schema.ts';
import { resolved } from './shape/schemaAt.ts';

/** A key that may stand at a place. */
export interface KeyDescription {
  readonly key: string;
  readonly text: TextCode | undefined;
  readonly required: boolean;
}

/** What a place is and what may stand there. */
export interface PlaceDescription {
  readonly text: TextCode | undefined;
  readonly notation: Notation | undefined;
  /** Keys of the map that belongs there, those that are there already among them. */
  readonly keys: readonly KeyDescription[];
  /** All values that are possible, where they can be counted. */
  readonly values: readonly string[];
}

/** Describes a part of the schema; of a union, the alternative that `node` is meant to be, or all of them without one. */
export function describeSchema(schema: Schema, node?: Node): PlaceDescription {
  const { text, notation } = metaOf(schema);
  const meant = resolved(schema, node);
  return { text, notation, keys: keysOf(meant), values: valuesOf(meant) };
}

/** Of alternatives that can't be told apart yet, the keys of all. */
function keysOf(schema: Schema): KeyDescription[] {
  const options = optionsOf(schema);
  if (options !== undefined) {
    const all = options.flatMap(keysOf);
    return all.filter(({ key }, index) => all.findIndex((other) => other.key === key) === index);
  }
  return Object.entries(shapeOf(schema) ?? {}).map(([key, value]) => ({
    key,
    text: metaOf(value).text,
    required: !isOptional(value),
  }));
}

function valuesOf(schema: Schema): string[] {
  const options = optionsOf(schema);
  if (options !== undefined) return options.flatMap(valuesOf);
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'enum') return Object.values(def.entries).map(String);
  if (def.type === 'boolean') return ['true', 'false'];
  return def.type === 'literal' ? def.values.map(String) : [];
}
