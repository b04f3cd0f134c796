// A lane of chaos: a host behind a real sshd and a bad line, disks that can be filled, and a client that can be killed. Lanes share nothing but the agent.
import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { open, mkdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { delayProxy } from '../support/delayProxy.ts';
import type { KeyFiles } from '../support/makeKey.ts';
import { startSshd } from '../support/startSshd.ts';
import type { FromClient, Task, ToClient } from './client.ts';
import type { Fault } from './drawFault.ts';

export interface LaneOptions {
  /** An empty folder of its own. */
  readonly folder: string;
  /** The bundled client. */
  readonly program: string;
  readonly key: KeyFiles;
  readonly agent: string;
  /** Whether small disks can be mounted. */
  readonly disks: boolean;
}

/** How a life of the client ended. */
export type LifeEnd =
  | Exclude<FromClient, { kind: 'moment' }>
  | { readonly kind: 'killed'; readonly tear: number }
  /** It told no moment for a quarter of an hour. */
  | { readonly kind: 'silent' };

export interface Lane {
  /** One life; `onMoment` may injure it, and is waited for. */
  live(task: Omit<Task, ConnectionKeys>, onMoment: () => Promise<void>): Promise<LifeEnd>;
  inject(fault: Fault): Promise<void>;
  /** All that is temporary is over: line, disks. */
  calm(): Promise<void>;
  /** A new folder for a run, on the client's small disk. */
  runFolder(runId: string): Promise<string>;
  /** A new file for the effects, on the host's real disk. */
  effectsFile(runId: string): string;
  /** What the spool on the host still holds. */
  readonly stateFolder: string;
  close(): Promise<void>;
}

type ConnectionKeys = 'sshConfig' | 'accepted' | 'fingerprint' | 'agent' | 'home' | 'stateFolder';

/** A life without a moment for so long hangs, however slow the machine. */
const patience = 900_000;
const diskSize = '12m';

export async function createLane({ folder, program, key, agent, disks }: LaneOptions): Promise<Lane> {
  const [clientDisk, hostDisk] = [join(folder, 'client'), join(folder, 'host')];
  await Promise.all([clientDisk, hostDisk, join(folder, 'effects'), join(folder, 'home')].map((one) => mkdir(one)));
  const mounted = disks ? [clientDisk, hostDisk] : [];
  for (const disk of mounted) execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskSize}`, 'tmpfs', disk]);
  const unmount = (): void => mounted.forEach((disk) => execFileSync('umount', ['-l', disk]));
  // Before the folder that they are in is removed, which fails on what is mounted and would keep this from being done at all.
  process.prependOnceListener('exit', unmount);
  const sshd = await startSshd({ authorizedKeys: [key.line], extraConfig: ['MaxStartups 100:30:200'] });
  const proxy = await delayProxy({ to: { port: sshd.port } });
  const sshConfig = join(folder, 'config');
  const lines = [`Port ${String(proxy.port)}`, `User ${sshd.user}`, 'ServerAliveInterval 1', 'ServerAliveCountMax 2'];
  await writeFile(sshConfig, ['Host host', '  HostName 127.0.0.1', ...lines.map((line) => `  ${line}`), ''].join('\n'));
  const connection: Pick<Task, ConnectionKeys> = {
    sshConfig,
    accepted: join(folder, 'accepted'),
    fingerprint: sshd.hostKeys[0]?.fingerprint ?? '',
    agent,
    home: join(folder, 'home'),
    stateFolder: join(hostDisk, 'state'),
  };
  const healing = new Set<NodeJS.Timeout>();
  let child: ChildProcess | undefined;
  let isAlive = false;
  let killed: number | undefined;

  const later = (milliseconds: number, heal: () => unknown): void => {
    const timer = setTimeout(() => {
      healing.delete(timer);
      heal();
    }, milliseconds);
    healing.add(timer);
  };
  const freeDisk = (disk: string): Promise<void> => rm(join(disk, 'filler'), { force: true });
  const calm = async (): Promise<void> => {
    healing.forEach(clearTimeout);
    healing.clear();
    proxy.flow();
    proxy.setDelay(0);
    proxy.refuse(false);
    proxy.cutAfter('up', Infinity);
    await Promise.all([clientDisk, hostDisk].map(freeDisk));
  };
  const send = (message: ToClient): void => {
    child?.send(message, () => undefined);
  };

  return {
    stateFolder: connection.stateFolder,
    calm,
    live: (task, onMoment) =>
      new Promise((resolve, reject) => {
        const client = child ?? fork(program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
        child = client;
        isAlive = true;
        killed = undefined;
        let watchdog: NodeJS.Timeout | undefined;
        const end = (how: LifeEnd): void => {
          isAlive = false;
          clearTimeout(watchdog);
          client.removeAllListeners();
          resolve(how);
        };
        const watch = (): void => {
          clearTimeout(watchdog);
          watchdog = setTimeout(() => {
            child = undefined;
            client.kill('SIGKILL');
            end({ kind: 'silent' });
          }, patience);
        };
        watch();
        client.on('exit', (code, signal) => {
          child = undefined;
          end(
            killed === undefined
              ? { kind: 'bug', why: `ended with ${String(code ?? signal)}` }
              : { kind: 'killed', tear: killed },
          );
        });
        client.on('message', (message: FromClient) => {
          if (message.kind !== 'moment') {
            end(message);
            return;
          }
          watch();
          onMoment().then(() => send({ kind: 'goOn' }), reject);
        });
        send({ kind: 'task', task: { ...task, ...connection } });
      }),
    async inject(fault) {
      switch (fault.kind) {
        case 'reset':
          proxy.reset();
          break;
        case 'cut':
          proxy.cutAfter(fault.direction, fault.bytes);
          break;
        case 'stall':
          proxy.stall();
          later(fault.milliseconds, () => proxy.flow());
          break;
        case 'delay':
          proxy.setDelay(fault.late);
          later(fault.milliseconds, () => proxy.setDelay(0));
          break;
        case 'session':
          sshd.killSessions();
          break;
        case 'down':
          proxy.refuse(true);
          proxy.reset();
          later(fault.milliseconds, () => proxy.refuse(false));
          break;
        case 'kill':
          killed = fault.tear;
          child?.kill('SIGKILL');
          // Between two lives nobody sees it go, and the next one must not be given to it.
          if (!isAlive) child = undefined;
          break;
        case 'clientDisk':
          await fill(clientDisk);
          break;
        case 'hostDisk':
          await fill(hostDisk);
          later(fault.milliseconds, () => freeDisk(hostDisk));
          break;
        case 'clock':
          send({ kind: 'clock', by: fault.by });
          break;
      }
    },
    async runFolder(runId) {
      const path = join(clientDisk, runId);
      await rm(path, { recursive: true, force: true });
      return path;
    },
    effectsFile: (runId) => join(folder, 'effects', runId),
    async close() {
      await calm();
      child?.removeAllListeners();
      child?.kill('SIGKILL');
      await proxy.stop();
      await sshd.stop();
      process.off('exit', unmount);
      unmount();
    },
  };
}

/** Writes until there is no room left. */
async function fill(disk: string): Promise<void> {
  const file = await open(join(disk, 'filler'), 'a');
  try {
    for (let size = 64 * 1024; size >= 1;) {
      try {
        await file.appendFile(Buffer.alloc(size));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        size = Math.floor(size / 16);
      }
    }
  } finally {
    await file.close();
  }
}

/** Cuts the end off a journal, as a disk that did not keep its promise would; never the first line, without which there is no run. */
export async function tearJournal(file: string, first: number, bytes: number): Promise<void> {
  const { size } = await stat(file);
  await truncate(file, Math.max(first, size - bytes));
}
