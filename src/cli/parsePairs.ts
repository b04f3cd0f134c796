// `NAME=VALUE` words of the command line.
import { CommandError } from './CommandError.ts';
import { exitCodes } from './exitCodes.ts';

/** The pairs of `words` by name. Throws a {@link CommandError} for one without `=` or without a name, and for a name given twice. */
export function parsePairs(option: string, words: readonly string[]): Readonly<Record<string, string>> {
  const pairs = new Map<string, string>();
  for (const word of words) {
    const at = word.indexOf('=');
    if (at < 1) throw new CommandError(exitCodes.invalid, { code: 'cli.usage.noPair', args: { option, word } });
    const name = word.slice(0, at);
    if (pairs.has(name))
      throw new CommandError(exitCodes.invalid, { code: 'cli.usage.pairTwice', args: { option, name } });
    pairs.set(name, word.slice(at + 1));
  }
  return Object.fromEntries(pairs);
}

/** Hosts by role from `ROLE=HOST[,HOST…]`; under the empty name where the role is left out. */
export function parseHosts(words: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const roles = new Map<string, string[]>();
  for (const word of words) {
    const at = word.indexOf('=');
    const role = at < 0 ? '' : word.slice(0, at);
    const hosts = word
      .slice(at + 1)
      .split(',')
      .map((host) => host.trim())
      .filter((host) => host !== '');
    roles.set(role, [...(roles.get(role) ?? []), ...hosts]);
  }
  return Object.fromEntries(roles);
}
