// Makes a run that a host keeps one of this machine's, to go on with it.
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRun } from './listRuns.ts';
import { makePrivateFolder } from './makePrivateFolder.ts';
import { ownRun } from './ownRun.ts';

/**
 * Stores the journal in `folder`. What was kept there of the same run before stays, under another name; where the process
 * `owner` carries that out, nothing is done. Rejects where the folder can't be written.
 */
export async function adoptRun(
  folder: string,
  journal: string,
): Promise<{ readonly adopted: true } | { readonly owner: number }> {
  if (await isRun(folder)) {
    const owned = await ownRun(folder);
    if ('owner' in owned) return owned;
    await owned.release();
    await rename(folder, `${folder}.before-${String(Date.now())}`);
  }
  await makePrivateFolder(folder);
  await writeFile(join(folder, 'journal.jsonl'), journal, { mode: 0o600, flag: 'wx' });
  return { adopted: true };
}
