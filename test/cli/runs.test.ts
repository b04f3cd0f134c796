// Where runs are kept, how they are named and found, and that one process owns each.
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn, spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CommandError } from '../../src/cli/CommandError.ts';
import { approve, isApproved } from '../../src/cli/runs/approvals.ts';
import { findRun, listRuns } from '../../src/cli/runs/listRuns.ts';
import { newRunId } from '../../src/cli/runs/newRunId.ts';
import { ownRun } from '../../src/cli/runs/ownRun.ts';
import { makePrivateFolder } from '../../src/cli/runs/runsFolder.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gated-runbooks-runs-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function keep(...ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await mkdir(join(folder, id));
    await writeFile(join(folder, id, 'journal.jsonl'), '');
  }
}

describe('the name of a run', () => {
  const at = new Date('2026-11-22T09:42:04.567Z');
  it.each([
    ['mcsmanager/recover-daemon', /^20261122-094204-recover-daemon-[0-9a-f]{4}$/],
    ['./my runbooks/héllo wörld.yaml', /^20261122-094204-h-llo-w-rld-[0-9a-f]{4}$/],
    ['..', /^20261122-094204-[-\w]+-[0-9a-f]{4}$/],
    ['C:\\books\\x.yml', /^20261122-094204-x-[0-9a-f]{4}$/],
  ])('of %s is fit for a folder', (name, pattern) => {
    expect(newRunId(name, at)).toMatch(pattern);
  });
});

describe('runs', () => {
  it('are listed newest first, without what is no run', async () => {
    await keep('20261122-1-a', '20261123-1-b');
    await mkdir(join(folder, 'something'));
    await writeFile(join(folder, 'file'), '');
    expect((await listRuns(folder)).map(({ id }) => id)).toEqual(['20261123-1-b', '20261122-1-a']);
  });

  it('are none where the folder is not there', async () => {
    expect(await listRuns(join(folder, 'nowhere'))).toEqual([]);
  });

  it.each([
    ['last', '20261123-1-b'],
    ['20261123', '20261123-1-b'],
    ['20261122-1-a', '20261122-1-a'],
    ['./20261122-1-a', '20261122-1-a'],
  ])('are found by %s', async (given, id) => {
    await keep('20261122-1-a', '20261122-1-ab', '20261123-1-b');
    expect((await findRun(given, folder, folder)).id).toBe(id);
  });

  it.each([
    ['20261122', 'cli.run.several'],
    ['20261123-1-x', 'cli.run.noneNear'],
    ['elsewhere', 'cli.run.none'],
  ])('are not guessed from %s', async (given, code) => {
    await keep('20261122-1-a', '20261122-1-ab', '20261123-1-b');
    const error = await findRun(given, folder, folder).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CommandError);
    expect((error as CommandError).messages[0]?.code).toBe(code);
  });
});

describe('a run', () => {
  const stored = (): { id: string; folder: string } => ({ id: 'a', folder: join(folder, 'a') });

  it('can be owned again when it was given back', async () => {
    await keep('a');
    for (let time = 0; time < 3; time++) {
      const release = await ownRun(stored());
      await release();
    }
    expect((await readdir(stored().folder)).filter((name) => name.startsWith('owner')).length).toBe(1);
  });

  it('is not owned twice', async () => {
    await keep('a');
    await ownRun(stored());
    await expect(ownRun(stored())).rejects.toThrow(CommandError);
  });

  it('is owned by one of many who ask at once', async () => {
    await keep('a');
    const owners = await Promise.allSettled(Array.from({ length: 20 }, () => ownRun(stored())));
    expect(owners.filter(({ status }) => status === 'fulfilled').length).toBe(1);
  });

  it('is taken over from a process that died', async () => {
    await keep('a');
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    await writeFile(join(stored().folder, 'owner.7'), `${String(dead)} 1`);
    await ownRun(stored());
    expect(await readdir(stored().folder)).toContain('owner.8');
  });

  it('is taken over when the id now belongs to another process', async () => {
    await keep('a');
    const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
    try {
      await writeFile(join(stored().folder, 'owner.1'), `${String(other.pid)} 1`);
      await expect(ownRun(stored())).resolves.toBeTypeOf('function');
    } finally {
      other.kill('SIGKILL');
    }
  });
});

describe('approvals', () => {
  const digest = 'a'.repeat(64);
  it('are kept by digest', async () => {
    expect(await isApproved(folder, digest)).toBe(false);
    await approve(folder, digest);
    expect(await isApproved(folder, digest)).toBe(true);
    expect(await isApproved(folder, 'b'.repeat(64))).toBe(false);
  });
  it('are never given to something that is no digest', async () => {
    await mkdir(join(folder, 'approved'));
    expect(await isApproved(folder, '../approved')).toBe(false);
  });
});

describe('a private folder', () => {
  it('is for its owner only', async () => {
    await makePrivateFolder(join(folder, 'x/y'));
    expect((await stat(join(folder, 'x/y'))).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'x'))).mode & 0o777).toBe(0o700);
  });
  it('that can not be made is said, with the folder', async () => {
    await writeFile(join(folder, 'file'), '');
    const error = await makePrivateFolder(join(folder, 'file/x')).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 3,
      messages: [{ code: 'cli.runs.unwritable', args: { folder: join(folder, 'file/x') } }],
    });
  });
});
