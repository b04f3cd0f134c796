// `runbook list`: the shipped runbooks, and those of ./runbooks or of the paths given.
import { relative, resolve } from 'node:path';
import { localise, readRunbook, visibleLine } from '../../runbooks/index.ts';
import type { Command } from '../Command.ts';
import { exitCodes } from '../exitCodes.ts';
import { listRunbooks, shippedName } from '../runbooks/listRunbooks.ts';
import { readSource } from '../runbooks/readSource.ts';
import { shippedFolder } from '../shippedFolder.ts';
import type { Terminal } from '../terminal/Terminal.ts';

export const list: Command = {
  name: 'list',
  summary: 'cli.list.summary',
  usage: '[PATH…]',
  arity: { least: 0, most: Infinity },
  options: {},
  async run({ positionals }, terminal) {
    const folders = positionals.length > 0 ? positionals : ['runbooks'];
    const near = await Promise.all(folders.map((folder) => listRunbooks(resolve(terminal.folder, folder))));
    const shipped = await listRunbooks(shippedFolder);
    const rows = await Promise.all([
      ...shipped.map((path) => row(shippedName(shippedFolder, path), path, terminal)),
      ...near
        .flat()
        .filter((path) => !shipped.includes(path))
        .map((path) => row(relative(terminal.folder, path), path, terminal)),
    ]);
    const width = Math.max(0, ...rows.map(([name]) => name.length));
    for (const [name, title] of rows) terminal.print(`${name.padEnd(width)}  ${title}`);
    return exitCodes.good;
  },
};

async function row(name: string, path: string, terminal: Terminal): Promise<readonly [string, string]> {
  const { value, diagnostics } = readRunbook(await readSource(path, name));
  if (value !== undefined) return [visibleLine(name), visibleLine(localise(value.title, terminal.locale))];
  const count = diagnostics.filter(({ severity }) => severity === 'error').length;
  return [visibleLine(name), terminal.say('cli.list.invalid', { count, name })];
}
