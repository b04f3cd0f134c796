// From the words of a command line to an exit code.
import { nearest } from '../runbooks/index.ts';
import type { Command } from './Command.ts';
import { CommandError } from './CommandError.ts';
import { commands } from './commands/commands.ts';
import { version } from './commands/version.ts';
import { exitCodes } from './exitCodes.ts';
import { commandHelp, generalHelp } from './help.ts';
import { oneOf } from './oneOf.ts';
import { parseCommandLine } from './parseCommandLine.ts';
import { createTerminal, type TerminalOptions } from './terminal/createTerminal.ts';
import type { Terminal } from './terminal/Terminal.ts';

/** Runs the command that `words` name; never rejects for what a person can mend. */
export async function runCli(
  words: readonly string[],
  streams: Omit<TerminalOptions, 'language' | 'plain'>,
): Promise<number> {
  const terminal = createTerminal({ ...streams, language: languageOf(words), plain: words.includes('--no-color') });
  try {
    return await dispatch(words, terminal);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    for (const { code, args } of error.messages) terminal.complain(terminal.say(code, args));
    return error.code;
  }
}

async function dispatch(words: readonly string[], terminal: Terminal): Promise<number> {
  if (words.includes('--version')) return version.run(parseCommandLine(version, []), terminal);
  const at = words.findIndex((word, index) => !word.startsWith('-') && words[index - 1] !== '--lang');
  const name = words[at];
  if (name === undefined || name === 'help') return general(words, terminal);
  const command = commands.find((one) => one.name === name);
  if (command === undefined) throw unknownCommand(name);
  const invocation = parseCommandLine(command, words.toSpliced(at, 1));
  const lang = invocation.value('lang');
  // Tags such as zh_CN.UTF-8 are meant for us too.
  if (lang !== undefined && !/^(en|zh)([-_.]|$)/i.test(lang)) oneOf(['en', 'zh-cn'], '--lang', lang);
  if (invocation.has('help')) {
    terminal.print(commandHelp(command, terminal));
    return exitCodes.good;
  }
  return command.run(invocation, terminal);
}

function general(words: readonly string[], terminal: Terminal): number {
  const wanted = words[words.indexOf('help') + 1];
  const topic = commands.find((command) => command.name === wanted);
  terminal.print(topic === undefined ? generalHelp(commands, terminal) : commandHelp(topic, terminal));
  return words.some((word) => ['help', '--help', '-h'].includes(word)) ? exitCodes.good : exitCodes.invalid;
}

function unknownCommand(name: string): CommandError {
  const known: readonly Command[] = commands;
  const meant = nearest(
    name,
    known.map((command) => command.name),
  );
  return new CommandError(
    exitCodes.invalid,
    meant === undefined
      ? { code: 'cli.usage.unknownCommand', args: { name } }
      : { code: 'cli.usage.unknownCommandNear', args: { name, meant } },
    { code: 'cli.usage.seeCommands' },
  );
}

/** Found before the line is parsed, so that what is wrong with it is said in the right language. */
function languageOf(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  return at < 0 ? undefined : words[at]?.slice('--lang='.length) || words[at + 1];
}
