// A runbook's file, read and checked, for what runs it: an error in it stops the command.
import { dirname, posix } from 'node:path';
import { formatDiagnostics, readRunbooks, type Runbook, type SourceFile } from '../../runbooks/index.ts';
import { CommandError } from '../CommandError.ts';
import { exitCodes } from '../exitCodes.ts';
import type { Terminal } from '../terminal/Terminal.ts';
import { findRunbook, type FoundRunbook } from './findRunbook.ts';
import { readSource } from './readSource.ts';
import { readUsed } from './readUsed.ts';

export interface LoadedRunbook {
  readonly name: string;
  readonly shipped: boolean;
  readonly runbook: Runbook;
  /** The runbooks that it uses, by their paths among the sources. */
  readonly used: Readonly<Record<string, Runbook>>;
  readonly sources: readonly SourceFile[];
}

/** Loads the runbook `given`. Shows every diagnostic and throws where it has an error; warnings are for `runbook check`. */
export async function loadRunbook(given: string, terminal: Terminal): Promise<LoadedRunbook> {
  const found = await findRunbook(given, terminal.folder);
  const source = await readSource(found.path, found.shipped ? found.path : given);
  const { value, sources, diagnostics } = await readRunbooks(source, readUsed(source.uri, found.path));
  if (value === undefined) {
    const { locale, colour } = terminal;
    terminal.complain(formatDiagnostics(diagnostics, sources, { format: 'text', locale, colour }).trimEnd());
    throw new CommandError(exitCodes.invalid, { code: 'cli.runbook.invalid', args: { name: given } });
  }
  return {
    name: found.name,
    shipped: found.shipped,
    runbook: value.runbook,
    used: Object.fromEntries(Object.entries(value.used).map(([uri, used]) => [pathOf(found, source.uri, uri), used])),
    sources: sources.map(({ uri, text }) => ({ path: pathOf(found, source.uri, uri), text })),
  };
}

/** Where the command is installed is no part of what was approved: a shipped file is named from the shipped folder. */
function pathOf(found: FoundRunbook, own: string, uri: string): string {
  if (!found.shipped) return uri;
  const name = `${found.name}.yaml`;
  return uri === own ? name : `${posix.dirname(name)}/${uri.slice(dirname(own).length + 1)}`;
}
