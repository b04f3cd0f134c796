// The help texts, made from the table of commands.
import type { Command, OptionSpec } from './Command.ts';
import { commonOptions } from './parseCommandLine.ts';
import type { Terminal } from './terminal/Terminal.ts';

/** The help of `runbook` itself: what it is, its commands, where to begin. */
export function generalHelp(commands: readonly Command[], terminal: Terminal): string {
  const rows = commands.map(({ name, usage, summary }) => [`${name} ${usage}`.trim(), terminal.say(summary)] as const);
  return [
    terminal.say('cli.help.intro'),
    '',
    terminal.say('cli.help.commands'),
    ...table(rows),
    '',
    terminal.say('cli.help.begin'),
  ].join('\n');
}

/** The help of one command: usage, options, exit codes. */
export function commandHelp(command: Command, terminal: Terminal): string {
  const options = Object.entries<OptionSpec>({ ...command.options, ...commonOptions });
  return [
    terminal.say(command.summary),
    '',
    `${terminal.say('cli.help.usage')} runbook ${command.name} ${command.usage}`.trimEnd(),
    '',
    terminal.say('cli.help.options'),
    ...table(options.map(([name, spec]) => [written(name, spec), terminal.say(spec.help)] as const)),
    '',
    terminal.say('cli.help.exitCodes'),
  ].join('\n');
}

function written(name: string, { value, repeated }: OptionSpec): string {
  return `--${name}${value === undefined ? '' : ` ${value}`}${repeated ? ' …' : ''}`;
}

/** Two columns; a long left side gets a line of its own. */
function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.min(34, Math.max(...rows.map(([left]) => left.length)));
  return rows.map(([left, right]) =>
    left.length > width ? `  ${left}\n  ${' '.repeat(width)}  ${right}` : `  ${left.padEnd(width)}  ${right}`,
  );
}
