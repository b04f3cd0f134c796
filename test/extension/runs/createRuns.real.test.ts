// The editor's runs over a real sshd: carried out, answered, cancelled, watched from another window, gone on with.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as engine from '../../../src/runbooks/index.ts';
import { recoverRuns } from '../../../src/extension/runs/recoverRuns.ts';
import type { RunSession } from '../../../src/extension/runs/RunSession.ts';
import { startRunBench, until, type RunBench, type Window } from './runBench.ts';

const asking = `schema: runbook/v1
title: Ask first
targets: { node: { count: 1 } }
steps:
  - id: drop
    title: Drop it
    effect: destructive
    confirm: { message: For good?, show: [{ title: What is there, run: ls "$HOME" }], type: "{{ host }}" }
    run: echo dropped > "$HOME/dropped"
    verify: [{ title: It is dropped, run: test -s "$HOME/dropped" }]
`;
const waiting = `schema: runbook/v1
title: Wait
targets: { node: { count: 1 } }
steps:
  - id: wait
    title: Wait
    run: |
      echo begun >> "$HOME/log"
      until [ -e "$HOME/go" ]; do sleep 0.1; done
      echo went >> "$HOME/log"
    verify: [{ title: It went, run: grep -q went "$HOME/log" }]
`;
const secretive = `schema: runbook/v1
title: Keep it
inputs: { token: { type: secret } }
targets: { node: { count: 1 } }
steps:
  - id: keep
    title: Keep it
    run: printf %s "$token" > "$HOME/token"; echo "it is $token"
    verify: [{ title: It is kept, run: test -s "$HOME/token" }]
`;

let bench: RunBench;
beforeAll(async () => {
  bench = await startRunBench();
});
afterAll(() => bench.stop());
beforeEach(async () => {
  for (const name of await readdir(bench.home)) await rm(join(bench.home, name), { recursive: true });
});

const onHost = (name: string): string => join(bench.home, name);
const begun = async (): Promise<void> => {
  await expect.poll(() => existsSync(onHost('log')), { timeout: 30_000 }).toBe(true);
};
const ended = (session: RunSession): Promise<void> => until(session, () => session.view.outcome !== undefined);
async function started(window: Window, text: string): Promise<{ readonly id: string; readonly session: RunSession }> {
  const id = await window.runs.start(bench.request(text));
  const session = window.shown.at(-1);
  if (session === undefined) throw new Error('no page was shown');
  return { id, session };
}

