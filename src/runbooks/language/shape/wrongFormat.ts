// A text that is not of the form the schema wants.
import type { TextCode } from '../../texts/say.ts';
import type { Problem } from '../document/Problem.ts';
import type { Notation } from '../schema.ts';

const CODES: Partial<Record<Notation, TextCode>> = {
  name: 'language.badName',
  mode: 'language.badMode',
  owner: 'language.badOwner',
  fileName: 'language.badFileName',
  hostName: 'inventory.badHost',
  groupName: 'inventory.badGroup',
};

/** The problem of a text that does not match the pattern of its notation. */
export function wrongFormat(notation: Notation | undefined, text: string): Omit<Problem, 'span'> {
  const code = notation === undefined ? undefined : CODES[notation];
  if (code === undefined) throw new Error(`the schema has a pattern without a message: ${String(notation)}`);
  return { code, args: { text } };
}
