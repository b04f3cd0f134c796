// A world in memory for model tests of the run: hosts that do what a table says, a clock that jumps, a person who answers.
// What real hosts do is tested with real ones; this is for the orders of events that no real host can be made to show.
import type { Connect, Exit, Host, Launched } from '../../../../src/runbooks/hosts/Host.ts';
import type { HostJournals } from '../../../../src/runbooks/hosts/HostJournals.ts';
import type { HostLeases, LeaseHolder } from '../../../../src/runbooks/hosts/HostLeases.ts';
import { memoryJournal } from '../../../../src/runbooks/journal/memoryJournal.ts';
import type { Journal } from '../../../../src/runbooks/journal/Journal.ts';
import type { Read } from '../../../../src/runbooks/language/Diagnostic.ts';
import { readRunbook } from '../../../../src/runbooks/language/readRunbook.ts';
import { readRunbooks } from '../../../../src/runbooks/language/readRunbooks.ts';
import type { Runbook } from '../../../../src/runbooks/language/schema.ts';
import { bindPlan } from '../../../../src/runbooks/plan/bindPlan.ts';
import type { Plan } from '../../../../src/runbooks/plan/Plan.ts';
import type { Answer, Clock, Outputs, Person, Ports, Question } from '../../../../src/runbooks/run/Ports.ts';
import type { Recorded } from '../../../../src/runbooks/run/Recorded.ts';
import { startRun } from '../../../../src/runbooks/run/startRun.ts';

/** What a script does on a simulated host. */
export interface Does {
  readonly code?: number;
  readonly stdout?: string;
  readonly stderr?: string;
  /** Bytes of a chunk that it prints. Default: all at once. */
  readonly chunk?: number;
  /** Simulated milliseconds it takes. */
  readonly takes?: number;
  /** The connection goes while it runs. A launch goes on. */
  readonly drops?: boolean;
}
export type Script = (command: {
  script: string;
  host: string;
  count: number;
  variables: Readonly<Record<string, string>>;
}) => Does;

export interface Simulation {
  readonly ports: Ports;
  readonly journal: Journal;
  /** `host script` of every launch that really began, in order: what an independent recorder would see. */
  readonly effects: string[];
  readonly outputs: Map<string, string>;
  now(): number;
  setNow(now: number): void;
}

interface Spool {
  readonly does: Does;
}

export interface World {
  readonly script: Script;
  readonly answers?: (question: Question) => Answer;
  readonly prepared?: Readonly<Record<string, string>>;
  readonly journal?: Journal;
  readonly spools?: Map<string, Spool>;
  readonly limits?: Map<string, number[]>;
  readonly effects?: string[];
  readonly refuses?: readonly string[];
  readonly secrets?: Readonly<Record<string, string>>;
  /** By host: who holds its lease. */
  readonly leases?: Map<string, LeaseHolder>;
  /** By `host run`: the copies of journals that hosts keep. */
  readonly copies?: Map<string, Buffer>;
}

/** `hosts` of the only role, or by role. */
export function planOf(
  yaml: string,
  hosts: readonly string[] | Readonly<Record<string, readonly string[]>> = ['web1'],
  inputs: Record<string, string> = {},
  secretsGiven: readonly string[] = [],
): Plan {
  return bound(readRunbook({ uri: 'test.yaml', text: yaml }), yaml, hosts, inputs, {}, secretsGiven);
}

/** A runbook with those that it uses, by the names of their files. */
export async function planWith(
  files: Readonly<Record<string, string>>,
  yaml: string,
  hosts: Parameters<typeof planOf>[1],
  inputs: Record<string, string> = {},
): Promise<Plan> {
  const { value, diagnostics } = await readRunbooks({ uri: 'test.yaml', text: yaml }, (uri) => {
    const text = files[uri];
    return Promise.resolve(text === undefined ? 'missing' : { text });
  });
  return bound({ value: value?.runbook, diagnostics }, yaml, hosts, inputs, value?.used);
}

function bound(
  { value, diagnostics }: Read<Runbook>,
  yaml: string,
  hosts: Parameters<typeof planOf>[1] = ['web1'],
  inputs: Record<string, string>,
  used: Readonly<Record<string, Runbook>> = {},
  secretsGiven: readonly string[] = [],
): Plan {
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  if (value === undefined || errors.length > 0) throw new Error(JSON.stringify(errors, undefined, 1));
  const plan = bindPlan({
    name: 'test',
    runbook: value,
    used,
    sources: [{ path: 'test.yaml', text: yaml }],
    inputs,
    secretsGiven,
    hosts: isList(hosts) ? { '': hosts } : hosts,
  });
  if ('problems' in plan) throw new Error(JSON.stringify(plan.problems));
  return plan.plan;
}

