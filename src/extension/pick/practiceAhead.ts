// What a caller of Run… or Plan… may choose for the person: inputs on the practice host, and nothing on any other.
import type { PickOptions } from './pickRun.ts';

/** `value`: `{ practice: { NAME: TEXT } }`, the inputs that differ from their defaults. Anything else chooses nothing. */
export function practiceAhead(value: unknown): Pick<PickOptions, 'hosts' | 'inputs' | 'reviewed'> {
  const practice: unknown =
    typeof value === 'object' && value !== null && 'practice' in value ? value.practice : undefined;
  if (typeof practice !== 'object' || practice === null) return {};
  const inputs = Object.entries(practice).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return { hosts: { practice: ['practice'] }, inputs: Object.fromEntries(inputs), reviewed: true };
}
