// A run before its first event.
import type { RunView } from '../RunView.ts';

export const emptyRun: RunView = {
  runId: '',
  mode: 'run',
  plan: undefined,
  title: '',
  engine: '',
  by: '',
  startedAt: 0,
  lastAt: 0,
  endedAt: undefined,
  resumes: [],
  outcome: undefined,
  code: undefined,
  reason: undefined,
  verdict: undefined,
  hosts: [],
  preconditions: [],
  steps: [],
  postconditions: [],
  guards: [],
  decisions: [],
  rollback: undefined,
  undos: [],
  cancel: undefined,
};