describe('a run', () => {
  it('asks on its page, refuses what is stale or wrong, and is kept for this user only', async () => {
    const window = bench.window();
    const { id, session } = await started(window, asking);
    let wrong = 0;
    session.onWrongText(() => wrong++);
    const asked = (): boolean => session.view.steps[0]?.confirms[0] !== undefined;
    await until(session, asked);
    await expect.poll(() => window.runs.active[0]?.questions.length).toBe(1);
    const digest = session.view.steps[0]?.confirms[0]?.digest ?? '';
    const answer = { type: 'answerConfirm', runId: id, step: 'drop', attempt: 1, digest, yes: true } as const;
    expect(session.answer({ ...answer, digest: 'other', typed: 'bench' })).toBe('stale');
    expect(session.answer({ ...answer, typed: 'bensh' })).toBe('taken');
    await expect.poll(() => wrong).toBe(1);
    expect(existsSync(onHost('dropped'))).toBe(false);
    expect(session.answer({ ...answer, typed: 'bench' })).toBe('taken');
    await ended(session);
    expect(session.view.outcome).toBe('succeeded');
    await expect.poll(() => session.owner).toBe(false);
    expect(session.answer({ ...answer, typed: 'bench' })).toBe('notOwner');
    const folder = join(bench.state, 'runs', id);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'journal.jsonl'))).mode & 0o777).toBe(0o600);
    expect((await window.runs.list()).find((run) => run.id === id)).toMatchObject({
      ...{ title: 'Ask first', hosts: ['bench'], outcome: 'succeeded', where: 'ended', resumable: false },
    });
    expect(window.runs.active).toEqual([]);
    expect(window.memory.read()).toEqual({});
    expect(window.faults).toEqual([]);
  });

  it('is cancelled, and what it began is ended', async () => {
    const window = bench.window();
    const { id, session } = await started(window, waiting);
    await begun();
    expect(window.memory.read()).toHaveProperty([id]);
    window.runs.cancel(id);
    await ended(session);
    expect(session.view.outcome).toBe('cancelled');
  });

  it('is watched from another window, which may not answer, delete or resume it', async () => {
    const [window, other] = [bench.window(), bench.window()];
    const { id, session } = await started(window, waiting);
    await begun();
    const over = window.runs.active[0]?.ended;
    expect((await other.runs.list()).find((run) => run.id === id)).toMatchObject({ where: 'elsewhere' });
    const watched = await other.runs.open(id);
    expect(watched).toMatchObject({ owner: false, live: true });
    expect(watched.answer({ type: 'answerManual', runId: id, step: 'wait', attempt: 1, done: true })).toBe('notOwner');
    expect(await other.runs.delete(id)).toBe(false);
    await expect(other.runs.resume(id)).rejects.toThrow(String(process.pid));
    await writeFile(onHost('go'), '');
    await Promise.all([ended(session), ended(watched)]);
    await until(watched, () => !watched.live);
    expect(watched.view).toEqual(session.view);
    watched.dispose();
    // The first window gives the run back once it has put everything away.
    await over;
    expect(await other.runs.delete(id)).toBe(true);
    expect((await other.runs.list()).some((run) => run.id === id)).toBe(false);
  });

  it('keeps a secret out of everything it keeps', async () => {
    const window = bench.window();
    const request = bench.request(secretive, { secretsGiven: ['token'], secrets: { token: 'correct horse' } });
    const id = await window.runs.start(request);
    const session = window.shown.at(-1)!;
    await ended(session);
    expect(await readFile(onHost('token'), 'utf8')).toBe('correct horse');
    const folder = join(bench.state, 'runs', id);
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const kept = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    expect(kept.some((text) => text.includes('correct horse'))).toBe(false);
    expect(kept.join()).toContain('it is ');
    expect(JSON.stringify(session.view)).not.toContain('correct horse');
  });

  it('is not begun where it cannot be kept', async () => {
    const window = bench.window();
    await mkdir(bench.state, { recursive: true });
    const folder = join(bench.state, 'runs');
    await rm(folder, { recursive: true, force: true });
    await writeFile(folder, '');
    try {
      await expect(window.runs.start(bench.request(waiting))).rejects.toThrow(/cannot be kept/);
      expect(existsSync(onHost('log'))).toBe(false);
      expect(window.runs.active).toEqual([]);
    } finally {
      await rm(folder);
    }
  });
});

it('a plan looks, changes nothing and keeps nothing', async () => {
  const window = bench.window();
  const id = await window.runs.start(bench.request(waiting, { mode: 'plan' }));
  const session = window.shown.at(-1)!;
  await ended(session);
  expect(session.view.steps[0]?.cells[0]?.foresight).toBe('willRun');
  expect(existsSync(onHost('log'))).toBe(false);
  expect((await window.runs.list()).some((run) => run.id === id)).toBe(false);
});

it('a run that has ended is undone, shown as it goes, and only once', async () => {
  const changing = `schema: runbook/v1
title: Change it
targets: { node: { count: 1 } }
steps:
  - id: change
    title: Change it
    run: touch "$HOME/flag"
    verify: [{ title: It is there, run: test -e "$HOME/flag" }]
    undo: { run: rm "$HOME/flag", verify: [{ title: It is gone, run: test ! -e "$HOME/flag" }] }
`;
  const window = bench.window();
  const { id, session } = await started(window, changing);
  await ended(session);
  await expect.poll(() => window.runs.active.length).toBe(0);
  const summaryOf = async (from: Window): Promise<unknown> => (await from.runs.list()).find((run) => run.id === id);
  const other = bench.window();
  expect(await summaryOf(other)).toMatchObject({ where: 'ended', outcome: 'succeeded', undoable: true });
  await window.runs.undo(id);
  const undoing = window.shown.at(-1)!;
  await ended(undoing);
  expect(undoing.view).toMatchObject({ outcome: 'undone', undos: [{ step: 'change', outcome: 'undone' }] });
  expect(existsSync(onHost('flag'))).toBe(false);
  await expect.poll(() => window.runs.active.length).toBe(0);
  expect(await summaryOf(other)).toMatchObject({ where: 'ended', outcome: 'undone', undoable: false });
  await expect(window.runs.undo(id)).rejects.toThrow(/nothing that could be undone/);
});

