// One more try to reach a host, later after each that failed.
import type { Intent } from '../Intent.ts';
import type { RunState } from '../RunState.ts';

const longestDelay = 30_000;

export function connectIntent(state: RunState, host: string): Intent {
  const tries = state.hosts[host]?.tries ?? 0;
  const delay = tries === 0 ? 0 : Math.min(longestDelay, 1000 * 2 ** (tries - 1));
  return { kind: 'connect', key: `connect:${host}:${String(tries)}`, host, delay };
}
