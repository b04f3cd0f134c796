// One process owns a run: two that go on with the same one would do its steps twice.
import { randomUUID } from 'node:crypto';
import { link, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const pattern = /^owner\.(\d+)$/;

/** The run is this process's until `release`, or it belongs to the process with the id `owner`. */
export type Owned = { readonly release: () => Promise<void> } | { readonly owner: number };

/**
 * Takes the run in `folder` for this process, unless a process that lives has it. Each owner makes the next file of a
 * row, which only one can do, so that two who find a dead owner at the same moment can't both take over.
 */
export async function ownRun(folder: string): Promise<Owned> {
  for (;;) {
    const { rows, last, owner } = await look(folder);
    if (owner !== undefined) return { owner };
    const mine = fileOf(folder, last + 1);
    if (!(await place(mine, (await birthOf(process.pid)) ?? ''))) continue;
    await Promise.all(rows.map((row) => rm(fileOf(folder, row), { force: true })));
    return { release: () => writeFile(mine, '') };
  }
}

/** The id of the process that has the run in `folder`; undefined where none that lives has it. */
export async function ownerOf(folder: string): Promise<number | undefined> {
  return (await look(folder)).owner;
}

interface Found {
  readonly rows: readonly number[];
  readonly last: number;
  readonly owner: number | undefined;
}

async function look(folder: string): Promise<Found> {
  const rows = (await readdir(folder)).map((name) => Number(pattern.exec(name)?.[1] ?? 0)).filter((row) => row > 0);
  const last = Math.max(0, ...rows);
  const owner = last === 0 ? '' : await readFile(fileOf(folder, last), 'utf8').catch(() => '');
  const pid = Number(owner.split(' ')[0]);
  return { rows, last, owner: pid > 0 && (await birthOf(pid)) === owner ? pid : undefined };
}

function fileOf(folder: string, row: number): string {
  return join(folder, `owner.${String(row)}`);
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
