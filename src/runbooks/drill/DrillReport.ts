// What a drill found out about a runbook: which of its parts were proven, and what was wrong.
import type { Message } from '../texts/Message.ts';
import type { Outcome } from '../run/Event.ts';

/** Why a run of the drill was made: what was done to it. */
export type DrillKind =
  /** Nothing: the others have to end as this one. */
  | { readonly is: 'undisturbed' }
  /** The connection is dropped at every boundary of a step and inside every step. */
  | { readonly is: 'drops' }
  /** The client is stopped dead at every event, once each, and gone on with. */
  | { readonly is: 'kills' }
  /** This gate is made to fail, by the engine's own port. */
  | { readonly is: 'gate'; readonly gate: string }
  /** What was done is taken back, with drops. */
  | { readonly is: 'undo' };

export interface DrillRun {
  readonly kind: DrillKind;
  readonly outcome: Outcome | undefined;
  /** How often it was injured. */
  readonly injuries: number;
  /** What of it was wrong; none: it is proven. */
  readonly wrong: readonly Message[];
}

/** A gate, by its place. */
export interface GateCoverage {
  /** `restart verify 1`, or `precondition 1`. */
  readonly gate: string;
  readonly title: string;
  /** Seen green, by the host's own doing. */
  readonly green: boolean;
  /** Seen red, by the host's own doing: before the change, or where the change did not work. */
  readonly red: boolean;
  /** Made to fail by injection, and the run stopped for it; undefined where it was never reached. */
  readonly injected: boolean | undefined;
  /** It was green before its change: it proves nothing. */
  readonly greenBefore: boolean;
}

export interface StepCoverage {
  readonly step: string;
  readonly title: string;
  readonly done: boolean;
  /** Survived a drop inside it. */
  readonly dropped: boolean;
  /** Its undo was exercised and proven; undefined where it has none. */
  readonly undone: boolean | undefined;
  /** Ways through it that were seen, of those there are. */
  readonly branches: readonly { readonly branch: DrillBranch; readonly seen: boolean }[];
  /** What its `onFailure` says, and whether it failed and the run did so. */
  readonly onFailure: readonly { readonly way: FailureWay; readonly seen: boolean }[];
}

/** A row of the verdict table. */
export interface VerdictCoverage {
  readonly verdict: string;
  readonly title: string;
  /** A run ended with it. */
  readonly reached: boolean;
}

export type DrillBranch = 'run' | 'skipped' | 'alreadySo';
export type FailureWay = 'retry' | 'stop' | 'rollback' | 'continue' | 'ask';

export interface DrillReport {
  readonly runs: readonly DrillRun[];
  readonly steps: readonly StepCoverage[];
  readonly gates: readonly GateCoverage[];
  /** In the order of the table; of the drilled runbook alone, not of those it uses. */
  readonly verdicts: readonly VerdictCoverage[];
  /** Nothing was lost, done twice or said falsely. */
  readonly sound: boolean;
}