function isList(hosts: Parameters<typeof planOf>[1]): hosts is readonly string[] {
  return Array.isArray(hosts);
}

export function simulate(world: World): Simulation {
  let now = 1_700_000_000_000;
  const journal = world.journal ?? memoryJournal();
  const effects = world.effects ?? [];
  const leases = world.leases ?? new Map<string, LeaseHolder>();
  const spools = world.spools ?? new Map<string, Spool>();
  const outputs = new Map<string, string>();
  const counts = new Map<string, number>();
  const waiting = new Map<() => void, number>();
  let calls = 0;
  let isMoving = false;
  /** Time moves when everything waits, and then to the first moment that something waits for. */
  const moveOn = async (): Promise<void> => {
    if (isMoving) return;
    isMoving = true;
    while (waiting.size > 0) {
      for (let seen = -1; seen !== calls;) {
        seen = calls;
        for (let turns = 0; turns < 2; turns++) await new Promise((resolve) => setImmediate(resolve));
      }
      now = Math.max(now, Math.min(...waiting.values()));
      for (const [wake, due] of waiting) if (due <= now) wake();
    }
    isMoving = false;
  };
  const clock: Clock = {
    now: () => now,
    until: (due, signal) =>
      new Promise((resolve) => {
        const wake = (): void => {
          waiting.delete(wake);
          resolve();
        };
        calls++;
        if (signal.aborted) {
          resolve();
          return;
        }
        signal.addEventListener('abort', wake, { once: true });
        waiting.set(wake, due);
        void moveOn();
      }),
  };
  const does = (host: string, script: string, variables: Readonly<Record<string, string>>): Does => {
    const key = `${host} ${script}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    const result = world.script({ script, host, count, variables });
    calls++;
    now += result.takes ?? 10;
    return result;
  };
  const exitOf = (result: Does): Exit => ({ code: result.code ?? 0 });
  const connect: Connect = (name) => {
    if (world.refuses?.includes(name)) {
      return Promise.resolve({ failure: { code: 'run.host.unreachable', args: { host: name } }, final: false });
    }
    let lose: (reason: string) => void = () => undefined;
    const lost = new Promise<string>((resolve) => {
      lose = resolve;
    });
    const print = async (result: Does, onOutput: Parameters<Host['exec']>[1]['onOutput']): Promise<void> => {
      await new Promise((resolve) => setImmediate(resolve));
      for (const stream of ['stdout', 'stderr'] as const) {
        const bytes = Buffer.from(result[stream] ?? '');
        const size = result.chunk ?? bytes.length;
        for (let at = 0; at < bytes.length; at += size)
          await onOutput({ stream, bytes: bytes.subarray(at, at + size) });
      }
    };
    const host: Host = {
      identity: {
        name,
        address: name,
        jumps: [],
        machineId: `machine-${name}`,
        bootId: 'boot-1',
        hostKey: '',
        agentKey: '',
      },
      lost,
      async exec(command, { onOutput }) {
        const result = does(name, command.script, command.variables);
        await print(result, onOutput);
        if (result.drops === true) {
          lose('reset');
          return { lost: 'reset' };
        }
        return exitOf(result);
      },
      async launch(command, request, { onOutput }): Promise<Launched> {
        const id = `${name} ${request.spool}`;
        const known = spools.get(id);
        if (known !== undefined) return exitOf(known.does);
        const { note } = request;
        if (note !== undefined) await this.journals.append(note);
        if (request.lease?.token !== leases.get(name)?.token) return { fenced: true };
        if (request.limit !== undefined) {
          const used = world.limits?.get(request.limit.key) ?? [];
          if (used.length >= request.limit.times) return { refused: { used, freeAt: now } };
          world.limits?.set(request.limit.key, [...used, now]);
        }
        const result = does(name, command.script, command.variables);
        effects.push(`${name} ${command.script}`);
        spools.set(id, { does: result });
        await print(result, onOutput);
        if (result.drops === true) {
          lose('reset');
          return { lost: 'reset' };
        }
        return exitOf(result);
      },
      async attach(spool, _become, from, { onOutput }) {
        const known = spools.get(`${name} ${spool}`);
        if (known === undefined) return { absent: true };
        const rest = Buffer.from(known.does.stdout ?? '').subarray(from.stdout);
        if (rest.byteLength > 0) await onOutput({ stream: 'stdout', bytes: rest });
        return { exit: exitOf(known.does) };
      },
      kill: () => Promise.resolve({ proven: true }),
      acknowledge: () => Promise.resolve(),
      leases: leasesOf(name, leases),
      journals: journalsOf(name, world.copies ?? new Map<string, Buffer>()),
      close: () => Promise.resolve(),
    };
    return Promise.resolve({ host });
  };
  const person: Person = {
    name: 'tester@here',
    interactive: world.answers !== undefined,
    prepared: world.prepared ?? {},
    ask: (question) => Promise.resolve(world.answers?.(question) ?? { kind: 'decision', option: 'stop' }),
  };
  const store: Outputs = {
    append(where, part, stream, text) {
      const key = `${where.step}@${where.host}#${String(where.attempt)}.${part}.${stream}`;
      outputs.set(key, (outputs.get(key) ?? '') + text);
      return Promise.resolve();
    },
    reset(where, part) {
      for (const key of outputs.keys()) {
        if (key.startsWith(`${where.step}@${where.host}#${String(where.attempt)}.${part}.`)) outputs.delete(key);
      }
      return Promise.resolve();
    },
    evidence: () => Promise.resolve(),
  };
  return {
    ports: { connect, journal, person, clock, outputs: store, secrets: world.secrets ?? {} },
    journal,
    effects,
    outputs,
    now: () => now,
    setNow(to) {
      now = to;
    },
  };
}

