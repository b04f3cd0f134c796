// Where runs are kept, how they are named and listed, and that one process owns each.
import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  approvePlan,
  isPlanApproved,
  listRuns,
  makePrivateFolder,
  newRunId,
  ownerOf,
  ownRun,
  stateFolder,
} from '../../../src/runbooks/index.ts';

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
    ['mcsmanager/recover-daemon', /^20261122-094204\.567-recover-daemon-[0-9a-f]{4}$/],
    ['./my runbooks/héllo wörld.yaml', /^20261122-094204\.567-h-llo-w-rld-[0-9a-f]{4}$/],
    ['..', /^20261122-094204\.567-[-\w]+-[0-9a-f]{4}$/],
    ['C:\\books\\x.yml', /^20261122-094204\.567-x-[0-9a-f]{4}$/],
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
});

describe('a run', () => {
  const mine = (): string => join(folder, 'a');
  beforeEach(() => keep('a'));

  it('can be owned again when it was given back', async () => {
    for (let time = 0; time < 3; time++) {
      const owned = await ownRun(mine());
      expect(await ownerOf(mine())).toBe(process.pid);
      if ('release' in owned) await owned.release();
      expect(await ownerOf(mine())).toBeUndefined();
    }
    expect((await readdir(mine())).filter((name) => name.startsWith('owner')).length).toBe(1);
  });

  it('is not owned twice', async () => {
    await ownRun(mine());
    expect(await ownRun(mine())).toEqual({ owner: process.pid });
  });

  it('is owned by one of many who ask at once', async () => {
    const owners = await Promise.all(Array.from({ length: 20 }, () => ownRun(mine())));
    expect(owners.filter((owned) => 'release' in owned).length).toBe(1);
  });

  it('is taken over from a process that died', async () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    await writeFile(join(mine(), 'owner.7'), `${String(dead)} 1`);
    expect(await ownerOf(mine())).toBeUndefined();
    expect(await ownRun(mine())).toHaveProperty('release');
    expect(await readdir(mine())).toContain('owner.8');
  });

  it('is taken over when the id now belongs to another process', async () => {
    const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
    try {
      await writeFile(join(mine(), 'owner.1'), `${String(other.pid)} 1`);
      expect(await ownRun(mine())).toHaveProperty('release');
    } finally {
      other.kill('SIGKILL');
    }
  });
});

describe('approvals', () => {
  const digest = 'a'.repeat(64);
  it('are kept by digest', async () => {
    expect(await isPlanApproved(folder, digest)).toBe(false);
    await approvePlan(folder, digest);
    expect(await isPlanApproved(folder, digest)).toBe(true);
    expect(await isPlanApproved(folder, 'b'.repeat(64))).toBe(false);
  });
  it('are never given to something that is no digest', async () => {
    await mkdir(join(folder, 'approved'));
    expect(await isPlanApproved(folder, '../approved')).toBe(false);
  });
});

describe('a private folder', () => {
  it('is for its owner only', async () => {
    await makePrivateFolder(join(folder, 'x/y'));
    expect((await stat(join(folder, 'x/y'))).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'x'))).mode & 0o777).toBe(0o700);
  });
});

describe('the state folder', () => {
  it.each([
    [{ XDG_STATE_HOME: '/state', HOME: '/home/me' }, '/state/gated-runbooks'],
    [{ XDG_STATE_HOME: 'relative', HOME: '/home/me' }, '/home/me/.local/state/gated-runbooks'],
    [{ HOME: '/home/me' }, '/home/me/.local/state/gated-runbooks'],
  ])('of %o is %s', (environment, place) => {
    expect(stateFolder(environment)).toBe(place);
  });
});
