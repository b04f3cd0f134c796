// The practice host's own part of its file system, laid out in its folder before anything starts.
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, cpSync, lchownSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { guestFolder } from './guestFolder.ts';

const folders = [
  ...['dev/pts', 'dev/shm', 'etc/systemd/system', 'home', 'media', 'mnt', 'opt', 'proc', 'root', 'run/lock', 'srv'],
  ...['sys/fs/cgroup', 'tmp', 'var/cache', 'var/lib', 'var/log', 'var/tmp'],
];
const links = {
  'dev/fd': '/proc/self/fd',
  'dev/stdin': '/proc/self/fd/0',
  'dev/stdout': '/proc/self/fd/1',
  'dev/stderr': '/proc/self/fd/2',
  'dev/ptmx': 'pts/ptmx',
  'etc/mtab': '/proc/self/mounts',
  'etc/os-release': '../usr/lib/os-release',
  'var/run': '/run',
};
const files = {
  'etc/passwd': 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n',
  'etc/group': 'root:x:0:\nnogroup:x:65534:\n',
  'etc/nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files\n',
  'etc/resolv.conf': '',
  'etc/shells': '/bin/sh\n',
};
/** Programs of the guest that answer under these names. */
const asking = ['systemctl', 'journalctl', 'dmesg'];
/** Those of a broker's host. */
const broking = ['vmq-admin', 'mosquitto_pub', 'mosquitto_sub'];

export interface HostRoot {
  /** The host's own name. */
  readonly name: string;
  /** What a person reads at login. */
  readonly motd: string;
  /** Whether it gets the commands of a message broker. */
  readonly broker: boolean;
  /** The user to whom it will all belong; undefined leaves it with the one who runs this. */
  readonly owner: number | undefined;
}

/** Makes `root` (what will be `/`) and `local` (what will be `/usr/local`) in `folder`. */
export function layOutHostRoot(folder: string, { name: hostName, motd, broker, owner }: HostRoot): void {
  const root = join(folder, 'root');
  for (const name of folders) mkdirSync(join(root, name), { recursive: true });
  for (const name of ['tmp', 'var/tmp', 'dev/shm']) chmodSync(join(root, name), 0o1777);
  chmodSync(join(root, 'root'), 0o700);
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(root, name));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(root, name), content);
  writeFileSync(join(root, 'etc/hostname'), `${hostName}\n`);
  writeFileSync(join(root, 'etc/hosts'), `127.0.0.1 localhost\n127.0.1.1 ${hostName}\n::1 localhost\n`);
  writeFileSync(join(root, 'etc/machine-id'), `${randomBytes(16).toString('hex')}\n`);
  writeFileSync(join(root, 'etc/motd'), `${motd}\n`);
  layOutPrograms(join(folder, 'local'), broker);
  if (owner !== undefined) for (const part of [root, join(folder, 'local')]) giveTo(part, owner);
}

function layOutPrograms(local: string, broker: boolean): void {
  const own = join(local, 'lib/practice');
  mkdirSync(own, { recursive: true });
  mkdirSync(join(local, 'sbin'));
  cpSync(join(guestFolder(), 'bin'), join(local, 'bin'), { recursive: true });
  for (const name of asking) symlinkSync('ask', join(local, 'bin', name));
  if (broker) {
    cpSync(join(guestFolder(), 'vernemq/bin'), join(local, 'bin'), { recursive: true });
    for (const name of broking) symlinkSync('vernemq', join(local, 'bin', name));
  }
  cpSync(guestFolder(), own, { recursive: true, filter: (source) => !source.endsWith('/bin') });
  for (const name of readdirSync(join(local, 'bin'))) chmodSync(join(local, 'bin', name), 0o755);
  for (const name of readdirSync(own)) if (name.endsWith('.sh')) chmodSync(join(own, name), 0o755);
  // Where the person's own node will be shown.
  writeFileSync(join(own, 'node'), '', { mode: 0o755 });
}

function giveTo(folder: string, owner: number): void {
  chownSync(folder, owner, owner);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) giveTo(path, owner);
    else lchownSync(path, owner, owner);
  }
}
