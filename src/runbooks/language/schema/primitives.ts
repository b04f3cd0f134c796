// The smallest parts of the schema: texts of every notation, and what many parts share.
import * as z from 'zod';
import type { TextCode } from '../../texts/say.ts';

/** What a plain string of a runbook or an inventory is written in; read by the checker, hover and completion. */
export type Notation =
  | 'sh'
  | 'cel'
  | 'template'
  | 'duration'
  | 'size'
  | 'pattern'
  | 'name'
  | 'markdown'
  | 'mode'
  | 'owner'
  | 'fileName'
  | 'hostName'
  | 'groupName';

declare module 'zod' {
  interface GlobalMeta {
    /** The notation of this string. */
    notation?: Notation;
    /** What it is, in the catalogue. */
    text?: TextCode;
  }
}

export const nameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,63}$/)
  .meta({ notation: 'name', text: 'schema.name', id: 'name' });
const translated = z.union([z.string(), z.strictObject({ en: z.string(), 'zh-cn': z.string() })]);
export const textSchema = translated.meta({ notation: 'template', text: 'schema.text', id: 'text' });
export const markdownSchema = translated.meta({ notation: 'markdown', text: 'schema.markdown', id: 'markdown' });
export const scriptSchema = z.string().min(1).meta({ notation: 'sh', text: 'schema.script', id: 'script' });
export const expression = z.string().min(1).meta({ notation: 'cel', text: 'schema.expression', id: 'expression' });
export const durationSchema = z.string().meta({ notation: 'duration', text: 'schema.duration', id: 'duration' });
export const sizeSchema = z.string().meta({ notation: 'size', text: 'schema.size', id: 'size' });
export const templateSchema = z.string().meta({ notation: 'template', text: 'schema.template', id: 'template' });
export const patternSchema = z.string().meta({ notation: 'pattern', text: 'schema.pattern', id: 'pattern' });
export const becomeSchema = z.enum(['root', 'login']).meta({ text: 'schema.become', id: 'become' });
export const targetSchema = z
  .union([nameSchema, z.array(nameSchema).min(1)])
  .meta({ text: 'schema.target', id: 'target' });
export const redactSchema = z.array(patternSchema).meta({ text: 'schema.redact', id: 'redact' });
export const argumentsSchema = z.record(nameSchema, z.union([z.string(), z.number(), z.boolean()]));
export const rolesSchema = z.record(nameSchema, nameSchema);
