// A folder of a test's own, gone when the test is.
import { rmSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TempFolder {
  readonly path: string;
  /** Removes it with all that is in it; safe to call twice. */
  remove(): Promise<void>;
}

/** Makes an empty folder, 0700. A process that ends without `remove` removes it too. */
export async function tempFolder(purpose = 'test'): Promise<TempFolder> {
  const path = await realpath(await mkdtemp(join(tmpdir(), `runbooks-${purpose}-`)));
  const atExit = (): void => rmSync(path, { recursive: true, force: true });
  process.once('exit', atExit);
  return {
    path,
    remove: async () => {
      process.off('exit', atExit);
      await rm(path, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
