// Child processes that a test starts and that never outlive it.
import { spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptionsWithoutStdio } from 'node:child_process';

export interface StartedProgram {
  readonly child: ChildProcess;
  /** All it printed so far, both streams. */
  log(): string;
  /** Resolves when the log matches; rejects with the log when it ends before or `timeout` ms have passed. */
  waitFor(pattern: RegExp, timeout?: number): Promise<void>;
  /** TERM, then KILL after a second; resolves when it is gone. */
  stop(): Promise<void>;
}

/** Starts `file` with nothing on its standard input. */
export function startProgram(
  file: string,
  args: readonly string[],
  options: SpawnOptionsWithoutStdio = {},
): StartedProgram {
  const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  const watchers = new Set<() => void>();
  const notify = (): void => watchers.forEach((watcher) => watcher());
  const keep = (chunk: Buffer): void => {
    log += chunk.toString();
    notify();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.on('error', (error) => keep(Buffer.from(error.message)));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  void ended.then(notify);
  const gone = (): boolean => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
  const atExit = (): boolean => child.kill('SIGKILL');
  process.once('exit', atExit);

  return {
    child,
    log: () => log,
    waitFor: (pattern, timeout = 10_000) =>
      new Promise((resolve, reject) => {
        const finish = (settle: () => void): void => {
          clearTimeout(timer);
          watchers.delete(look);
          settle();
        };
        const look = (): void => {
          if (pattern.test(log)) finish(resolve);
          else if (gone()) finish(() => reject(new Error(`${file} ended:\n${log}`)));
        };
        const timer = setTimeout(() => finish(() => reject(new Error(`${file} is silent:\n${log}`))), timeout);
        watchers.add(look);
        look();
      }),
    stop: async () => {
      process.off('exit', atExit);
      if (gone()) return;
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), 1000);
      await ended;
      clearTimeout(hard);
    },
  };
}
