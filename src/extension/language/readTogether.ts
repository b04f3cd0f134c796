// What is wrong with a runbook, and between it and those that it uses.
import { workspace, type Uri } from 'vscode';
import type { Diagnostic as Finding } from '../../runbooks/index.ts';
import { readUsed } from '../trust/readUsed.ts';
import type { LanguageServices } from './LanguageServices.ts';

export interface Together {
  /** Those of the runbook itself. */
  readonly findings: readonly Finding[];
  /** The files that it uses, those that are not there among them. */
  readonly uses: ReadonlySet<string>;
}

/** Reads `text`, the runbook at `uri`, with the runbooks that it uses as their editors have them, saved or not. */
export async function readTogether(
  uri: Uri,
  text: string,
  { engine, runbooks }: Pick<LanguageServices, 'engine' | 'runbooks'>,
): Promise<Together> {
  const uses = new Set<string>();
  const folder = uri.path.slice(0, uri.path.lastIndexOf('/') + 1);
  const { diagnostics } = await engine().readRunbooks({ uri: uri.path, text }, async (path) => {
    const used = uri.with({ path }).toString();
    uses.add(used);
    const found = await readUsed(runbooks, uri, path.slice(folder.length));
    const open = workspace.textDocuments.find((one) => one.uri.toString() === used);
    return typeof found === 'object' && open !== undefined ? { text: open.getText() } : found;
  });
  return { findings: diagnostics.filter((one) => one.uri === uri.path), uses };
}
