// The one model of a run that every face draws: a fold over its events, in plan order.
import type { GateProgress } from '../gates/GateProgress.ts';
import type { Exit, Offsets } from '../hosts/Host.ts';
import type { LeaseHolder } from '../hosts/HostLeases.ts';
import type { LocalText, Step } from '../language/schema.ts';
import type { Value } from '../language/Value.ts';
import type { Plan } from '../plan/Plan.ts';
import type {
  DecisionOption,
  DecisionSubject,
  Foresight,
  GateRef,
  Observation,
  Outcome,
  RunEventOf,
  Shown,
  StepOutcome,
  Verdict,
  VerdictResult,
} from '../run/Event.ts';
import type { Message } from '../texts/Message.ts';

/** All times are milliseconds since the epoch, all durations milliseconds, unless said otherwise. */
export interface RunView {
  readonly runId: string;
  readonly mode: 'run' | 'plan';
  /** Absent until `runStarted`. */
  readonly plan: Plan | undefined;
  /** With the inputs filled in. */
  readonly title: LocalText;
  readonly engine: string;
  readonly by: string;
  readonly startedAt: number;
  /** When the latest event happened. */
  readonly lastAt: number;
  readonly endedAt: number | undefined;
  readonly resumes: readonly { readonly at: number; readonly by: string }[];
  /** Absent while it runs, and for ever when its process died. */
  readonly outcome: Outcome | undefined;
  readonly code: number | undefined;
  readonly reason: Message | undefined;
  readonly verdict: VerdictView | undefined;
  readonly hosts: readonly HostView[];
  readonly preconditions: readonly ConditionView[];
  readonly steps: readonly StepView[];
  readonly postconditions: readonly ConditionView[];
  /** The run's own, then those of the runbooks that its steps use. */
  readonly guards: readonly GuardView[];
  readonly decisions: readonly DecisionView[];
  readonly rollback: { readonly at: number; readonly reason: Message } | undefined;
  /** In the order in which they were undone. */
  readonly undos: readonly UndoView[];
  readonly cancel: { readonly at: number; readonly by: string; readonly reason: Message | undefined } | undefined;
}

/** The verdict of the runbook's table, with the winning row's title. */
export interface VerdictView extends Omit<VerdictResult, 'title'> {
  /** Absent when no row won: the verdict is inconclusive. */
  readonly title: LocalText | undefined;
}

export type HostState = 'waiting' | 'connected' | 'lost' | 'refused';

export interface HostView {
  readonly name: string;
  readonly roles: readonly string[];
  readonly state: HostState;
  /** When it came into this state. */
  readonly at: number | undefined;
  /** How often it was connected; more than once: it was lost in between. */
  readonly connections: number;
  readonly identity: RunEventOf<'hostConnected'> | undefined;
  /** Why it was lost, as the connection said. */
  readonly lost: string | undefined;
  /** Why it could not be connected. */
  readonly failure: Message | undefined;
  /** How this run stands with its lease; absent where it never asked for it. */
  readonly lease: LeaseView | undefined;
  /** The key that an agent asks somebody about, before the host can be connected. */
  readonly agent: string | undefined;
}

export type LeaseView =
  | { readonly state: 'held' | 'released'; readonly binds: 'machine' | 'login' }
  | { readonly state: 'refused'; readonly holder: LeaseHolder | undefined; readonly reason: Message | undefined }
  | { readonly state: 'lost'; readonly holder: LeaseHolder | undefined };

/** A gate that belongs to no single host: of a whole runbook, or one for all hosts of a step. */
export interface ConditionView {
  readonly part: Exclude<GateRef['part'], 'before'>;
  readonly index: number;
  readonly title: LocalText;
  readonly because: LocalText | undefined;
  /** The `expect` expression, as the runbook has it. */
  readonly expected: string;
  /** One for each host that it looks at, and for each round; with a `verify`, also what it saw before the change. */
  readonly gates: readonly GateView[];
}

/** A gate that is watched while its runbook is under way. */
export interface GuardView extends ConditionView {
  /** The step that uses its runbook, without rounds; absent where it is the run's own. */
  readonly step: string | undefined;
  /** What it does after so many misses in a row. */
  readonly then: 'pause' | 'stop';
  readonly misses: number;
  /** What it did, oldest first. */
  readonly failures: readonly GuardFailure[];
}

export interface GuardFailure {
  readonly at: number;
  readonly host: string;
  readonly then: 'pause' | 'stop';
  /** Nobody could say whether it holds. */
  readonly inconclusive: boolean;
}

/** One probe of a gate, judged. */
export interface SampleView {
  readonly at: number;
  readonly verdict: Verdict;
  readonly exit: Exit;
  readonly measured: Value | undefined;
  readonly reason: Message | undefined;
}

/** A comparison that `expect` makes with a constant; drawn as a line. */
export interface ThresholdView {
  readonly op: string;
  readonly number: number;
}

