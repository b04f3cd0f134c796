// An attempt of a step before anything of it happened.
import type { AttemptState } from '../RunState.ts';

export function newAttempt(number: number, at: number): AttemptState {
  return {
    number,
    since: at,
    reads: {},
    readsStarted: new Set(),
    launch: undefined,
    limitRefused: undefined,
    captured: undefined,
    lastAt: at,
  };
}
