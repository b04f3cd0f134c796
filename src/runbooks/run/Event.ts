// Everything that happens in a run. The journal is a list of these, and all else is folded from them.
import type { Exit, Offsets } from '../hosts/Host.ts';
import type { LeaseHolder, LeaseProof } from '../hosts/HostLeases.ts';
import type { LocalText } from '../language/schema.ts';
import type { Value } from '../language/Value.ts';
import type { InputValue, Plan } from '../plan/Plan.ts';
import type { Message } from '../texts/Message.ts';

/** An attempt of a step on a host. Attempts count from 1. */
export interface Where {
  readonly step: string;
  readonly host: string;
  readonly attempt: number;
}

/** Which gate: of the runbook (no `step`) or of a step. `before` is a verify gate sampled before the change. */
export interface GateRef {
  readonly part: 'precondition' | 'require' | 'before' | 'verify' | 'undo' | 'boundary' | 'postcondition' | 'guard';
  readonly index: number;
  /** With a part of a whole runbook: the step that uses that runbook. */
  readonly step?: string;
  /** Of a gate that compares hosts, all of them: `web1, web2`. */
  readonly host: string;
  readonly attempt: number;
  /** It is one for the step on all its hosts, since it looks at others than those, or compares them. */
  readonly shared?: true;
}

/** What a read is for: a read step's script, a check, a confirmation's `show`, or a look at a file. */
export interface ReadRef extends Where {
  readonly part: 'run' | 'check' | 'show' | 'file';
  readonly index: number;
}

/** What a probe printed, masked, trailing newlines removed; a bounded part of it. */
export interface Observation {
  readonly exit: Exit;
  readonly stdout: string;
  readonly stderr: string;
  /** Bytes before cutting. */
  readonly bytes: Offsets;
  /** Why it can't be judged though it ended: a NUL, invalid UTF-8, or cut off. */
  readonly unusable?: 'nul' | 'utf8' | 'cut';
  /** Milliseconds since the epoch, by this machine's clock. */
  readonly startedAt: number;
  readonly endedAt: number;
}

/** When a gate is sampled; all in milliseconds. */
export interface GateTiming {
  readonly every: number;
  /** By when its final stable window must have begun; absent: one look decides. */
  readonly within?: number;
  /** How long it must stay green; 0: once is enough. */
  readonly stableFor: number;
  /** How long one probe may take. */
  readonly timeout: number;
}

export type Verdict = 'pass' | 'fail' | 'inconclusive';
export type StepOutcome = 'done' | 'alreadySo' | 'skipped' | 'failed' | 'blocked' | 'unknown';
export type Outcome =
  | 'succeeded'
  | 'nothingToDo'
  | 'failedUnchanged'
  | 'rolledBack'
  | 'undone'
  | 'failed'
  | 'continuedPastFailure'
  | 'blocked'
  | 'cancelled'
  | 'unknown';

/** One row of the verdict table as it was evaluated. */
export interface VerdictResult {
  /** The id of the row that won; absent when inconclusive. */
  readonly id?: string;
  /** Its title, with the expressions in it filled in. */
  readonly title?: LocalText;
  /** Its evidence: label and what the expression yielded. */
  readonly because: readonly { readonly label: LocalText; readonly value: Value }[];
  readonly next?: string;
  /** Rows above it that could not be evaluated, and why. */
  readonly notExcluded: readonly { readonly id: string; readonly reason: Message }[];
}

/** What a person was shown before answering. */
export interface Shown {
  readonly host: string;
  readonly title: LocalText;
  readonly observation: Observation;
}

export type DecisionOption =
  'retry' | 'fail' | 'stop' | 'proceed' | 'rollback' | 'skip' | 'wait' | 'treatAsDone' | 'takeOver';

/** What a decision is about. */
export interface DecisionSubject {
  readonly gate?: GateRef;
  readonly where?: Where;
  readonly host?: string;
}

/** What a plan foresees for a step on a host. */
export type Foresight = 'willRun' | 'alreadySo' | 'skipped' | 'blocked' | 'depends';

