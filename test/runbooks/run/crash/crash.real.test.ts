// The client dies by SIGKILL at any moment, against a real sshd and the real spool. Gone on with, the run ends as it would
// have, and the host's own record shows each effect once.
import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readJournal } from '../../../../src/runbooks/journal/fileJournal.ts';
import { makeKey } from '../../../support/makeKey.ts';
import { startAgent, type TestAgent } from '../../../support/startAgent.ts';
import { startSshd, type TestSshd } from '../../../support/startSshd.ts';
import { tempFolder } from '../../../support/tempFolder.ts';
import type { ClientTask } from './client.ts';

const everyMoment = process.env['TEST_MATRIX'] === 'all';
/** Every moment, twice, each with a run of its own. */
const patience = everyMoment ? 3_600_000 : 900_000;

let folder: Awaited<ReturnType<typeof tempFolder>>;
let agent: TestAgent;
let sshd: TestSshd;
let program: string;
let lives = 0;

beforeAll(async () => {
  // The spool refuses a file system in memory.
  folder = await tempFolder('crash');
  program = join(folder.path, 'client.cjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'client.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['cpu-features', '*.node'],
    define: { 'import.meta.url': 'undefined' },
    logLevel: 'error',
  });
  const key = await makeKey(folder.path, 'login');
  agent = await startAgent();
  await agent.add(key.file);
  sshd = await startSshd({ authorizedKeys: [key.line] });
});
afterAll(async () => {
  await sshd.stop();
  await agent.stop();
  await folder.remove();
});

interface Life {
  readonly killed: boolean;
  readonly end: string;
  readonly moments: number;
}

function live(task: Omit<ClientTask, 'sshd' | 'runbook'>): Promise<Life> {
  const hostKey = sshd.hostKeys[0]?.line ?? '';
  const whole: ClientTask = {
    ...task,
    runbook: join(import.meta.dirname, 'crash.yaml'),
    sshd: { port: sshd.port, user: sshd.user, agent: agent.socket, hostKey },
  };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [program, JSON.stringify(whole)], { timeout: 60_000 }, (error, stdout, stderr) => {
      if (error === null) resolve({ killed: false, ...(JSON.parse(stdout) as Omit<Life, 'killed'>) });
      else if (error.signal === 'SIGKILL') resolve({ killed: true, end: '', moments: 0 });
      else reject(new Error(`${error.message}\n${stderr}`));
    });
  });
}

/**
 * One run that is killed at `killAt` and gone on with until it ends. `tear`: its journal's last line is torn, be it one that
 * was flushed and acted upon, as with a disk that does not keep its promise.
 */
async function run(
  fails: boolean,
  killAt: number,
  tear = false,
): Promise<{ end: string; effects: string[]; output: string; moments: number }> {
  lives += 1;
  const runId = `crash${String(lives)}`;
  const place = join(folder.path, runId);
  await mkdir(place);
  const file = join(place, 'effects');
  const task = {
    runId,
    folder: join(place, 'run'),
    inputs: { file, fails: String(fails) },
    stateFolder: join(place, 'state'),
  };
  let life = await live({ ...task, mode: 'start', killAt });
  if (life.killed) {
    const journal = join(task.folder, 'journal.jsonl');
    const begun = await readJournal(task.folder).catch(() => undefined);
    if (begun === undefined || begun.recorded.length === 0) {
      // Killed before the first event: nothing was done, and the run is simply started again.
      await rm(task.folder, { recursive: true, force: true });
      life = await live({ ...task, mode: 'start', killAt: 0 });
    } else {
      if (tear && begun.recorded.length > 1) await truncate(journal, (await stat(journal)).size - 9);
      life = await live({ ...task, mode: 'resume', killAt: 0 });
    }
  }
  const effects = (await readFile(file, 'utf8')).trim().split('\n');
  const output = await readFile(join(task.folder, 'outputs', 'two@host.1.run.stdout'), 'utf8');
  return { end: life.end, effects, output, moments: life.moments };
}

const wholeOutput = Array.from({ length: 2000 }, (_, index) => `${String(index + 1)}\n`).join('');

describe.each([
  ['a run that succeeds', false, 'succeeded', ['one', 'two', 'three']],
  [
    'a run that rolls back',
    true,
    'rolledBack run.gate.failed',
    ['one', 'two', 'three', 'undo-three', 'undo-two', 'undo-one'],
  ],
])('%s', (_name, fails, end, effects) => {
  it(
    'ends the same and has each effect once, wherever its client is killed',
    async () => {
      const undisturbed = await run(fails, 0);
      expect(undisturbed).toMatchObject({ end, effects, output: wholeOutput });
      const step = everyMoment ? 1 : Math.ceil(undisturbed.moments / 8);
      const moments = Array.from({ length: Math.ceil(undisturbed.moments / step) }, (_, index) => 1 + index * step);
      const fates = moments.flatMap((killAt) =>
        (everyMoment ? [false, true] : [killAt % 2 === 0]).map((tear) => [killAt, tear] as const),
      );
      const oneAfterAnother = async (): Promise<void> => {
        for (let fate = fates.shift(); fate !== undefined; fate = fates.shift()) {
          const [killAt, tear] = fate;
          const survived = await run(fails, killAt, tear);
          expect(survived, `killed at moment ${String(killAt)}${tear ? ', last line torn' : ''}`).toMatchObject({
            end,
            effects,
            output: wholeOutput,
          });
        }
      };
      await Promise.all([oneAfterAnother(), oneAfterAnother(), oneAfterAnother(), oneAfterAnother()]);
    },
    patience,
  );
});
