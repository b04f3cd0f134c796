// A client that is killed: carries out the crash test's run, or goes on with it, and kills itself at a given moment. The
// moments are counted: before and after each append to the journal, and before and after each thing sent to the host.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  bindPlan,
  connectSsh,
  createJournal,
  fileOutputs,
  openJournal,
  readRunbook,
  resumeRun,
  startRun,
  systemClock,
  type Ports,
} from '../../../../src/runbooks/index.ts';
import { mortalHost, mortalJournal } from '../../../support/mortal.ts';

export interface ClientTask {
  readonly mode: 'start' | 'resume';
  /** Folder of the run. */
  readonly folder: string;
  readonly runId: string;
  readonly runbook: string;
  /** The moment at which this process is killed; 0: never. */
  readonly killAt: number;
  readonly inputs: Readonly<Record<string, string>>;
  readonly sshd: { readonly port: number; readonly user: string; readonly agent: string; readonly hostKey: string };
  /** The spool and limits of the host. */
  readonly stateFolder: string;
}

const task = JSON.parse(process.argv[2] ?? '') as ClientTask;
let moments = 0;

function moment(): void {
  moments += 1;
  if (moments === task.killAt) process.kill(process.pid, 'SIGKILL');
}

function plan(): Parameters<typeof startRun>[0]['plan'] {
  const text = readFileSync(task.runbook, 'utf8');
  const { value, diagnostics } = readRunbook({ uri: task.runbook, text });
  if (value === undefined) throw new Error(JSON.stringify(diagnostics));
  const bound = bindPlan({
    name: 'crash',
    runbook: value,
    sources: [{ path: 'crash.yaml', text }],
    inputs: task.inputs,
    secretsGiven: [],
    hosts: { '': ['host'] },
  });
  if ('problems' in bound) throw new Error(JSON.stringify(bound.problems));
  return bound.plan;
}

const { port, user, agent, hostKey } = task.sshd;
const connect = connectSsh({
  acceptedHostKeys: join(task.folder, '..', 'accepted'),
  targets: { host: { host: '127.0.0.1', port, user, agent, hostKey } },
  host: { stateFolder: task.stateFolder },
});
async function main(): Promise<void> {
  const journal = mortalJournal(
    await (task.mode === 'start' ? createJournal(task.folder) : openJournal(task.folder)),
    moment,
  );
  const ports: Ports = {
    connect: async (name, signal) => {
      const connected = await connect(name, signal);
      return 'host' in connected ? { host: mortalHost(connected.host, moment) } : connected;
    },
    journal,
    person: {
      name: 'crash@test',
      interactive: false,
      prepared: { three: 'yes' },
      ask: () => Promise.reject(new Error('nobody is here')),
    },
    clock: systemClock,
    outputs: fileOutputs(task.folder),
    secrets: {},
  };
  const signal = new AbortController().signal;
  const run =
    task.mode === 'start'
      ? startRun({ runId: task.runId, mode: 'run', plan: plan(), engine: 'test' }, ports, signal)
      : resumeRun('test', ports, signal);
  let end = '';
  for await (const { event } of run)
    if (event.type === 'runEnded') end = `${event.outcome} ${event.reason?.code ?? ''}`.trim();
  console.log(JSON.stringify({ end, moments }));
}

void main().then(() => process.exit(0));
