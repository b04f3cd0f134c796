// Boots a whole Debian host, with a kernel and a systemd of its own, as an ordinary process (user-mode Linux).
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tempFolder } from '../support/tempFolder.ts';
import { allowMappings } from './allowMappings.ts';
import { ensureImage, type Image } from './ensureImage.ts';
import { openNetwork, type Network } from './openNetwork.ts';

export interface BootOptions {
  /** Memory as the kernel takes it, such as `640M`. Default 512M; there is no swap. */
  readonly memory?: string;
  /** A network to share with other hosts. Default: one of its own. */
  readonly network?: Network;
}

/** How a command on the host ended. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A booted host with a fresh disk. `deploy` may sudo without a password. */
export interface BootedHost {
  readonly address: '127.0.0.1';
  readonly port: number;
  readonly user: 'deploy';
  /** The private key that sshd accepts; tests add it to an agent of their own. */
  readonly keyFile: string;
  /** The host key, as a line of a .pub file. */
  readonly hostKey: string;
  /** The address in the hosts' network. */
  readonly inside: string;
  /** Runs a command line as `deploy`; a code of 255 is ssh's own failure. */
  readonly run: (command: string, stdin?: string | Buffer) => Promise<Ran>;
  /** Reboots on the same disk and waits for its sshd. */
  reboot(): Promise<void>;
  /** Ends it and removes its disk; no process or namespace stays behind. */
  stop(): Promise<void>;
}

/** A kernel and its processes are quickest on one CPU; tests that run side by side each take another. */
function ownCpu(number: number): number {
  return (Number(process.env['VITEST_POOL_ID'] ?? 1) + number) % cpus().length;
}

/** Longer than any boot seen on a busy machine. */
const patience = 540_000;
const rebooting = 77;

/** Boots a host and waits for its sshd: about 15 s. Rejects with the end of its console, or with what this machine lacks. */
export async function bootHost(options: BootOptions = {}): Promise<BootedHost> {
  const image = await ensureImage();
  await allowMappings();
  const network = options.network ?? (await openNetwork());
  const number = await network.plug();
  const inside = `10.99.0.${String(10 + number)}`;
  const place = await tempFolder('booted');
  const folder = place.path;
  const kernel = keepKernelRunning(network, image, { number, inside, folder, memory: options.memory ?? '512M' });
  const forward = await forwardTo(network, inside);
  const ssh = await openSsh(image, folder, forward.port);

  const stop = async (): Promise<void> => {
    await ssh.close();
    await forward.close();
    await kernel.stop();
    if (options.network === undefined) await network.close();
    await place.remove();
  };
  const answers = async (differentFrom?: string): Promise<string> => {
    const due = Date.now() + patience;
    while (Date.now() < due && !kernel.ended()) {
      const { code, stdout } = await ssh.run('cat /proc/sys/kernel/random/boot_id');
      if (code === 0 && stdout !== differentFrom) return stdout;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    const consoleText = await readFile(join(folder, 'console.log'), 'utf8');
    await stop();
    throw new Error(`The test host did not answer. The end of its console:\n${consoleText.slice(-1500)}`);
  };

  let bootId = await answers();
  await ssh.share();
  return {
    address: '127.0.0.1',
    port: forward.port,
    user: 'deploy',
    keyFile: image.keyFile,
    hostKey: image.hostKey,
    inside,
    run: ssh.run,
    reboot: async () => {
      await ssh.run('sudo systemctl reboot');
      bootId = await answers(bootId);
      await ssh.share();
    },
    stop,
  };
}

interface Kernel {
  ended(): boolean;
  stop(): Promise<void>;
}

/** Starts the kernel, and starts it again on the same disk whenever the host reboots. */
function keepKernelRunning(
  network: Network,
  image: Image,
  host: { readonly number: number; readonly inside: string; readonly folder: string; readonly memory: string },
): Kernel {
  // The guest's processes are processes here: a PID namespace for each boot ends all of them. Pinned to one CPU, or a boot takes
  // a minute; the preload comes after taskset, or taskset itself would exit with 77.
  const [file, ...args] = network.enter([
    ...['unshare', '--pid', '--mount-proc', '--fork', '--kill-child'],
    ...['taskset', '-c', String(ownCpu(host.number)), 'sh', '-c', 'env LD_PRELOAD="$0" "$@"; exit $?'],
    ...[
      image.exitOnReboot,
      image.kernel,
      'seccomp=on',
      'umid=host',
      `mem=${host.memory}`,
      `ubda=root.cow,${image.disk}`,
      'root=/dev/ubda',
      'rw',
    ],
    ...[
      `vec0:transport=tap,ifname=tap${String(host.number)},mac=52:54:00:00:00:${String(10 + host.number)}`,
      'net.ifnames=0',
    ],
    ...['con=null', 'con0=null,fd:2', 'con1=null', 'ssl=null', 'quiet'],
    ...[`address=${host.inside}/24`, `name=host${String(host.number)}`],
  ]);
  let child: ChildProcess | undefined;
  let stopping = false;
  const start = async (): Promise<void> => {
    const log = await open(join(host.folder, 'console.log'), 'a');
    await rm(join(host.folder, '.uml'), { recursive: true, force: true });
    child = spawn(file, args, {
      cwd: host.folder,
      // The memory of a host is a file in TMPDIR.
      env: { ...process.env, HOME: host.folder, TMPDIR: '/dev/shm' },
      stdio: ['ignore', log.fd, log.fd],
      detached: true,
    });
    const exit = once(child, 'exit') as Promise<[number | null]>;
    await log.close();
    const [code] = await exit;
    child = undefined;
    if (code === rebooting && !stopping) await start();
  };
  let ended = false;
  const running = start().finally(() => (ended = true));
  return {
    ended: () => ended,
    stop: async () => {
      stopping = true;
      if (child?.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      await running;
    },
  };
}

/** A free port on 127.0.0.1 that leads to the host's sshd. The socket is made here and served from inside the network. */
async function forwardTo(network: Network, inside: string): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const [file, ...args] = network.enter([
    process.execPath,
    fileURLToPath(new URL('forward.js', import.meta.url)),
    inside,
    '22',
  ]);
  const child = spawn(file, args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { PATH: process.env['PATH'] },
  });
  const ended = once(child, 'exit');
  const ready = once(child, 'message');
  child.send('listen', server);
  await ready;
  server.close();
  return {
    port,
    close: async () => {
      child.disconnect();
      await ended;
    },
  };
}