/** Runs to the end and gives all events. */
export async function runToEnd(
  plan: Plan,
  simulation: Simulation,
  mode: 'run' | 'plan' = 'run',
  signal: AbortSignal = new AbortController().signal,
): Promise<Recorded[]> {
  const recorded: Recorded[] = [];
  for await (const one of startRun({ runId: 'r1', mode, plan, engine: 'test' }, simulation.ports, signal))
    recorded.push(one);
  return recorded;
}

/** The outcome, exit code and how each step settled. */
export function summary(recorded: readonly Recorded[]): {
  outcome: string;
  code: number;
  steps: Record<string, string>;
  undone: Record<string, string>;
  reason: string | undefined;
} {
  const steps: Record<string, string> = {};
  const undone: Record<string, string> = {};
  let end = { outcome: 'none', code: -1, reason: undefined as string | undefined };
  for (const { event } of recorded) {
    if (event.type === 'stepSettled') steps[`${event.step}@${event.host}`] = event.outcome;
    if (event.type === 'undoSettled') undone[`${event.step}@${event.host}`] = event.outcome;
    if (event.type === 'runEnded') end = { outcome: event.outcome, code: event.code, reason: event.reason?.code };
  }
  return { ...end, steps, undone };
}

function leasesOf(host: string, leases: Map<string, LeaseHolder>): HostLeases {
  return {
    take({ token, run, runbook, by, over }) {
      const held = leases.get(host);
      if (held !== undefined && held.token !== token && held.token !== over) return Promise.resolve({ held });
      leases.set(host, { token, run, runbook, by, spool: '', held: 0, silent: 0 });
      return Promise.resolve({ taken: { token, numbers: { login: 1 } }, binds: 'machine', foreign: [] });
    },
    look() {
      const held = leases.get(host);
      return Promise.resolve(held === undefined ? { free: true } : { held });
    },
    renew({ token }) {
      const held = leases.get(host);
      return Promise.resolve(held?.token === token ? { renewed: true } : { gone: held });
    },
    release({ token }) {
      if (leases.get(host)?.token === token) leases.delete(host);
      return Promise.resolve({ released: true });
    },
  };
}

function journalsOf(host: string, copies: Map<string, Buffer>): HostJournals {
  const at = (run: string): Buffer => copies.get(`${host} ${run}`) ?? Buffer.alloc(0);
  return {
    append(piece, anew = false) {
      const there = anew ? Buffer.alloc(0) : at(piece.run);
      const grown = there.length === piece.at ? Buffer.concat([there, Buffer.from(piece.text)]) : there;
      copies.set(`${host} ${piece.run}`, grown);
      return Promise.resolve({ size: grown.length });
    },
    list: (become) =>
      Promise.resolve({
        kept: [...copies].map(([name, { length: size }]) => ({ run: name.slice(host.length + 1), become, size })),
      }),
    read: ({ run }, from) => Promise.resolve({ bytes: at(run).subarray(from) }),
  };
}
