// Runs that were recorded on the practice host, for machines where it can't be had: shown like any run of one's own.
import { dirname } from 'node:path';
import { Uri, workspace } from 'vscode';
import type { Services } from '../Services.ts';

/** A recorded run of a shipped runbook. */
export interface Recording {
  /** The name of the runbook. */
  readonly runbook: string;
  readonly journal: Uri;
}

/** The recordings that came with the extension, a runbook each. */
export async function listRecordings({ runbooks }: Pick<Services, 'runbooks'>): Promise<readonly Recording[]> {
  const shipped = (await runbooks.list()).filter((file) => file.shipped);
  const found = await Promise.all(
    shipped.map(async ({ name, uri }): Promise<Recording | undefined> => {
      const journal = uri.with({ path: uri.path.replace(/\.ya?ml$/, '.recording.jsonl') });
      const there = await workspace.fs.stat(journal).then(
        () => true,
        () => false,
      );
      return there ? { runbook: name, journal } : undefined;
    }),
  );
  return found.filter((recording) => recording !== undefined);
}

/** Puts it among the runs, where it stays until it is deleted, and shows its page. */
export async function showRecording({ journal }: Recording, { engine, runs }: Services): Promise<void> {
  const { makePrivateFolder, parseJournal } = engine();
  const first = parseJournal(new TextDecoder().decode(await workspace.fs.readFile(journal))).recorded[0]?.event;
  if (first?.type !== 'runStarted') throw new Error(`${journal.path} is no recording`);
  const folder = runs.folderOf(first.runId);
  await makePrivateFolder(dirname(folder.fsPath));
  await makePrivateFolder(folder.fsPath);
  await workspace.fs.copy(journal, Uri.joinPath(folder, 'journal.jsonl'), { overwrite: true });
  await runs.show(first.runId);
}
