// A real OpenSSH server of a test's own, on loopback.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort } from './freePort.ts';
import { makeKey } from './makeKey.ts';
import type { KeyFiles, MakeKeyOptions } from './makeKey.ts';
import { startProgram } from './startProgram.ts';
import type { StartedProgram } from './startProgram.ts';
import { tempFolder } from './tempFolder.ts';

export interface SshdOptions {
  /** Lines of authorized_keys. */
  readonly authorizedKeys: readonly string[];
  /** Public key lines of CAs whose user certificates are accepted. */
  readonly trustedUserCa?: readonly string[];
  /** Stands in for the login shell: `dash`, `busybox sh`, … */
  readonly shell?: string;
  /** Lines of sshd_config that win over the fixture's own. */
  readonly extraConfig?: readonly string[];
  /** Kinds of host keys, in sshd's order. Default: one ed25519 key. */
  readonly hostKeyTypes?: readonly NonNullable<MakeKeyOptions['type']>[];
  /** Uses these host keys instead of new ones: the same host, started again. */
  readonly hostKeys?: readonly KeyFiles[];
  /** Sh lines that arrange what the server and its sessions see, in a mount namespace of their own. For root only. */
  readonly surroundings?: string;
  /** Listens here instead of on a free port. */
  readonly port?: number;
}

export interface TestSshd {
  readonly port: number;
  /** Who logs in: the user of this process. */
  readonly user: string;
  /** The HOME of what runs there: an empty folder, not this machine's. */
  readonly home: string;
  readonly hostKeys: readonly KeyFiles[];
  /** known_hosts lines for `127.0.0.1` and this port. */
  readonly knownHosts: string;
  log(): string;
  waitForLog(pattern: RegExp, timeout?: number): Promise<void>;
  /** Kills the server's side of every connection (not what runs in it); returns how many processes. */
  killSessions(): number;
  stop(): Promise<void>;
}

/** Starts `sshd -D`. Nothing of the machine's own sshd is read or changed. */
export async function startSshd(options: SshdOptions): Promise<TestSshd> {
  const folder = await tempFolder('sshd');
  try {
    // sshd reads authorized_keys as whoever logs in.
    await chmod(folder.path, 0o711);
    const keyFolder = join(folder.path, 'keys');
    await mkdir(keyFolder);
    await mkdir(join(folder.path, 'home'));
    await mkdir(join(folder.path, 'state'), { mode: 0o700 });
    const types = options.hostKeyTypes ?? ['ed25519'];
    const hostKeys =
      options.hostKeys ?? (await Promise.all(types.map((type) => makeKey(keyFolder, `host_${type}`, { type }))));
    if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
    await writeFile(join(folder.path, 'authorized_keys'), options.authorizedKeys.map((line) => `${line}\n`).join(''));
    await writeFile(join(folder.path, 'ca'), (options.trustedUserCa ?? []).map((line) => `${line}\n`).join(''));
    const { port, program } = await listen(folder.path, options, hostKeys);
    return {
      port,
      user: userInfo().username,
      home: join(folder.path, 'home'),
      hostKeys,
      knownHosts: hostKeys.map((key) => `[127.0.0.1]:${port} ${key.line}\n`).join(''),
      log: () => program.log(),
      waitForLog: (pattern, timeout) => program.waitFor(pattern, timeout),
      killSessions: () => killSessions(program.child.pid),
      stop: async () => {
        killSessions(program.child.pid);
        await program.stop();
        await folder.remove();
      },
    };
  } catch (error) {
    await folder.remove();
    throw error;
  }
}

async function listen(
  folder: string,
  options: SshdOptions,
  hostKeys: readonly KeyFiles[],
): Promise<{ port: number; program: StartedProgram }> {
  for (let tries = 1; ; tries++) {
    const port = options.port ?? (await freePort());
    const file = join(folder, 'sshd_config');
    await writeFile(file, configuration(folder, port, options, hostKeys));
    const [command, ...args] = serverWords(folder, file, options.surroundings);
    const program = startProgram(command, args);
    try {
      await program.waitFor(/Server listening on/);
      return { port, program };
    } catch (error) {
      await program.stop();
      if (tries === 5 || !program.log().includes('Address already in use')) throw error;
    }
  }
}

/** sshd wants its absolute path, to run itself again. Root's state folder is this server's own: leases of one test are no other's. */
function serverWords(folder: string, file: string, surroundings = ''): readonly [string, ...string[]] {
  const sshd = ['/usr/sbin/sshd', '-D', '-e', '-f', file] as const;
  if (process.getuid?.() !== 0) return sshd;
  const state = '/var/lib/gated-runbooks';
  const own = `set -e\nmkdir -p ${state}\nmount --bind "$1/state" ${state}\n${surroundings}\nshift\nexec "$@"`;
  return ['/usr/bin/unshare', '--mount', 'sh', '-c', own, 'sh', folder, ...sshd];
}

function configuration(folder: string, port: number, options: SshdOptions, hostKeys: readonly KeyFiles[]): string {
  const lines = [
    ...(options.extraConfig ?? []),
    'ListenAddress 127.0.0.1',
    `Port ${port}`,
    ...hostKeys.map((key) => `HostKey ${key.file}`),
    `AuthorizedKeysFile ${join(folder, 'authorized_keys')}`,
    ...(options.trustedUserCa === undefined ? [] : [`TrustedUserCAKeys ${join(folder, 'ca')}`]),
    ...(options.shell === undefined ? [] : [`ForceCommand exec ${options.shell} -c "$SSH_ORIGINAL_COMMAND"`]),
    `PidFile ${join(folder, 'pid')}`,
    `SetEnv HOME=${join(folder, 'home')}`,
    'PermitRootLogin yes',
    'StrictModes no',
    'UsePAM no',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'LogLevel VERBOSE',
    'Subsystem sftp internal-sftp',
  ];
  return `${lines.join('\n')}\n`;
}

// sshd's processes below the listener, by their name: the commands that run in the sessions are left alone.
function killSessions(listener: number | undefined): number {
  const parents = new Map<number, { parent: number; name: string }>();
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      const [, name = '', parent = '0'] = /\((.*)\) \S (\d+)/s.exec(stat) ?? [];
      parents.set(Number(entry), { parent: Number(parent), name });
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
  const below = (pid: number): boolean => {
    const parent = parents.get(pid)?.parent;
    return parent !== undefined && (parent === listener || below(parent));
  };
  const sessions = [...parents].filter(([pid, { name }]) => name.startsWith('sshd') && below(pid));
  for (const [pid] of sessions) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
  return sessions.length;
}

function isGone(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ESRCH';
}
