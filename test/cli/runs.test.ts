// Which kept run a person means, that a run has one owner, and what is said where its folder can't be made.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CommandError } from '../../src/cli/CommandError.ts';
import { findRun } from '../../src/cli/runs/findRun.ts';
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

describe('runs', () => {
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
  it('that somebody carries out is not taken, and they are named', async () => {
    await keep('a');
    const stored = { id: 'a', folder: join(folder, 'a') };
    const release = await ownRun(stored);
    const error = await ownRun(stored).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ messages: [{ code: 'cli.resume.owned', args: { id: 'a', pid: process.pid } }] });
    await release();
    await expect(ownRun(stored)).resolves.toBeTypeOf('function');
  });
});

describe('a private folder', () => {
  it('that cannot be made is said, with the folder', async () => {
    await writeFile(join(folder, 'file'), '');
    const error = await makePrivateFolder(join(folder, 'file/x')).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 3,
      messages: [{ code: 'cli.runs.unwritable', args: { folder: join(folder, 'file/x') } }],
    });
  });
});
