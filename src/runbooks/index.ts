// The engine's only door: what the faces (CLI, extension) may use.
export type { Diagnostic, Fix, Position, Range, Read, Severity } from './language/Diagnostic.ts';
export { readRunbook } from './language/readRunbook.ts';
export type { Source } from './language/readRunbook.ts';
export type { Runbook } from './language/schema.ts';
export { localeOf } from './texts/localeOf.ts';
export type { Message } from './texts/Message.ts';
export { say } from './texts/say.ts';
export type { Locale, TextCode } from './texts/say.ts';
