// Words of the command line to options and arguments; what is wrong is said with what was probably meant.
import { parseArgs } from 'node:util';
import { nearest, type Message } from '../runbooks/index.ts';
import type { Command, Invocation, OptionSpec } from './Command.ts';
import { CommandError } from './CommandError.ts';
import { exitCodes } from './exitCodes.ts';

/** Options that every command takes. */
export const commonOptions = {
  lang: { value: 'en|zh-cn', help: 'cli.option.lang' },
  'no-color': { help: 'cli.option.noColor' },
  help: { help: 'cli.option.help' },
} as const satisfies Record<string, OptionSpec>;

/** Parses what stands behind the command's name. Throws a {@link CommandError} that names everything wrong at once. */
export function parseCommandLine(command: Command, words: readonly string[]): Invocation {
  const specs: Readonly<Record<string, OptionSpec>> = { ...commonOptions, ...command.options };
  const given = new Map<string, string[]>();
  const positionals: string[] = [];
  const problems: Message[] = [];
  for (const token of tokensOf(specs, words)) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const spec = specs[token.name];
    const option = token.rawName;
    if (spec === undefined) problems.push(unknownOption(option, specs));
    else if (spec.value === undefined && token.value !== undefined)
      problems.push({ code: 'cli.usage.noValue', args: { option } });
    else if (
      spec.value !== undefined &&
      (token.value === undefined || (!token.inlineValue && token.value.startsWith('-')))
    )
      problems.push({ code: 'cli.usage.valueMissing', args: { option, value: spec.value } });
    else if (spec.repeated === undefined && given.has(token.name) && spec.value !== undefined)
      problems.push({ code: 'cli.usage.twice', args: { option } });
    else given.set(token.name, [...(given.get(token.name) ?? []), token.value ?? '']);
  }
  if (!given.has('help')) problems.push(...wrongArity(command, positionals));
  if (problems.length > 0) {
    throw new CommandError(exitCodes.invalid, ...problems, {
      code: 'cli.usage.seeHelp',
      args: { command: command.name },
    });
  }
  return {
    positionals,
    values: (option) => given.get(option) ?? [],
    value: (option) => given.get(option)?.at(-1),
    has: (option) => given.has(option),
  };
}

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];

function tokensOf(specs: Readonly<Record<string, OptionSpec>>, words: readonly string[]): readonly Token[] {
  const options = Object.fromEntries(
    Object.entries(specs).map(([name, { value }]) => [
      name,
      {
        type: value === undefined ? ('boolean' as const) : ('string' as const),
        ...(name === 'help' ? { short: 'h' } : {}),
      },
    ]),
  );
  return parseArgs({ args: [...words], options, strict: false, allowPositionals: true, tokens: true }).tokens;
}

function unknownOption(option: string, specs: Readonly<Record<string, OptionSpec>>): Message {
  const meant = nearest(option.replace(/^-+/, ''), Object.keys(specs));
  return meant === undefined
    ? { code: 'cli.usage.unknownOption', args: { option } }
    : { code: 'cli.usage.unknownOptionNear', args: { option, meant: `--${meant}` } };
}

function wrongArity({ name, usage, arity }: Command, positionals: readonly string[]): Message[] {
  if (positionals.length < arity.least) return [{ code: 'cli.usage.argumentMissing', args: { command: name, usage } }];
  const extra = positionals[arity.most];
  return extra === undefined
    ? []
    : [{ code: 'cli.usage.argumentExtra', args: { argument: extra, command: name, usage } }];
}