/** A gate on a host. */
export interface GateView {
  readonly ref: GateRef;
  readonly title: LocalText;
  readonly because: LocalText | undefined;
  /** The `expect` expression. */
  readonly expected: string;
  readonly openedAt: number;
  readonly closedAt: number | undefined;
  /** Absent while it is open, and where the run ended before it. A guard is never closed: its verdict is that of its last look. */
  readonly verdict: Verdict | undefined;
  readonly reason: Message | undefined;
  /** At most a few hundred, thinned out where there were more; the first and the last are kept. */
  readonly samples: readonly SampleView[];
  /** How often it was probed, thinned out or not. */
  readonly count: number;
  /** What the latest probe printed. */
  readonly latest: Observation | undefined;
  readonly threshold: ThresholdView | undefined;
  /** Its timing, and where its stable window stands. */
  readonly progress: GateProgress;
  /** It passed before its change too, so it proves nothing. */
  readonly greenBefore: boolean;
}

/** Where a step is on a host: on its way, or its outcome. */
export type CellState =
  'waiting' | 'checking' | 'asked' | 'requiring' | 'running' | 'verifying' | 'interrupted' | StepOutcome;

/** A step of a runbook. In an `each` it is one for all rounds, where every round has a host of its own. */
export interface StepView {
  /** As the journal names it, but without the rounds that it is one for. */
  readonly id: string;
  readonly title: LocalText;
  /** The step as the runbook has it. */
  readonly step: Step;
  /** How many `each` and used runbooks it is nested in. */
  readonly depth: number;
  readonly effect: 'read' | 'change' | 'destructive' | undefined;
  readonly confirms: readonly ConfirmView[];
  readonly manuals: readonly ManualView[];
  /** Gates that are one for all its hosts; of a step that uses a runbook, also the conditions of that runbook. */
  readonly conditions: readonly ConditionView[];
  /** One a host, in the order of the role's hosts. */
  readonly cells: readonly CellView[];
}

/** A step on a host. */
export interface CellView {
  /** The step's id in the journal. */
  readonly step: string;
  readonly host: string;
  readonly state: CellState;
  readonly reason: Message | undefined;
  readonly startedAt: number | undefined;
  readonly endedAt: number | undefined;
  readonly foresight: Foresight | undefined;
  /** What a `file` step would change, as a unified diff. */
  readonly diff: string | undefined;
  /** The last one is the present one. Empty before anything happened. */
  readonly attempts: readonly AttemptView[];
}

export interface AttemptView {
  readonly attempt: number;
  readonly check: Observation | undefined;
  readonly shown: readonly Observation[];
  readonly limit: LimitView | undefined;
  readonly script: string | undefined;
  readonly startedAt: number | undefined;
  readonly observation: Observation | undefined;
  /** The end of what it printed, both streams as they came. */
  readonly output: string;
  /** Whether `output` lacks the beginning. */
  readonly outputCut: boolean;
  readonly captures: Readonly<Record<string, Value>>;
  readonly gates: readonly GateView[];
  readonly reattached: readonly ReattachView[];
  /** Whether it was killed, and whether that was proven. */
  readonly killed: 'proven' | 'unproven' | undefined;
  readonly outcome: StepOutcome | undefined;
  readonly reason: Message | undefined;
}

/** A step was looked for after its connection had gone. */
export interface ReattachView {
  readonly at: number;
  readonly from: Offsets;
  readonly found: 'followed' | 'gone' | 'absent';
}

export type LimitView =
  | { readonly state: 'reserved'; readonly times: number; readonly within: number }
  | { readonly state: 'refused'; readonly used: readonly number[]; readonly freeAt: number };

export interface ConfirmView {
  /** Its id in the journal: of one round. */
  readonly step: string;
  readonly askedAt: number;
  readonly attempt: number;
  readonly hosts: readonly string[];
  readonly message: LocalText;
  readonly mustType: string | undefined;
  readonly shown: readonly Shown[];
  readonly scripts: readonly { readonly host: string; readonly script: string }[];
  readonly digest: string;
  readonly answer:
    { readonly at: number; readonly yes: boolean; readonly typed: string | undefined; readonly by: string } | undefined;
}

export interface ManualView {
  /** Its id in the journal: of one round. */
  readonly step: string;
  readonly askedAt: number;
  readonly attempt: number;
  readonly hosts: readonly string[];
  readonly instructions: LocalText;
  readonly answer: { readonly at: number; readonly done: boolean; readonly by: string } | undefined;
}

export interface DecisionView {
  readonly id: string;
  readonly askedAt: number;
  readonly question: Message;
  readonly options: readonly DecisionOption[];
  readonly about: DecisionSubject;
  /** What has to be typed to take over. */
  readonly mustType: string | undefined;
  readonly answer: { readonly at: number; readonly option: DecisionOption; readonly by: string } | undefined;
}

export interface UndoView {
  readonly step: string;
  readonly title: LocalText;
  readonly host: string;
  readonly attempt: number;
  readonly outcome: RunEventOf<'undoSettled'>['outcome'] | undefined;
  readonly reason: Message | undefined;
  readonly startedAt: number;
  readonly endedAt: number | undefined;
  readonly script: string | undefined;
  readonly observation: Observation | undefined;
  readonly output: string;
  readonly outputCut: boolean;
  readonly gates: readonly GateView[];
  readonly reattached: readonly ReattachView[];
  readonly killed: 'proven' | 'unproven' | undefined;
}
