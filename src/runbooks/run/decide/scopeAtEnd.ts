// The names at the end of a runbook, for what uses it.
import type { Scope } from '../../language/cel/CelValue.ts';
import type { VerdictResult } from '../Event.ts';
import type { Frame } from '../layout/Place.ts';
import type { RunState } from '../RunState.ts';
import { scopeOf } from '../scopeOf.ts';

/** All that it captured, and its verdict; none where it is inconclusive, so that an expression that asks for it fails. */
export function scopeAtEnd(state: RunState, frame: Frame, verdict: VerdictResult | undefined): Scope {
  const scope = scopeOf(state, { at: { frame, roles: undefined, rounds: [] } });
  return verdict?.id === undefined ? scope : { ...scope, verdict: verdict.id };
}
