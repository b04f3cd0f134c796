// A command becomes the text that a fresh sh reads from a pipe.
import { HostRefusal } from '../../HostRefusal.ts';
import type { Command } from '../../Host.ts';
import { quote } from '../quote.ts';

/**
 * One group, so that the fresh sh runs nothing before it holds all of it. By then nothing more comes from the pipe, so its
 * standard input can become /dev/null. `eval` keeps an unclosed quote of the script from swallowing the group's end. A
 * variable is unset first, or a name that the environment has too would stay exported.
 *
 * @throws HostRefusal when the script or one of its values has a NUL.
 */
export function composeBody(command: Pick<Command, 'script' | 'variables'>): string {
  const names = Object.keys(command.variables).filter((name) => occurs(name, command.script));
  const assignments = names.map((name) => `unset ${name}; ${name}=${quoted(name, command.variables[name] ?? '')}\n`);
  return `{ exec </dev/null; cd /; umask 022\n${assignments.join('')}eval ${quoted('run', command.script)}\n}\n`;
}

/** More than the names that the script's own shell would use: `sh -c`, `eval` and `export` may name one inside quotes. */
function occurs(name: string, script: string): boolean {
  return new RegExp(`(?<![A-Za-z0-9_])${name}(?![A-Za-z0-9_])`).test(script);
}

function quoted(name: string, text: string): string {
  if (text.includes('\0')) throw new HostRefusal({ code: 'shell.nul', args: { name } });
  return quote(text);
}
