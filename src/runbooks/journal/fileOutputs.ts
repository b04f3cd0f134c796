// The whole output of a run's steps, in files beside the journal.
import { appendFile, copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Where } from '../run/Event.ts';
import type { OutputPart, Outputs } from '../run/Ports.ts';
import { JournalError } from './JournalError.ts';

/**
 * Output files under `folder/outputs`, evidence under `folder/evidence`; 0600 in folders 0700. Rejects with
 * {@link JournalError} where they can't be written.
 */
export function fileOutputs(folder: string): Outputs {
  const outputs = join(folder, 'outputs');
  const evidence = join(folder, 'evidence');
  const made = new Map<string, Promise<unknown>>();
  const ready = (path: string): Promise<unknown> => {
    const making = made.get(path) ?? mkdir(path, { recursive: true, mode: 0o700 });
    made.set(path, making);
    return making;
  };
  const file = (where: Where, part: OutputPart, stream: 'stdout' | 'stderr'): string =>
    outputFile(folder, where, part, stream);
  const written = async (write: () => Promise<unknown>): Promise<void> => {
    try {
      await write();
    } catch (error) {
      throw new JournalError('run.outputs.unwritable', folder, error);
    }
  };
  return {
    append: (where, part, stream, text) =>
      written(async () => {
        await ready(outputs);
        await appendFile(file(where, part, stream), text, { mode: 0o600 });
      }),
    reset: (where, part) =>
      written(() =>
        Promise.all((['stdout', 'stderr'] as const).map((stream) => rm(file(where, part, stream), { force: true }))),
      ),
    evidence: (name, where) =>
      written(async () => {
        await Promise.all([ready(outputs), ready(evidence)]);
        // An output of nothing is evidence too.
        await appendFile(file(where, 'run', 'stdout'), '', { mode: 0o600 });
        await mkdir(join(evidence, fileSafe(where.host)), { recursive: true, mode: 0o700 });
        await copyFile(file(where, 'run', 'stdout'), join(evidence, fileSafe(where.host), name));
      }),
  };
}

/** The file with what a script printed. A host's name may hold anything, so it is made safe for a file system. */
export function outputFile(folder: string, where: Where, part: OutputPart, stream: 'stdout' | 'stderr'): string {
  const name = `${where.step}@${fileSafe(where.host)}.${String(where.attempt)}.${part}.${stream}`;
  return join(folder, 'outputs', name);
}

function fileSafe(text: string): string {
  return encodeURIComponent(text).replaceAll('%', '=').replace(/^\.+/, '_');
}
