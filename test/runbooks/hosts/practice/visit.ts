// How the tests get onto a practice host: with the person's own ssh, by the command that the host gives.
import { spawn, type ChildProcess } from 'node:child_process';
import { afterAll, beforeAll } from 'vitest';
import type {
  PairScenario,
  Practice,
  PracticeHost,
  PracticeOptions,
  PracticePair,
} from '../../../../src/runbooks/hosts/practice/Practice.ts';
import { reachCommand } from '../../../../src/runbooks/hosts/practice/reachCommand.ts';
import { startPractice } from '../../../../src/runbooks/hosts/practice/startPractice.ts';
import { startPracticePair } from '../../../../src/runbooks/hosts/practice/startPracticePair.ts';
import { tempFolder } from '../../../support/tempFolder.ts';

export interface Visit {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Starts `script` on the host by a real ssh. */
export function sshTo(practice: PracticeHost, script: string, options = ''): ChildProcess {
  const command = `${reachCommand(practice).replace(' ssh ', ` ssh ${options} `)} "$SCRIPT"`;
  return spawn('/bin/sh', ['-c', `exec env ${command}`], { env: { PATH: process.env['PATH'], SCRIPT: script } });
}

/** Runs `script` on the host by a real ssh, to its end. */
export async function visit(practice: PracticeHost, script: string, options = ''): Promise<Visit> {
  const child = sshTo(practice, script, options);
  child.stdin?.end();
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out, err };
}

/** A practice host for all tests of a group; what it gives runs a script there and gives its output. */
export function practiceHost(options: PracticeOptions = {}): {
  readonly practice: () => Practice;
  readonly folder: () => string;
  readonly on: (script: string) => Promise<string>;
} {
  let practice: Practice | undefined;
  let folder: Awaited<ReturnType<typeof tempFolder>> | undefined;
  beforeAll(async () => {
    folder = await tempFolder('practice');
    practice = await startPractice({ ...options, folder: folder.path });
  });
  afterAll(async () => {
    await practice?.close();
    await folder?.remove();
  });
  const started = (): Practice => practice!;
  return { practice: started, folder: () => folder!.path, on: async (script) => (await visit(started(), script)).out };
}

/** Two practice hosts for all tests of a group; each of what it gives runs a script there and gives its output. */
export function practicePair(scenario: PairScenario): {
  readonly a: (script: string) => Promise<string>;
  readonly b: (script: string) => Promise<string>;
} {
  let pair: PracticePair | undefined;
  let folder: Awaited<ReturnType<typeof tempFolder>> | undefined;
  beforeAll(async () => {
    folder = await tempFolder('practice');
    pair = await startPracticePair({ scenario, folder: folder.path });
  }, 120_000);
  afterAll(async () => {
    await pair?.close();
    await folder?.remove();
  });
  const on = async (at: 0 | 1, script: string): Promise<string> => {
    const { out, err } = await visit(pair!.hosts[at], script);
    return out + err;
  };
  return { a: (script) => on(0, script), b: (script) => on(1, script) };
}