export type RunEvent =
  | {
      readonly type: 'runStarted';
      readonly format: 1;
      readonly runId: string;
      /** `plan` looks only: preconditions, checks, files. */
      readonly mode: 'run' | 'plan';
      readonly plan: Plan;
      readonly engine: string;
      /** `user@machine`. */
      readonly by: string;
      /** Whether a person can be asked. */
      readonly interactive: boolean;
      /** Steps whose confirmation was answered ahead, and with what. */
      readonly prepared: Readonly<Record<string, string>>;
      /** Hosts whose lease may be taken from a run that nothing is heard of any more: their names were typed ahead. */
      readonly takeOver?: readonly string[];
    }
  | {
      readonly type: 'runResumed';
      readonly by: string;
      readonly engine: string;
      readonly interactive: boolean;
      readonly prepared: Readonly<Record<string, string>>;
      /** The run had ended, and a person wants its changes undone. */
      readonly undo?: true;
      readonly takeOver?: readonly string[];
    }
  | {
      readonly type: 'runEnded';
      readonly outcome: Outcome;
      /** The exit code of DESIGN §3: 0 to 6. */
      readonly code: number;
      readonly reason?: Message;
      readonly verdict?: VerdictResult;
      /** Milliseconds from the first event. */
      readonly duration: number;
    }
  | {
      readonly type: 'hostConnected';
      readonly host: string;
      readonly address: string;
      readonly jumps: readonly string[];
      readonly machineId: string;
      readonly bootId: string;
      readonly hostKey: string;
      readonly agentKey: string;
    }
  /** On the way to the host, the agent takes so long to sign with this key that it must be asking somebody. */
  | { readonly type: 'agentAsked'; readonly host: string; readonly key: string }
  | { readonly type: 'hostLost'; readonly host: string; readonly reason: string }
  | { readonly type: 'hostRefused'; readonly host: string; readonly failure: Message; readonly final: boolean }
  | {
      readonly type: 'leaseTaken';
      readonly host: string;
      readonly lease: LeaseProof;
      /** A login's lease does not bind others who change the machine. */
      readonly binds: 'machine' | 'login';
    }
  /** Another holds it, or the host would not give it for a reason. */
  | { readonly type: 'leaseRefused'; readonly host: string; readonly holder?: LeaseHolder; readonly reason?: Message }
  /** What was waited for: it is nobody's any more, or another's. */
  | { readonly type: 'leaseFreed'; readonly host: string }
  /** It was taken from this run, which does not touch the host any more. Without `holder`: nobody holds it now. */
  | { readonly type: 'leaseLost'; readonly host: string; readonly holder?: LeaseHolder }
  /** This run took it from another, and ended what that one had left running. */
  | {
      readonly type: 'takenOver';
      readonly host: string;
      readonly from: LeaseHolder;
      readonly ended: readonly { readonly spool: string; readonly proven: boolean }[];
    }
  | { readonly type: 'leaseReleased'; readonly host: string }
  | ({ readonly type: 'readStarted' } & ReadRef)
  | ({ readonly type: 'readEnded'; readonly observation: Observation } & ReadRef)
  | ({
      readonly type: 'stepForeseen';
      readonly foresight: Foresight;
      readonly reason?: Message;
      readonly diff?: string;
    } & Where)
  | {
      readonly type: 'confirmAsked';
      readonly step: string;
      readonly attempt: number;
      readonly hosts: readonly string[];
      readonly message: LocalText;
      /** What has to be typed; absent: yes or no. */
      readonly mustType?: string;
      readonly shown: readonly Shown[];
      readonly scripts: readonly { readonly host: string; readonly script: string }[];
      /** sha256 of all of the above: an answer to something else is refused. */
      readonly digest: string;
    }
  | {
      readonly type: 'confirmAnswered';
      readonly step: string;
      readonly attempt: number;
      readonly digest: string;
      readonly yes: boolean;
      readonly typed?: string;
      readonly by: string;
    }
  | {
      readonly type: 'manualAsked';
      readonly step: string;
      readonly attempt: number;
      readonly hosts: readonly string[];
      readonly instructions: LocalText;
    }
  | {
      readonly type: 'manualDone';
      readonly step: string;
      readonly attempt: number;
      readonly done: boolean;
      readonly by: string;
    }
  | ({
      readonly type: 'limitReserved';
      readonly key: string;
      readonly times: number;
      readonly within: number;
      readonly token: string;
    } & Where)
  | ({ readonly type: 'limitRefused'; readonly used: readonly number[]; readonly freeAt: number } & Where)
  | ({
      readonly type: 'stepStarted';
      readonly spool: string;
      readonly bootId: string;
      readonly scriptHash: string;
      readonly script: string;
    } & Where)
  | ({
      readonly type: 'reattached';
      readonly spool: string;
      readonly from: Offsets;
      readonly found: 'followed' | 'gone' | 'absent';
      readonly undo: boolean;
    } & Where)
  /** A bounded part of the output for the eyes; the whole is in the run's output file. */
  | ({
      readonly type: 'output';
      readonly stream: 'stdout' | 'stderr';
      readonly offset: number;
      readonly text: string;
      readonly undo: boolean;
    } & Where)
  | ({ readonly type: 'stepExited'; readonly observation: Observation } & Where)
  | ({ readonly type: 'captured'; readonly values: Readonly<Record<string, Value>> } & Where)
  | ({ readonly type: 'stepSettled'; readonly outcome: StepOutcome; readonly reason?: Message } & Where)
  /** A runbook that a step uses is begun, with these inputs; ended: it came to its end, or `failed` says why not. */
  | { readonly type: 'useStarted'; readonly step: string; readonly inputs: Readonly<Record<string, InputValue>> }
  | {
      readonly type: 'useEnded';
      readonly step: string;
      readonly failed?: Message;
      /** Something forbade it, and nothing of it was changed. */
      readonly blocked?: true;
      readonly verdict?: VerdictResult;
    }
  | ({
      readonly type: 'gateOpened';
      readonly title: LocalText;
      readonly because?: LocalText;
      /** The expression, or `exit == 0`. */
      readonly expected: string;
      readonly timing: GateTiming;
    } & GateRef)
  | ({
      readonly type: 'gateSampled';
      readonly verdict: Verdict;
      readonly observation: Observation;
      readonly measured?: Value;
      /** Why it is inconclusive. */
      readonly reason?: Message;
    } & GateRef)
  | ({ readonly type: 'gateClosed'; readonly verdict: Verdict; readonly reason?: Message } & GateRef)
  | {
      readonly type: 'guardFailed';
      readonly index: number;
      readonly host: string;
      readonly then: 'pause' | 'stop';
      /** The step that uses the runbook whose guard it is. */
      readonly step?: string;
      /** Nobody could say whether it holds, so often in a row that nothing was watched any more. */
      readonly inconclusive?: true;
    }
  | { readonly type: 'timerFired'; readonly timer: string; readonly due: number }
  /** The host would not start it at all (sudo refused, no place for the spool): nothing was changed. */
  | ({ readonly type: 'launchRefused'; readonly reason: Message; readonly undo: boolean } & Where)
  /** A failed attempt is followed by another. */
  | ({ readonly type: 'retryStarted' } & Where)
  | {
      readonly type: 'decisionAsked';
      readonly id: string;
      readonly question: Message;
      readonly options: readonly DecisionOption[];
      readonly about: DecisionSubject;
      /** What has to be typed with `takeOver`. */
      readonly mustType?: string;
    }
  | { readonly type: 'decisionAnswered'; readonly id: string; readonly option: DecisionOption; readonly by: string }
  | { readonly type: 'rollbackStarted'; readonly reason: Message }
  | ({
      readonly type: 'undoStarted';
      readonly spool: string;
      readonly bootId: string;
      readonly scriptHash: string;
      readonly script: string;
    } & Where)
  | ({ readonly type: 'undoExited'; readonly observation: Observation } & Where)
  | ({
      readonly type: 'undoSettled';
      readonly outcome: 'undone' | 'failed' | 'nothingToUndo' | 'boundary' | 'noUndo' | 'unknown';
      readonly reason?: Message;
    } & Where)
  /** By a person, or by the run's own timeout, which gives a reason. */
  | { readonly type: 'cancelAsked'; readonly by: string; readonly reason?: Message }
  | ({ readonly type: 'killed'; readonly proven: boolean; readonly undo: boolean } & Where);

export type RunEventOf<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>;
