// The state with something of a guard changed.
import type { GuardState, RunState } from '../RunState.ts';

export function withGuard(state: RunState, key: string, change: (guard: GuardState) => GuardState): RunState {
  const guard = state.guards[key] ?? { misses: 0, unclear: 0, failures: [] };
  return { ...state, guards: { ...state.guards, [key]: change(guard) } };
}
