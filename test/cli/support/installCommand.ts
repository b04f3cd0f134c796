// The built command, installed in a folder of a test's own with the shipped runbooks beside it, as npm would.
import { spawn, type ChildProcess } from 'node:child_process';
import { copyFile, mkdir, symlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { build } from '../../../scripts/build.mjs';
import { tempFolder } from '../../support/tempFolder.ts';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Going {
  readonly child: ChildProcess;
  /** All it printed so far. */
  out(): string;
  /** Resolves when the pattern is in what it printed; rejects when it ends without. */
  waitFor(pattern: RegExp): Promise<void>;
  readonly ended: Promise<Ended>;
}

export interface InstalledCommand {
  /** The file to run. */
  readonly file: string;
  /** An empty home; what the command keeps is in `.local/state` below it. */
  readonly home: string;
  /** The folder that it is run in. */
  readonly folder: string;
  start(words: readonly string[], environment?: Readonly<Record<string, string>>): Going;
  run(words: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Ended>;
  /** Copies a file of another's home to the same place here. */
  adopt(file: string, from: InstalledCommand): Promise<void>;
  remove(): Promise<void>;
}

/**
 * Builds and installs it; for a second person, `of` is the first one's. Nobody is at its terminal: standard input is empty, output is
 * a pipe.
 */
export async function installCommand(of?: InstalledCommand): Promise<InstalledCommand> {
  const place = await tempFolder('command');
  const [home, folder] = [join(place.path, 'home'), join(place.path, 'work')];
  await Promise.all([mkdir(home), mkdir(folder)]);
  if (of === undefined) {
    await build(join(place.path, 'dist'));
    await symlink(resolve('runbooks'), join(place.path, 'runbooks'));
  }
  const file = of?.file ?? join(place.path, 'dist/cli/runbook.cjs');
  const start: InstalledCommand['start'] = (words, environment = {}) => {
    const env = { PATH: process.env['PATH'], HOME: home, LANG: 'C.UTF-8', ...environment };
    return watch(spawn(process.execPath, [file, ...words], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] }));
  };
  return {
    file,
    home,
    folder,
    start,
    run: (words, environment) => start(words, environment).ended,
    async adopt(name, from) {
      await mkdir(dirname(join(home, name)), { recursive: true, mode: 0o700 });
      await copyFile(join(from.home, name), join(home, name));
    },
    remove: () => place.remove(),
  };
}

/** Collects what a process prints. */
export function watch(child: ChildProcess): Going {
  let [out, err] = ['', ''];
  const atExit = (): boolean => child.kill('SIGKILL');
  process.once('exit', atExit);
  const waiting = new Set<() => void>();
  const wake = (): void => {
    for (const look of waiting) look();
  };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    wake();
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    wake();
  });
  const ended = new Promise<Ended>((done, failed) => {
    child.once('error', failed);
    child.once('close', (code) => {
      process.off('exit', atExit);
      done({ code, out, err });
      wake();
    });
  });
  return {
    child,
    out: () => out,
    ended,
    waitFor: (pattern) =>
      new Promise((done, failed) => {
        const look = (): void => {
          const seen = pattern.test(out + err);
          const over = child.exitCode !== null || child.signalCode !== null;
          if (!seen && !over) return;
          waiting.delete(look);
          if (seen) done();
          else failed(new Error(`ended without ${String(pattern)}:\n${out}${err}`));
        };
        waiting.add(look);
        look();
      }),
  };
}
