// A runbook's file, read and checked, for what runs it: an error in it stops the command.
import { formatDiagnostics, readRunbook, type Runbook, type SourceFile } from '../../runbooks/index.ts';
import { CommandError } from '../CommandError.ts';
import { exitCodes } from '../exitCodes.ts';
import type { Terminal } from '../terminal/Terminal.ts';
import { findRunbook } from './findRunbook.ts';
import { readSource } from './readSource.ts';

export interface LoadedRunbook {
  readonly name: string;
  readonly shipped: boolean;
  readonly runbook: Runbook;
  readonly sources: readonly SourceFile[];
}

/** Loads the runbook `given`. Shows every diagnostic and throws where it has an error; warnings are for `runbook check`. */
export async function loadRunbook(given: string, terminal: Terminal): Promise<LoadedRunbook> {
  const found = await findRunbook(given, terminal.folder);
  const source = await readSource(found.path, found.shipped ? found.path : given);
  const { value, diagnostics } = readRunbook(source);
  if (value === undefined) {
    const { locale, colour } = terminal;
    terminal.complain(formatDiagnostics(diagnostics, [source], { format: 'text', locale, colour }).trimEnd());
    throw new CommandError(exitCodes.invalid, { code: 'cli.runbook.invalid', args: { name: given } });
  }
  return {
    name: found.name,
    shipped: found.shipped,
    runbook: value,
    // Where the command is installed is no part of what was approved.
    sources: [{ path: found.shipped ? `${found.name}.yaml` : source.uri, text: source.text }],
  };
}
