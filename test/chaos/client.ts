// A client that lives as long as it is let: it carries out runs, or goes on with them, tells each of its moments, and waits to be told to go on.
import { readFileSync } from 'node:fs';
import {
  bindPlan,
  connectSsh,
  createJournal,
  fileOutputs,
  JournalError,
  openJournal,
  readRunbook,
  resumeRun,
  startRun,
  systemClock,
  thisMachine,
  type Clock,
  type Ports,
} from '../../src/runbooks/index.ts';
import { mortalHost, mortalJournal } from '../support/mortal.ts';

/** One life of a run, from its start or from its journal. */
export interface Task {
  readonly mode: 'start' | 'resume';
  readonly runId: string;
  /** Folder of the run. */
  readonly folder: string;
  readonly runbook: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** Steps that are confirmed ahead. */
  readonly confirmed: readonly string[];
  /** An ssh configuration that knows the host `host`. */
  readonly sshConfig: string;
  readonly accepted: string;
  readonly fingerprint: string;
  readonly agent: string;
  readonly home: string;
  /** The state folder on the host. */
  readonly stateFolder: string;
}

export type ToClient =
  | { readonly kind: 'task'; readonly task: Task }
  | { readonly kind: 'goOn' }
  | { readonly kind: 'clock'; readonly by: number };

export type FromClient =
  | { readonly kind: 'moment' }
  | { readonly kind: 'ended'; readonly outcome: string; readonly reason: string }
  /** The journal or an output file could not be written. */
  | { readonly kind: 'stopped'; readonly why: string }
  | { readonly kind: 'bug'; readonly why: string };

/** Kibibytes of a step's output that the host keeps; far more than any step prints. */
const spoolCap = 4096;

let skew = 0;
const waiting: (() => void)[] = [];
const tell = (message: FromClient): void => {
  process.send?.(message);
};
const moment = (): Promise<void> =>
  new Promise((resolve) => {
    waiting.push(resolve);
    tell({ kind: 'moment' });
  });

/** The machine's clock, which somebody sets now and then. What was begun to be waited for takes its time all the same. */
const clock: Clock = {
  now: () => systemClock.now() + skew,
  until: (due, signal) => systemClock.until(due - skew, signal),
};

function planOf(task: Task): Parameters<typeof startRun>[0]['plan'] {
  const text = readFileSync(task.runbook, 'utf8');
  const { value, diagnostics } = readRunbook({ uri: task.runbook, text });
  if (value === undefined) throw new Error(JSON.stringify(diagnostics));
  const bound = bindPlan({
    name: 'chaos',
    runbook: value,
    sources: [{ path: 'chaos.yaml', text }],
    inputs: task.inputs,
    secretsGiven: [],
    hosts: { '': ['host'] },
  });
  if ('problems' in bound) throw new Error(JSON.stringify(bound.problems));
  return bound.plan;
}

async function live(task: Task): Promise<FromClient> {
  const connect = connectSsh({
    acceptedHostKeys: task.accepted,
    acceptHostKeys: [task.fingerprint],
    userConfig: task.sshConfig,
    systemConfig: 'none',
    machine: { ...thisMachine(), home: task.home, env: { HOME: task.home, SSH_AUTH_SOCK: task.agent } },
    host: { stateFolder: task.stateFolder, spoolCap },
  });
  const journal = await (task.mode === 'start' ? createJournal(task.folder) : openJournal(task.folder));
  const ports: Ports = {
    connect: async (name, signal) => {
      const connected = await connect(name, signal);
      return 'host' in connected ? { host: mortalHost(connected.host, moment) } : connected;
    },
    journal: mortalJournal(journal, moment),
    person: {
      name: 'chaos@test',
      interactive: false,
      prepared: Object.fromEntries(task.confirmed.map((step) => [step, 'yes'])),
      ask: () => Promise.reject(new Error('nobody is here')),
    },
    clock,
    outputs: fileOutputs(task.folder),
    secrets: {},
  };
  const { signal } = new AbortController();
  const run =
    task.mode === 'start'
      ? startRun({ runId: task.runId, mode: 'run', plan: planOf(task), engine: 'test' }, ports, signal)
      : resumeRun('test', ports, signal);
  let end: FromClient = { kind: 'stopped', why: 'no end' };
  for await (const { event } of run) {
    if (event.type === 'runEnded') {
      end = { kind: 'ended', outcome: event.outcome, reason: JSON.stringify(event.reason ?? '') };
    }
  }
  return end;
}

function whyNot(error: unknown): FromClient {
  const why = error instanceof Error ? `${error.stack ?? ''} ${String(error.cause)}` : String(error);
  return { kind: error instanceof JournalError ? 'stopped' : 'bug', why };
}

process.on('message', (message: ToClient) => {
  switch (message.kind) {
    case 'task':
      void live(message.task).catch(whyNot).then(tell);
      break;
    case 'goOn':
      waiting.shift()?.();
      break;
    case 'clock':
      skew += message.by;
      break;
  }
});
process.on('disconnect', () => process.exit());
