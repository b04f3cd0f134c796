// The shape of the JSON report: small, stable and versioned, for scripts and dashboards.
import type { Exit } from '../../hosts/Host.ts';
import type { Foresight, Outcome, Verdict } from '../../run/Event.ts';
import type { CellState, HostState, UndoView } from '../RunView.ts';

/**
 * Version 1. Fields are added without a new version; none changes its meaning or goes. Times are ISO 8601 in UTC, durations
 * milliseconds, texts in the report's language. What hosts printed is as they printed it: make it visible before showing it.
 */
export interface ReportDocument {
  readonly format: 'gated-runbooks/report';
  readonly version: 1;
  readonly run: string;
  readonly mode: 'run' | 'plan';
  readonly runbook: string;
  readonly title: string;
  readonly digest: string;
  readonly engine: string;
  readonly by: string;
  readonly startedAt: string;
  /** null: it has not ended, or its process died. */
  readonly endedAt: string | null;
  readonly duration: number;
  readonly outcome: Outcome | null;
  readonly exitCode: number | null;
  readonly reason: string | null;
  readonly verdict: JsonVerdict | null;
  /** Everything that is not green, in the order of the run. */
  readonly failures: readonly JsonFailure[];
  /** What a person does next, and the command for it. */
  readonly next: { readonly sentence: string; readonly command: string | null } | null;
  /** A secret is null. */
  readonly inputs: Readonly<Record<string, string | number | boolean | null>>;
  /** Inputs that each host has its own value of, by host; absent where there are none. */
  readonly hostInputs?: Readonly<Record<string, ReportDocument['inputs']>>;
  readonly hosts: readonly JsonHost[];
  readonly preconditions: readonly JsonGate[];
  readonly steps: readonly JsonStep[];
  readonly postconditions: readonly JsonGate[];
  readonly guards: readonly JsonGuard[];
  readonly rollback: readonly JsonUndo[];
}

/** A captured or measured value; an int beyond 2^53 is a string. */
export type JsonValue = string | number | boolean | readonly string[];

export interface JsonVerdict {
  /** null: inconclusive. */
  readonly id: string | null;
  readonly title: string;
  /** By label; a key is for programs, so that it is English in every language. */
  readonly because: Readonly<Record<string, JsonValue>>;
  readonly next: string | null;
  readonly notExcluded: readonly string[];
}

export interface JsonFailure {
  readonly title: string;
  readonly host: string;
  readonly why: string;
  readonly expected: string | null;
  readonly actual: string | null;
  readonly output: readonly string[];
}

export interface JsonHost {
  readonly name: string;
  readonly roles: readonly string[];
  readonly state: HostState;
  readonly address: string | null;
  readonly jumps: readonly string[];
  readonly hostKey: string | null;
  readonly connections: number;
}

export interface JsonGate {
  readonly part: string;
  readonly title: string;
  readonly host: string;
  readonly expected: string;
  /** null: it was given up before it had one. */
  readonly verdict: Verdict | null;
  readonly reason: string | null;
  readonly greenBefore: boolean;
  readonly count: number;
  /** Thinned out where there were many. */
  readonly samples: readonly {
    readonly at: string;
    readonly verdict: Verdict;
    readonly exit: Exit;
    readonly value: JsonValue | null;
  }[];
}

export interface JsonStep {
  readonly id: string;
  readonly title: string;
  readonly effect: 'read' | 'change' | 'destructive' | null;
  /** Those for all its hosts together, and the conditions of the runbook that it uses. */
  readonly gates: readonly JsonGate[];
  readonly hosts: readonly JsonCell[];
}

export interface JsonCell {
  readonly host: string;
  readonly state: CellState;
  readonly foresight: Foresight | null;
  readonly reason: string | null;
  readonly duration: number | null;
  readonly diff: string | null;
  readonly attempts: readonly JsonAttempt[];
}

export interface JsonAttempt {
  readonly attempt: number;
  readonly script: string | null;
  readonly exit: Exit | null;
  /** The end of it; the whole is in the run's output file. */
  readonly output: string;
  readonly outputCut: boolean;
  readonly captures: Readonly<Record<string, JsonValue>>;
  readonly gates: readonly JsonGate[];
}

export interface JsonGuard {
  readonly title: string;
  /** The step that uses its runbook; null: it is the run's own. */
  readonly step: string | null;
  readonly then: 'pause' | 'stop';
  readonly misses: number;
  /** Each time that it paused or stopped the run. */
  readonly did: readonly {
    readonly at: string;
    readonly host: string;
    readonly then: 'pause' | 'stop';
    readonly inconclusive: boolean;
  }[];
  /** Its verdict is that of its last look. */
  readonly gates: readonly JsonGate[];
}

export interface JsonUndo {
  readonly step: string;
  readonly host: string;
  readonly outcome: UndoView['outcome'] | null;
  readonly reason: string | null;
  readonly exit: Exit | null;
  readonly output: string;
  readonly gates: readonly JsonGate[];
}
