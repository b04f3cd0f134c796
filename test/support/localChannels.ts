// Channels to a local sh instead of a host: any of dash, bash and busybox, each found as `sh` on a PATH of its own.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Channel, ChannelEnd, Channels } from '../../src/runbooks/hosts/ssh/Channels.ts';
import { tempFolder } from './tempFolder.ts';

/** The shells that scripts must run the same in. */
export const shells = { dash: '/usr/bin/dash', bash: '/usr/bin/bash', busybox: '/usr/bin/busybox' } as const;
export type ShellName = keyof typeof shells;
/** The two that differ most; in the full tier all of them. */
export const shellNames: readonly ShellName[] =
  process.env['TEST_MATRIX'] === 'all' ? ['dash', 'bash', 'busybox'] : ['dash', 'busybox'];

export interface LocalChannels extends Channels {
  /** HOME of whoever logs in. */
  readonly home: string;
  readonly opened: readonly ChildProcess[];
  /** Breaks every channel at once, as a lost connection does; what runs is told nothing. */
  drop(reason: string): void;
}

export interface LocalOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Stands in for the command that a channel is opened with. */
  readonly command?: string;
  /** Scripts that stand first on the PATH, by their names. */
  readonly programs?: Readonly<Record<string, string>>;
}

/** A connection to this machine, with a clean HOME and environment. `close` removes what it made. */
export async function localChannels(shell: ShellName, options: LocalOptions = {}): Promise<LocalChannels> {
  const folder = await tempFolder('local');
  await symlink(shells[shell], join(folder.path, 'sh'));
  for (const [name, text] of Object.entries(options.programs ?? {})) {
    await writeFile(join(folder.path, name), text, { mode: 0o755 });
  }
  const opened: ChildProcess[] = [];
  let lose: (reason: string) => void = () => undefined;
  let isLost = false;
  const lost = new Promise<string>((resolve) => (lose = resolve));
  const drop = (reason: string): void => {
    isLost = true;
    lose(reason);
    for (const child of opened) child.stdio.forEach((stream) => stream?.destroy());
  };
  const env = { HOME: folder.path, PATH: `${folder.path}:/usr/local/bin:/usr/bin:/bin`, ...options.env };

  const open = async (command: string): Promise<Channel> => {
    if (isLost) throw new Error(await lost);
    const child = spawn(join(folder.path, 'sh'), ['-c', options.command ?? command], { env, cwd: folder.path });
    opened.push(child);
    const ended = new Promise<ChannelEnd>((resolve) => {
      child.once('close', (code, signal) => resolve(code === null ? { signal: signal ?? '' } : { code }));
      void lost.then((reason) => resolve({ lost: reason }));
    });
    return {
      stdin: child.stdin,
      stdout: child.stdout,
      stderr: child.stderr,
      ended,
      close: () => child.stdio.forEach((stream) => stream?.destroy()),
    };
  };
  return {
    home: folder.path,
    opened,
    open,
    drop,
    lost,
    close: async () => {
      drop('closed');
      await folder.remove();
    },
  };
}
