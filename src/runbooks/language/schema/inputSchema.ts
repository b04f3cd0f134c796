// The schema of an input.
import * as z from 'zod';
import { durationSchema, patternSchema, sizeSchema, textSchema } from './primitives.ts';

const anyInput = {
  title: textSchema.optional().meta({ text: 'schema.input.title' }),
  description: textSchema.optional().meta({ text: 'schema.input.description' }),
};
const inputBase = {
  ...anyInput,
  // Absent rather than false: runbooks in journals were written before there was such a thing.
  perHost: z.boolean().optional().meta({ text: 'schema.input.perHost' }),
};
/** A type of input whose values have an order. */
function ordered<T extends string, V extends z.ZodType>(
  type: T,
  value: V,
): z.ZodObject<
  typeof inputBase & { type: z.ZodLiteral<T>; default: z.ZodOptional<V>; min: z.ZodOptional<V>; max: z.ZodOptional<V> },
  z.core.$strict
> {
  return z.strictObject({
    type: z.literal(type),
    ...inputBase,
    default: value.optional().meta({ text: 'schema.input.default' }),
    min: value.optional().meta({ text: 'schema.input.min' }),
    max: value.optional().meta({ text: 'schema.input.max' }),
  });
}
/** An input: its type, and what values it takes. */
export const inputSchema = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('string'),
      ...inputBase,
      default: z.string().optional().meta({ text: 'schema.input.default' }),
      pattern: patternSchema.optional().meta({ text: 'schema.input.pattern' }),
    }),
    z.strictObject({ type: z.literal('secret'), ...anyInput }).meta({ text: 'schema.input.secret' }),
    ordered('integer', z.int()),
    ordered('number', z.number()),
    z.strictObject({
      type: z.literal('boolean'),
      ...inputBase,
      default: z.boolean().optional().meta({ text: 'schema.input.default' }),
    }),
    ordered('duration', durationSchema),
    ordered('size', sizeSchema),
    z.strictObject({
      type: z.literal('enum'),
      ...inputBase,
      values: z.array(z.string()).min(1).meta({ text: 'schema.input.values' }),
      default: z.string().optional().meta({ text: 'schema.input.default' }),
    }),
  ])
  .meta({ text: 'schema.input', id: 'input' });
