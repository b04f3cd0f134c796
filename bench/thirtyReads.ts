// A runbook of thirty independent read steps: what it costs from the first to the last.
import { setMaxListeners } from 'node:events';
import {
  bindPlan,
  memoryJournal,
  readRunbook,
  startRun,
  systemClock,
  type Connect,
  type Outputs,
} from '../src/runbooks/index.ts';

const count = 30;
const text = `schema: runbook/v1
title: Thirty reads
targets:
  node: {}
steps:
${Array.from({ length: count }, (_, index) => `  - { id: read_${String(index)}, effect: read, run: 'echo ${String(index)}' }`).join('\n')}
`;
const nowhere: Outputs = {
  append: () => Promise.resolve(),
  reset: () => Promise.resolve(),
  evidence: () => Promise.resolve(),
};

export interface ReadsCost {
  /** Milliseconds between the start of the first read and the end of the last one, connecting left out. */
  readonly milliseconds: number;
  /** Round trips in that time. */
  readonly turns: number;
}

/** Runs it. `turns` reads a counter of round trips. */
export async function thirtyReads(connect: Connect, host: string, turns: () => number): Promise<ReadsCost> {
  const { value: runbook, diagnostics } = readRunbook({ uri: 'thirty.yaml', text });
  if (runbook === undefined) throw new Error(JSON.stringify(diagnostics));
  const sources = [{ path: 'thirty.yaml', text }];
  const bound = bindPlan({ name: 'thirty', runbook, sources, inputs: {}, secretsGiven: [], hosts: { node: [host] } });
  if ('problems' in bound) throw new Error(JSON.stringify(bound.problems));
  const journal = memoryJournal();
  const ports = {
    connect,
    journal,
    person: { name: 'bench', interactive: false, prepared: {}, ask: () => Promise.reject(new Error('nobody is here')) },
    clock: systemClock,
    outputs: nowhere,
    secrets: {},
  };
  const request = { runId: 'bench', mode: 'run', plan: bound.plan, engine: 'bench' } as const;
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  let [first, last, ended] = [{ at: 0, turns: 0 }, { at: 0, turns: 0 }, 0];
  for await (const { at, event } of startRun(request, ports, signal)) {
    if (event.type === 'readStarted' && first.at === 0) first = { at, turns: turns() };
    if (event.type === 'readEnded') [last, ended] = [{ at, turns: turns() }, ended + 1];
  }
  if (ended !== count) throw new Error(`${String(ended)} of ${String(count)} reads ended`);
  return { milliseconds: last.at - first.at, turns: last.turns - first.turns };
}
