// Folders for this user only.
import { chmod, mkdir } from 'node:fs/promises';

/** Makes `folder` where it isn't there, 0700. Rejects with the file system's error where it can't be made. */
export async function makePrivateFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined) await chmod(folder, 0o700);
}
