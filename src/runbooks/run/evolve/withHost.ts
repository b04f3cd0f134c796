// The state with something of a host changed.
import type { HostState, RunState } from '../RunState.ts';
import { newHost } from './newHost.ts';

export function withHost(state: RunState, name: string, change: Partial<HostState>): RunState {
  return { ...state, hosts: { ...state.hosts, [name]: { ...(state.hosts[name] ?? newHost), ...change } } };
}
