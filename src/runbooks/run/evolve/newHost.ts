// A host before anything was heard of it.
import type { HostState } from '../RunState.ts';

export const newHost: HostState = {
  status: 'new',
  machineId: '',
  knownMachine: '',
  bootId: '',
  tries: 0,
  lostSince: undefined,
  failure: undefined,
};
