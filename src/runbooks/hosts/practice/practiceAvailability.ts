// Whether a practice host can be had on this machine, found by trying what it needs.
import { spawnSync } from 'node:child_process';
import type { Message } from '../../texts/Message.ts';
import { outermost, systemPath } from './unsharing.ts';

/**
 * `full`: it can be started, and any runbook may be run on it. `replayOnly`: it can't be started here, and a recorded run has
 * to do.
 */
export interface PracticeAvailability {
  readonly kind: 'full' | 'replayOnly';
  readonly reason: Message;
  /** What would make it `full`. */
  readonly cure?: Message;
}

const tools = ['unshare', 'nsenter', 'setpriv', 'setsid', 'mount', 'pivot_root', 'mkfifo', 'ip', 'ss'];

/** Looks, which takes some milliseconds. Without walls there is none: it is never let loose on the machine itself. */
export function practiceAvailability(): PracticeAvailability {
  if (process.platform !== 'linux') return { kind: 'replayOnly', reason: { code: 'practice.linuxOnly' } };
  const missing = tools.filter((tool) => run('command -v "$0"', tool).status !== 0);
  if (missing.length > 0) {
    const args = { tools: missing.join(', ') };
    return {
      kind: 'replayOnly',
      reason: { code: 'practice.toolsMissing', args },
      cure: { code: 'practice.installTools' },
    };
  }
  const inner =
    'unshare --user --map-root-user --mount --pid --net --ipc --uts --fork -- /bin/sh -c "mount -t proc proc /proc"';
  const drop = process.getuid?.() === 0 ? 'setpriv --reuid=65534 --regid=65534 --clear-groups -- ' : '';
  const tried = run(`exec "$@" -- ${drop}${inner}`, 'sh', ...outermost());
  if (tried.status === 0) return { kind: 'full', reason: { code: 'practice.walled' } };
  const why = tried.stderr.trim().split('\n').at(-1) ?? '';
  return {
    kind: 'replayOnly',
    reason: { code: 'practice.noNamespaces', args: { why } },
    cure: { code: 'practice.allowNamespaces' },
  };
}

function run(script: string, ...words: readonly string[]): { status: number | null; stderr: string } {
  return spawnSync('/bin/sh', ['-c', script, ...words], {
    env: { PATH: systemPath(), LC_ALL: 'C' },
    encoding: 'utf8',
    timeout: 10_000,
  });
}
