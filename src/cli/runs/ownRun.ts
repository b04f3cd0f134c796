// One process owns a run: two that go on with the same one would do its steps twice.
import { randomUUID } from 'node:crypto';
import { link, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '../CommandError.ts';
import { exitCodes } from '../exitCodes.ts';
import type { StoredRun } from './listRuns.ts';

const pattern = /^owner\.(\d+)$/;

/**
 * Takes the run for this process; what is returned gives it back. Throws a {@link CommandError} while another process
 * that lives has it. Each owner makes the next file of a row, which only one can do, so that two who find a dead owner
 * at the same moment can't both take over.
 */
export async function ownRun({ id, folder }: StoredRun): Promise<() => Promise<void>> {
  for (;;) {
    const rows = (await readdir(folder)).map((name) => Number(pattern.exec(name)?.[1] ?? 0)).filter((row) => row > 0);
    const last = Math.max(0, ...rows);
    const file = (row: number): string => join(folder, `owner.${String(row)}`);
    const owner = last === 0 ? '' : await readFile(file(last), 'utf8').catch(() => '');
    const pid = Number(owner.split(' ')[0]);
    if (pid > 0 && (await birthOf(pid)) === owner) {
      throw new CommandError(exitCodes.blocked, { code: 'cli.resume.owned', args: { id, pid } });
    }
    const mine = file(last + 1);
    const taken = await place(mine, (await birthOf(process.pid)) ?? '');
    if (!taken) continue;
    await Promise.all(rows.map((row) => rm(file(row), { force: true })));
    return () => writeFile(mine, '');
  }
}

/** Makes the file, whole from its first moment; whether it was not there yet. */
async function place(file: string, text: string): Promise<boolean> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, text, { mode: 0o600 });
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft);
  }
}

/** A process by its id and, where /proc tells, its start, since ids are used again. Undefined when it doesn't live. */
async function birthOf(pid: number): Promise<string | undefined> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: not ours to signal, but there.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return undefined;
  }
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => '');
  const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  return `${String(pid)} ${started}`;
}
