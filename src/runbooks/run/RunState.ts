// Where a run stands: folded from its events, and nothing else.
import type { GateProgress } from '../gates/GateProgress.ts';
import type { KeyedMap } from './evolve/KeyedMap.ts';
import type { LeaseState } from './LeaseState.ts';
import type { Value } from '../language/Value.ts';
import type { InputValue, Plan } from '../plan/Plan.ts';
import type { Message } from '../texts/Message.ts';
import type { DecisionOption, GateRef, Observation, RunEventOf, StepOutcome, Verdict, VerdictResult } from './Event.ts';

export interface HostState {
  readonly status: 'new' | 'connected' | 'lost' | 'refused';
  readonly machineId: string;
  /** The machine on which the run was before it was gone on with; empty: none yet. */
  readonly knownMachine: string;
  readonly bootId: string;
  /** Tries to connect since it was last connected. */
  readonly tries: number;
  readonly lostSince: number | undefined;
  readonly failure: Message | undefined;
}

/** A script in the host's spool, doing or undoing. */
export interface Launch {
  readonly spool: string;
  readonly bootId: string;
  readonly at: number;
  /** The connection or the client went while it ran: it has to be looked for. */
  readonly interrupted: boolean;
  readonly exited: Observation | undefined;
  /** Looked for and not to be known: its process is gone without an exit code, or the host was restarted. */
  readonly unknown: 'gone' | 'rebooted' | undefined;
  /** It was killed; `proven` when looking found nothing left. */
  readonly killed: { readonly proven: boolean } | undefined;
}

export interface AttemptState {
  readonly number: number;
  /** When its first event came. */
  readonly since: number;
  /** Reads that ended, by `part.index`. */
  readonly reads: Readonly<Record<string, Observation>>;
  /** Reads that were started, ended or not. */
  readonly readsStarted: ReadonlySet<string>;
  readonly launch: Launch | undefined;
  readonly limitRefused: { readonly freeAt: number } | undefined;
  readonly captured: Readonly<Record<string, Value>> | undefined;
  /** When its last event came. */
  readonly lastAt: number;
}

export interface UndoState {
  readonly launch: Launch | undefined;
  readonly settled: RunEventOf<'undoSettled'>['outcome'] | undefined;
}

/** A step on a host. */
export interface CellState {
  readonly attempts: readonly AttemptState[];
  readonly settled:
    { readonly outcome: StepOutcome; readonly reason: Message | undefined; readonly at: number } | undefined;
  /** The place of its first launch among all of the run; undefined: nothing of it was ever launched. */
  readonly order: number | undefined;
  readonly undo: UndoState;
}

export interface ConfirmState {
  readonly asked: RunEventOf<'confirmAsked'> | undefined;
  readonly answer: { readonly yes: boolean; readonly typed: string | undefined } | undefined;
}

export interface DecisionState {
  readonly asked: RunEventOf<'decisionAsked'>;
  readonly answer: DecisionOption | undefined;
}

/** A runbook that a step uses. */
export interface UseState {
  readonly inputs: Readonly<Record<string, InputValue>>;
  readonly since: number;
  /** How it ended: `failed` says why it did not come to a good end. */
  readonly ended:
    | { readonly failed: Message | undefined; readonly blocked: boolean; readonly verdict: VerdictResult | undefined }
    | undefined;
}

/** A guard on a host. */
export interface GuardState {
  /** How often in a row it failed, and how often in a row nobody could judge it. */
  readonly misses: number;
  readonly unclear: number;
  readonly failures: readonly RunEventOf<'guardFailed'>[];
}

export interface RunState {
  readonly runId: string;
  readonly mode: 'run' | 'plan';
  readonly plan: Plan;
  /** When it was started, or last resumed. */
  readonly since: number;
  readonly now: number;
  readonly interactive: boolean;
  readonly prepared: Readonly<Record<string, string>>;
  readonly hosts: Readonly<Record<string, HostState>>;
  /** By host; absent: not asked for, or given back. */
  readonly leases: Readonly<Record<string, LeaseState>>;
  /** Hosts whose stale lease may be taken over without a question. */
  readonly takeOver: readonly string[];
  /** By {@link cellKey}. */
  readonly cells: KeyedMap<CellState>;
  /** By {@link gateKey}. */
  readonly gates: KeyedMap<GateProgress>;
  /** By {@link captureKey}, then {@link cellKey}. */
  readonly captures: Readonly<Record<string, KeyedMap<Value>>>;
  /** Runbooks that steps use, once they were come to, by the step's id. */
  readonly uses: Readonly<Record<string, UseState>>;
  /** By {@link guardKey}. */
  readonly guards: Readonly<Record<string, GuardState>>;
  /** By `step#attempt`. */
  readonly confirms: Readonly<Record<string, ConfirmState>>;
  readonly manuals: Readonly<Record<string, { readonly done: boolean | undefined }>>;
  readonly decisions: Readonly<Record<string, DecisionState>>;
  readonly timers: ReadonlySet<string>;
  /** How many launches there were. */
  readonly launches: number;
  /** By {@link cellKey}. */
  readonly foreseen: KeyedMap<true>;
  readonly rollback: { readonly reason: Message } | undefined;
  /** How often a person asked, after its end, that its changes be undone. */
  readonly undoRequests: number;
  readonly cancel: { readonly reason: Message | undefined } | undefined;
  readonly ended: RunEventOf<'runEnded'> | undefined;
}

export function cellKey(step: string, host: string): string {
  return `${step}@${host}`;
}

/** Names a capture, or a step, of a runbook of the run. */
export function captureKey(frame: string, name: string): string {
  return `${frame}:${name}`;
}

/** Names a guard and its host. */
export function guardKey({
  step = '',
  index,
  host,
}: {
  readonly step?: string;
  readonly index: number;
  readonly host: string;
}): string {
  return `${step}:${String(index)}@${host}`;
}

/** Names a gate, its host and its attempt. */
export function gateKey(gate: GateRef): string {
  const shared = gate.shared === true ? '+' : '';
  return `${gate.step ?? ''}:${gate.part}.${String(gate.index)}@${gate.host}#${String(gate.attempt)}${shared}`;
}

/** The parts of a gate's key. */
export function gateKeyParts(key: string): {
  readonly step: string;
  readonly part: string;
  readonly hosts: readonly string[];
  readonly shared: boolean;
} {
  const [, step = '', part = '', hosts = '', shared = ''] = /^([^:]*):([a-z]+)\.\d+@(.*)#\d+(\+?)$/s.exec(key) ?? [];
  return { step, part, hosts: hosts.split(', '), shared: shared !== '' };
}

export function attemptKey(step: string, attempt: number): string {
  return `${step}#${String(attempt)}`;
}

/** How a gate stands: not opened, under way, or closed with a verdict. */
export function gateOutcome(state: RunState, gate: GateRef): Verdict | 'open' | undefined {
  const progress = state.gates.get(gateKey(gate));
  return progress === undefined ? undefined : (progress.closed ?? 'open');
}
