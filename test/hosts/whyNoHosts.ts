// Whether this machine can boot test hosts at all.
import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Programs that the test bed calls, and the Debian package of each. */
const programs = {
  mmdebstrap: 'mmdebstrap',
  patchelf: 'patchelf',
  mke2fs: 'e2fsprogs',
  ethtool: 'ethtool',
  ip: 'iproute2',
  gcc: 'gcc libc6-dev',
  ssh: 'openssh-client',
  flock: 'util-linux',
  taskset: 'util-linux',
} as const;

/** Undefined where hosts can be booted; otherwise what is missing and the command that cures it. */
export async function whyNoHosts(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return 'Test hosts need Linux on x86-64: user-mode Linux exists for nothing else.';
  if (process.getuid?.() !== 0) return 'Test hosts need root for namespaces and a tap device: run the tests with sudo.';
  const missing: string[] = [];
  for (const [program, packages] of Object.entries(programs))
    if (!(await runs('sh', ['-c', `command -v ${program}`]))) missing.push(packages);
  if (!(await isOpen('/usr/share/keyrings/debian-archive-keyring.gpg'))) missing.push('debian-archive-keyring');
  if (missing.length > 0)
    return `Test hosts need more packages: apt-get install -y --no-install-recommends ${[...new Set(missing)].join(' ')}`;
  if (!(await runs('unshare', ['--net', '--pid', '--fork', '--mount-proc', 'true'])))
    return 'Test hosts need network and PID namespaces, which this container forbids: run it with --privileged, or on a machine of its own.';
  const tap = await isOpen('/dev/net/tun', constants.R_OK | constants.W_OK);
  return tap
    ? undefined
    : 'Test hosts need /dev/net/tun: modprobe tun, or run the container with --device /dev/net/tun.';
}

async function runs(file: string, args: readonly string[]): Promise<boolean> {
  return promisify(execFile)(file, args).then(
    () => true,
    () => false,
  );
}

async function isOpen(path: string, how = constants.R_OK): Promise<boolean> {
  return access(path, how).then(
    () => true,
    () => false,
  );
}
