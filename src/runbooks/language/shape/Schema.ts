// Looking into a part of the schema.
import type * as z from 'zod';

export type Schema = z.core.$ZodType;
export type Shape = Readonly<Record<string, Schema>>;

/** Without what stands around it: optional, nullable, default, lazy. */
export function unwrapped(schema: Schema): Schema {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'nonoptional':
      return unwrapped(def.innerType);
    case 'lazy':
      return unwrapped(def.getter());
    default:
      return schema;
  }
}

/** The keys that an object has by its schema; undefined where it is no object. */
export function shapeOf(schema: Schema): Shape | undefined {
  const { def } = (unwrapped(schema) as z.core.$ZodTypes)._zod;
  return def.type === 'object' ? def.shape : undefined;
}

/** The alternatives of a union; undefined where it is none. */
export function optionsOf(schema: Schema): readonly Schema[] | undefined {
  const { def } = (unwrapped(schema) as z.core.$ZodTypes)._zod;
  return def.type === 'union' ? def.options : undefined;
}

/** Whether a key may be left out. */
export function isOptional(schema: Schema): boolean {
  const { type } = (schema as z.core.$ZodTypes)._zod.def;
  return type === 'optional' || type === 'default';
}