interface Ssh {
  readonly run: (command: string, stdin?: string | Buffer) => Promise<Ran>;
  /** One connection for all that follows, instead of one for each command. */
  share(): Promise<void>;
  close(): Promise<void>;
}

/** The system's ssh, for the test's own errands; what is tested connects by itself. */
async function openSsh(image: Image, folder: string, port: number): Promise<Ssh> {
  const knownHosts = join(folder, 'known_hosts');
  await writeFile(knownHosts, `[127.0.0.1]:${String(port)} ${image.hostKey}\n`);
  const common = [
    ...['-F', 'none', '-i', image.keyFile, '-p', String(port), '-S', join(folder, 'ssh')],
    ...['IdentitiesOnly=yes', 'IdentityAgent=none', 'BatchMode=yes', 'LogLevel=ERROR', 'ConnectTimeout=5'].flatMap(
      (option) => ['-o', option],
    ),
    ...[`UserKnownHostsFile=${knownHosts}`, 'StrictHostKeyChecking=yes', 'ServerAliveInterval=10'].flatMap((option) => [
      '-o',
      option,
    ]),
    'deploy@127.0.0.1',
  ];
  let master: ChildProcess | undefined;
  const close = async (): Promise<void> => {
    if (master?.exitCode !== null || master.signalCode !== null) return;
    const ended = once(master, 'exit');
    master.kill();
    await ended;
  };
  const run = (command: string, stdin: string | Buffer = ''): Promise<Ran> =>
    new Promise((resolve) => {
      const child = execFile('ssh', [...common, command], { maxBuffer: 256 * 1024 * 1024 }, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : 255, stdout, stderr });
      });
      // An ssh that is gone before it was written to says so by its code.
      child.stdin?.on('error', () => undefined).end(stdin);
    });
  return {
    run,
    share: async () => {
      await close();
      master = spawn('ssh', ['-M', '-N', ...common], { stdio: 'ignore' });
      for (let tries = 0; tries < 100 && (await run('true')).code !== 0; tries++)
        await new Promise((resolve) => setTimeout(resolve, 100));
    },
    close,
  };
}
