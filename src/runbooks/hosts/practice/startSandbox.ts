// The walls of the practice host: namespaces of its own, in which only its own folder can be written.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { closeSync, openSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { guestFolder } from './guestFolder.ts';
import { layOutHostRoot } from './layOutHostRoot.ts';
import type { Generation, PairScenario, Scenario } from './Practice.ts';
import type { Sandbox } from './Sandbox.ts';
import { startCommand } from './startCommand.ts';
import { outermost, systemPath } from './unsharing.ts';

export interface SandboxOptions {
  /** Exists and is empty. The folder that it is in will be removed with all that is there. */
  readonly folder: string;
  /** The host's own name. */
  readonly name: string;
  readonly scenario: Scenario | PairScenario;
  readonly unit: Generation;
  /** Which node of a cluster it is, and the folder in which the nodes meet. */
  readonly cluster?: { readonly member: 'a' | 'b'; readonly shared: string };
  /** What a person reads at login. */
  readonly motd: string;
  readonly log: (line: string) => void;
}

const own = '/usr/local/lib/practice';
/** The namespaces that a command enters, by their names in /proc, with nsenter's options for them. */
const namespaces = { user: 'user', mnt: 'mount', pid: 'pid', net: 'net', ipc: 'ipc', uts: 'uts' } as const;
const environment = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  USER: 'root',
  LOGNAME: 'root',
  SHELL: '/bin/sh',
};
/** Milliseconds within which the host must be up. */
const patience = 30_000;

/** Builds the walls and starts what lives behind them. Rejects, with what was said, when that fails. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { folder, name, motd, cluster } = options;
  // Root gives itself up for a user that owns nothing else.
  const stranger = process.getuid?.() === 0 ? randomInt(61_184, 65_520) : undefined;
  layOutHostRoot(folder, { name, motd, broker: cluster !== undefined, owner: stranger });
  const keeper = launch(options, stranger);
  const gone = new Promise<void>((resolve) => keeper.once('exit', () => resolve()));
  const doors: number[] = [];
  const close = async (): Promise<void> => {
    keeper.stdio[4]?.destroy();
    await gone;
    for (const door of doors.splice(0)) closeSync(door);
  };
  try {
    const pid = await untilReady(keeper, options.log);
    // Held open, so that a process id that comes to mean another process can't lead a command out of the walls.
    for (const name of Object.keys(namespaces)) doors.push(openSync(`/proc/${pid}/ns/${name}`, 'r'));
  } catch (error) {
    await close();
    throw error;
  }
  const way = { enter: enter(stranger), doors, environment, session: `${own}/session.sh`, folder };
  return { start: (command, terminal) => startCommand(way, command, terminal), close };
}

function launch({ folder, scenario, unit, cluster }: SandboxOptions, stranger: number | undefined): ChildProcess {
  const guest = guestFolder();
  const inner = ['/bin/sh', join(guest, 'enter.sh'), folder, realpathSync(process.execPath), String(stranger ?? '')];
  return spawn('/bin/sh', [join(guest, 'keep.sh'), dirname(folder), ...outermost(), '--', ...inner], {
    cwd: '/',
    env: {
      PATH: systemPath(),
      PRACTICE_SCENARIO: scenario,
      PRACTICE_UNIT: unit,
      ...(cluster === undefined ? {} : { PRACTICE_MEMBER: cluster.member, PRACTICE_SHARED: cluster.shared }),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ignore', 'pipe'],
    detached: true,
  });
}

function enter(stranger: number | undefined): string[] {
  const drop =
    stranger === undefined ? [] : ['setpriv', `--reuid=${stranger}`, `--regid=${stranger}`, '--clear-groups', '--'];
  const into = Object.values(namespaces).map((option, index) => `--${option}=/proc/self/fd/${4 + index}`);
  return [...drop, 'nsenter', ...into, '--preserve-credentials', '--', `${own}/walled.sh`];
}

/** The process id, out here, of the host's process 1, once a person may come in. */
async function untilReady(keeper: ChildProcess, log: (line: string) => void): Promise<string> {
  const said: string[] = [];
  let pid = '';
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => reject(new Error([why, ...said.slice(-20)].join('\n')));
    const timer = setTimeout(() => fail(`The practice host was not up within ${patience} ms.`), patience);
    const hear = (line: string): void => {
      const number = /^pid (\d+)$/.exec(line)?.[1];
      if (number !== undefined) pid = number;
      else if (line === 'ready') resolve(pid);
      else {
        said.push(line);
        log(line);
      }
      if (line === 'ready') clearTimeout(timer);
    };
    for (const input of [keeper.stdout, keeper.stderr]) if (input !== null) createInterface({ input }).on('line', hear);
    keeper.once('error', (error) => fail(error.message));
    keeper.once('exit', (code, signal) => {
      clearTimeout(timer);
      fail(`The practice host ended (${signal ?? String(code)}).`);
    });
  });
}
