// Which plans were approved on this machine: a journal that came from elsewhere is only data.
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makePrivateFolder } from './makePrivateFolder.ts';

/** Remembers in the state folder that a person approved the plan with this digest. */
export async function approvePlan(state: string, digest: string): Promise<void> {
  const folder = join(state, 'approved');
  await makePrivateFolder(folder);
  await writeFile(join(folder, digest), '', { mode: 0o600 });
}

/** Whether it was approved here. */
export async function isPlanApproved(state: string, digest: string): Promise<boolean> {
  if (!/^[0-9a-f]{64}$/.test(digest)) return false;
  return stat(join(state, 'approved', digest)).then(
    () => true,
    () => false,
  );
}