describe('a run whose window went away', () => {
  /** What is left of a run whose process died in the middle of it; the detached step goes on. */
  async function interrupted(): Promise<string> {
    const before = bench.window();
    const { id, session } = await started(before, waiting);
    await begun();
    await until(session, () => session.view.steps[0]?.cells[0]?.state === 'running');
    await before.crash();
    // The journal as it was then, and a lock that names nobody who lives.
    const dead = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => dead.on('exit', resolve));
    const folder = join(bench.state, 'runs', id);
    const left = join(bench.state, 'runs', `${id}-left`);
    await mkdir(left, { mode: 0o700 });
    await writeFile(join(left, 'journal.jsonl'), await readFile(join(folder, 'journal.jsonl')), { mode: 0o600 });
    await writeFile(join(left, 'owner.1'), `${String(dead.pid)} 1`);
    return `${id}-left`;
  }
  const recover = (window: Window, options: { readonly later: number; readonly offered?: string[] }): Promise<void> =>
    recoverRuns({
      ...{ engine: () => engine, runs: window.runs, memory: window.memory },
      stateFolder: () => bench.state,
      trusted: () => true,
      offer: (id) => {
        options.offered?.push(id);
        return Promise.resolve(false);
      },
      onProblem: (_id, error) => {
        throw error;
      },
      now: () => Date.now() + options.later,
    });

  it('goes on by itself after a reload, and begins nothing twice', async () => {
    const id = await interrupted();
    const window = bench.window();
    expect((await window.runs.list()).find((run) => run.id === id)).toMatchObject({
      ...{ where: 'interrupted', resumable: true },
    });
    await window.memory.write([id], Date.now());
    await recover(window, { later: 0 });
    const session = window.shown.at(-1)!;
    expect(session).toMatchObject({ id, owner: true });
    await writeFile(onHost('go'), '');
    await ended(session);
    expect(session.view.outcome).toBe('succeeded');
    expect(await readFile(onHost('log'), 'utf8')).toBe('begun\nwent\n');
  });

  it('is offered when it stopped longer ago, and forgotten when the person does not want it', async () => {
    const id = await interrupted();
    const window = bench.window();
    const offered: string[] = [];
    await window.memory.write([id], Date.now());
    await recover(window, { later: 3_600_000, offered });
    expect(offered).toEqual([id]);
    expect(window.shown).toEqual([]);
    expect(window.memory.read()).toEqual({});
    // It can still be gone on with by hand, which gives its lease back.
    await writeFile(onHost('go'), '');
    await window.runs.resume(id);
    const session = window.shown.at(-1)!;
    await ended(session);
    expect(session.view.outcome).toBe('succeeded');
  });

  it('that was not approved on this machine is gone on with only when the person says so', async () => {
    const id = await interrupted();
    await rm(join(bench.state, 'approved'), { recursive: true });
    const declining = bench.window();
    await declining.runs.resume(id);
    expect(declining.shown).toEqual([]);
    const window = bench.window({ approve: true });
    await window.runs.resume(id);
    const session = window.shown.at(-1)!;
    await writeFile(onHost('go'), '');
    await ended(session);
    expect(session.view.outcome).toBe('succeeded');
  });

  it('that has ended is not gone on with', async () => {
    const window = bench.window();
    await writeFile(onHost('go'), '');
    const { id, session } = await started(window, waiting);
    await ended(session);
    await expect.poll(() => window.runs.active.length).toBe(0);
    await expect(window.runs.resume(id)).rejects.toThrow(/has ended/);
  });
});
