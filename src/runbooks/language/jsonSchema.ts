// The JSON Schema of a file that people write, for editors that know no more than that.
import * as z from 'zod';
import { say } from '../texts/say.ts';

/** JSON Schema (draft 2020-12) of what `schema` reads, described in English. */
export function jsonSchema(schema: z.ZodType): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(schema, {
    io: 'input',
    override: ({ jsonSchema: part }) => {
      const { text } = part as z.core.GlobalMeta;
      if (text !== undefined) part.description = say('en', { code: text });
      delete part['text'];
      delete part['notation'];
      delete part.id;
      // Every whole number has these limits; written out they only hide those that mean something.
      if (part.maximum === Number.MAX_SAFE_INTEGER) delete part.maximum;
      if (part.minimum === Number.MIN_SAFE_INTEGER) delete part.minimum;
    },
  });
}
