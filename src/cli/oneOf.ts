// A value of an option that must be one of a few words.
import { nearest } from '../runbooks/index.ts';
import { CommandError } from './CommandError.ts';
import { exitCodes } from './exitCodes.ts';

/** `given` as one of `words`. Throws a {@link CommandError} that names them all, and the one probably meant. */
export function oneOf<const T extends string>(words: readonly T[], option: string, given: string): T {
  const found = words.find((word) => word === given);
  if (found !== undefined) return found;
  const meant = nearest(given, words);
  const known = words.join(', ');
  throw new CommandError(
    exitCodes.invalid,
    meant === undefined
      ? { code: 'cli.usage.notOneOf', args: { option, given, known } }
      : { code: 'cli.usage.notOneOfNear', args: { option, given, known, meant } },
  );
}
