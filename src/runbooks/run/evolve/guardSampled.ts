// A look at a guard.
import type { RunEventOf } from '../Event.ts';
import { guardKey, type RunState } from '../RunState.ts';
import { withGuard } from './withGuard.ts';

/** Misses count in a row. What nobody can judge is neither a miss nor the end of a row, and has a row of its own. */
export function guardSampled(state: RunState, { verdict, ...ref }: RunEventOf<'gateSampled'>): RunState {
  return withGuard(state, guardKey(ref), (guard) => {
    if (verdict === 'pass') return { ...guard, misses: 0, unclear: 0 };
    return verdict === 'fail'
      ? { ...guard, misses: guard.misses + 1, unclear: 0 }
      : { ...guard, unclear: guard.unclear + 1 };
  });
}
