// What the schema notes about a place: its notation, its description.
import * as z from 'zod';
import { unwrapped } from './Schema.ts';
import type { Schema } from './Schema.ts';

/** The notes of a schema and of what it wraps; the outer ones win. */
export function metaOf(schema: Schema): z.core.GlobalMeta {
  const own = z.globalRegistry.get(schema) ?? {};
  const inner = innerOf(schema);
  return inner === undefined ? own : { ...metaOf(inner), ...own };
}

function innerOf(schema: Schema): Schema | undefined {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'optional' || def.type === 'nullable' || def.type === 'default') return def.innerType;
  return def.type === 'lazy' ? unwrapped(schema) : undefined;
}
