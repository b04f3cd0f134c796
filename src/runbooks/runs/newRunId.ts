// Names a run, so that a list of them is in order and a person can tell them apart.
import { randomBytes } from 'node:crypto';

/** `20261122-094204.207-recover-daemon-3f9a`: when it began (UTC, to the millisecond), what ran, and something that makes it unique. */
export function newRunId(runbook: string, at: Date): string {
  const time = at.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 19);
  const base =
    runbook
      .split(/[/\\]/)
      .at(-1)
      ?.replace(/\.ya?ml$/, '') ?? '';
  const word = base.replace(/[^A-Za-z0-9_-]+/g, '-').slice(0, 40) || 'run';
  return `${time}-${word}-${randomBytes(2).toString('hex')}`;
}
