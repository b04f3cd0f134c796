// What this machine can do of what the tests need, each with the reason where it can't and the cure.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { editorSize, findBrowserEditor, whyNoBrowserEditor } from './browserEditor.mjs';
import { findChromium } from './findChromium.mjs';
import { hasCommand } from './hasCommand.mjs';

/**
 * @typedef {{ name: string, neededFor: string, missing: () => string | undefined, cure: string }} Ability
 * `missing` gives the reason, or undefined where the machine can.
 */

/** @param {readonly string[]} words */
function works([command = '', ...args]) {
  return spawnSync(command, args, { stdio: 'ignore', timeout: 10_000 }).status === 0;
}
/** @param {readonly string[]} commands */
const needs = (commands) => () => {
  const missing = commands.filter((command) => !hasCommand(command));
  return missing.length === 0 ? undefined : `${missing.join(', ')} not installed`;
};
const isRoot = () => process.getuid?.() === 0;

/** @type {readonly Ability[]} */
export const abilities = [
  {
    name: 'real sshd',
    neededFor: 'connections, spool, crash tests',
    missing: () => needs(['sshd', 'ssh-keygen'])() ?? (isRoot() ? undefined : 'sshd is started as root'),
    cure: 'sudo apt-get install openssh-server, and run the tests as root',
  },
  {
    name: 'real ssh-agent',
    neededFor: 'agent keys, certificates',
    missing: needs(['ssh-agent', 'ssh-add']),
    cure: 'sudo apt-get install openssh-client',
  },
  {
    name: 'dash, bash, busybox',
    neededFor: 'scripts under every shell',
    missing: needs(['dash', 'bash', 'busybox']),
    cure: 'sudo apt-get install dash bash busybox',
  },
  {
    name: 'shellcheck',
    neededFor: 'scripts of the shipped runbooks',
    missing: needs(['shellcheck']),
    cure: 'sudo apt-get install shellcheck',
  },
  {
    name: 'user namespaces',
    neededFor: 'the practice host',
    missing: () =>
      needs(['unshare'])() ??
      (works(['unshare', '--user', '--map-root-user', '--mount', '--pid', '--net', '--fork', 'true'])
        ? undefined
        : 'unshare is refused'),
    cure: 'sudo sysctl -w kernel.unprivileged_userns_clone=1 kernel.apparmor_restrict_unprivileged_userns=0',
  },
  {
    name: 'booted hosts',
    neededFor: 'real systemd, real OOM kills',
    missing: () => {
      const missing = needs(['mmdebstrap', 'patchelf', 'mkfs.ext4', 'ip', 'ethtool', 'gcc', 'python3'])();
      if (missing !== undefined) return missing;
      if (!isRoot()) return 'only root makes network namespaces and images';
      if (!existsSync('/usr/share/keyrings/debian-archive-keyring.gpg')) return "Debian's keys are not there";
      if (!existsSync('/dev/net/tun')) return '/dev/net/tun is not there';
      return works(['unshare', '--net', 'true']) ? undefined : 'network namespaces are refused';
    },
    cure: 'sudo apt-get install debian-archive-keyring mmdebstrap patchelf e2fsprogs iproute2 ethtool gcc python3, and run the tests as root',
  },
  {
    name: 'real VS Code',
    neededFor: 'the extension, from end to end',
    missing: () => {
      const never = whyNoBrowserEditor();
      if (never !== undefined) return never;
      if (findBrowserEditor() === undefined) return 'the browser editor is not in the cache';
      return findChromium() === undefined ? 'no Chromium is installed' : undefined;
    },
    cure: `node scripts/setup.mjs, which downloads it (${editorSize.download}), and sudo apt-get install chromium`,
  },
];
