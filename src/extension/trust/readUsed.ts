// Reads a runbook that another one uses: beside it or below, and never through a link.
import { FileType, Uri, workspace } from 'vscode';
import type { ReadUsed } from '../../runbooks/index.ts';
import type { RunbookFiles } from '../files/RunbookFiles.ts';

/** The file at `path` from the folder of `by`. */
export async function readUsed(runbooks: RunbookFiles, by: Uri, path: string): ReturnType<ReadUsed> {
  let at = Uri.joinPath(by, '..');
  for (const step of path.split('/')) {
    at = Uri.joinPath(at, step);
    const found = await workspace.fs.stat(at).then(
      ({ type }) => type,
      () => undefined,
    );
    if (found === undefined) return 'missing';
    // Where a link leads can't be told on every file system.
    if ((found & FileType.SymbolicLink) !== 0) return 'outside';
  }
  return runbooks.read(at).then(
    (text) => ({ text }),
    (error: unknown) => ({ unreadable: error instanceof Error ? error.message : String(error) }),
  );
}
