// What runs in these tests run on: a real sshd with a real agent's key, a state folder of their own, and scripted answers.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as engine from '../../../src/runbooks/index.ts';
import type { Connect, Host, Plan } from '../../../src/runbooks/index.ts';
import { createRunMemory, type RunMemory } from '../../../src/extension/runs/RunMemory.ts';
import { createRuns } from '../../../src/extension/runs/createRuns.ts';
import type { Runs, StartRequest } from '../../../src/extension/runs/Runs.ts';
import type { RunSession } from '../../../src/extension/runs/RunSession.ts';
import { createTexts } from '../../../src/extension/texts/Texts.ts';
import { makeKey } from '../../support/makeKey.ts';
import { startAgent } from '../../support/startAgent.ts';
import { startSshd } from '../../support/startSshd.ts';
import { tempFolder } from '../../support/tempFolder.ts';
import { memento } from '../memento.ts';
import { uriOf } from '../uriOf.ts';

/** A window of the editor, as far as runs go. */
export interface Window {
  readonly runs: Runs;
  readonly memory: RunMemory;
  /** Sessions whose page was shown, in order. */
  readonly shown: RunSession[];
  readonly faults: unknown[];
  /** What its process dying does to its hosts: the connections go, and nothing reaches them from here any more. */
  crash(): Promise<void>;
}

export interface RunBench {
  /** HOME of what runs on the host. */
  readonly home: string;
  readonly state: string;
  /** A window of this user, or of the person of another name, with a state folder of their own. */
  window(options?: {
    readonly approve?: boolean;
    readonly secrets?: Readonly<Record<string, string>>;
    readonly person?: string;
  }): Window;
  /** The state folder of the person of that name. */
  stateOf(person: string): string;
  /** The host, connected. */
  host(): Promise<Host>;
  request(text: string, options?: Partial<StartRequest> & { readonly secretsGiven?: readonly string[] }): StartRequest;
  stop(): Promise<void>;
}

/** Starts sshd and agent. */
export async function startRunBench(): Promise<RunBench> {
  const folder = await tempFolder('runs');
  const key = await makeKey(folder.path, 'id');
  const agent = await startAgent([key.file]);
  const sshd = await startSshd({ authorizedKeys: [key.line] });
  const known = join(folder.path, 'known_hosts');
  await writeFile(known, sshd.knownHosts);
  const config = join(folder.path, 'config');
  const lines = ['HostName 127.0.0.1', `Port ${sshd.port}`, `User ${sshd.user}`, `UserKnownHostsFile ${known}`];
  await writeFile(config, `Host bench\n${lines.map((line) => `  ${line}\n`).join('')}`);
  const state = join(folder.path, 'state');
  const stateOf = (person: string): string => join(folder.path, person);
  const machine = engine.thisMachine();
  const connect = engine.connectSsh({
    acceptedHostKeys: join(state, 'known_hosts'),
    machine: { ...machine, env: { ...machine.env, SSH_AUTH_SOCK: agent.socket } },
    userConfig: config,
    systemConfig: 'none',
  });
  return {
    home: sshd.home,
    state,
    async host() {
      const connected = await connect('bench', new AbortController().signal);
      if ('failure' in connected) throw new Error(JSON.stringify(connected.failure));
      return connected.host;
    },
    stateOf,
    window({ approve = false, secrets, person } = {}) {
      const own = person === undefined ? state : stateOf(person);
      const shown: RunSession[] = [];
      const faults: unknown[] = [];
      const memory = createRunMemory(memento());
      const hosts: Host[] = [];
      let crashed = false;
      const reachable: Connect = async (name, signal) => {
        if (crashed) return new Promise(() => undefined);
        const connected = await connect(name, signal);
        if ('host' in connected) hosts.push(connected.host);
        return connected;
      };
      const runs = createRuns({
        engine: () => (person === undefined ? engine : { ...engine, personName: () => person }),
        version: '0.0.0',
        texts: createTexts('en', () => engine),
        runsFolder: () => join(own, 'runs'),
        stateFolder: () => own,
        memory,
        fileUri: (path) => uriOf(`file://${path}`),
        reach: () => reachable,
        isShipped: () => Promise.resolve(false),
        approveResume: () => Promise.resolve(approve),
        askSecrets: (names) => Promise.resolve(names.length === 0 ? {} : secrets),
        showPage: (session) => shown.push(session),
        onFault: (_session, error) => faults.push(error),
      });
      const crash = async (): Promise<void> => {
        crashed = true;
        await Promise.all(hosts.map((host) => host.close()));
      };
      return { runs, memory, shown, faults, crash };
    },
    request(text, { secretsGiven = [], ...options } = {}) {
      const name = 'runbooks/bench.yaml';
      const { value, diagnostics } = engine.readRunbook({ uri: name, text });
      if (value === undefined) throw new Error(JSON.stringify(diagnostics));
      const sources = [{ path: name, text }];
      const hosts = { node: ['bench'] };
      const bound = engine.bindPlan({ name, runbook: value, sources, inputs: {}, hosts, secretsGiven });
      const plan: Plan | undefined = 'plan' in bound ? bound.plan : undefined;
      if (plan === undefined) throw new Error(JSON.stringify(bound));
      const file = { uri: uriOf(`file:///team/${name}`), name, shipped: false };
      return { mode: 'run', plan, approved: { file, runbook: value, used: {}, sources }, secrets: {}, ...options };
    },
    async stop() {
      await sshd.stop();
      await agent.stop();
      await folder.remove();
    },
  };
}

/** Resolves as soon as `holds` does, looking whenever something happens in the run. */
export async function until(session: RunSession, holds: () => boolean): Promise<void> {
  while (!holds()) {
    await new Promise<void>((resolve, reject) => {
      const listening = [session.onRecorded(next), session.onDidChange(next)];
      const patience = setTimeout(() => {
        reject(new Error(`nothing came of it; the last was ${JSON.stringify(session.recorded.at(-1))}`));
      }, 30_000);
      function next(): void {
        clearTimeout(patience);
        for (const one of listening) one.dispose();
        resolve();
      }
    });
  }
}
