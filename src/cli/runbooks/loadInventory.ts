// A team's hosts.yaml, read and checked, for a run that takes something from it.
import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { formatDiagnostics, readInventory, type Inventory, type SourceFile } from '../../runbooks/index.ts';
import { CommandError } from '../CommandError.ts';
import { exitCodes } from '../exitCodes.ts';
import type { Terminal } from '../terminal/Terminal.ts';
import { inventoryFile } from './inventoryFile.ts';
import { readSource } from './readSource.ts';

export interface LoadedInventory {
  readonly inventory: Inventory;
  readonly source: SourceFile;
}

/**
 * Loads `given`, or the hosts.yaml of the terminal's folder; undefined where there is none and none was named. Shows every
 * diagnostic and throws where it has an error.
 */
export async function loadInventory(
  given: string | undefined,
  terminal: Terminal,
): Promise<LoadedInventory | undefined> {
  const name = given ?? inventoryFile;
  const path = resolve(terminal.folder, name);
  if (given === undefined && !(await exists(path))) return undefined;
  const source = await readSource(path, name);
  const { value, diagnostics } = readInventory(source);
  if (value === undefined) {
    const { locale, colour } = terminal;
    terminal.complain(formatDiagnostics(diagnostics, [source], { format: 'text', locale, colour }).trimEnd());
    throw new CommandError(exitCodes.invalid, { code: 'cli.runbook.invalid', args: { name } });
  }
  return { inventory: value, source: { path: name, text: source.text } };
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
