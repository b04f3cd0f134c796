// The runs that this window knows: those it carries out, and all others of this user, which it watches.
import type { Uri } from 'vscode';
import type { Outcome, Plan, Question, Recorded } from '../../runbooks/index.ts';
import type { ApprovedRunbook } from '../trust/Trust.ts';
import type { RunSession } from './RunSession.ts';
import type { Listen } from '../emitter.ts';

/** `mine`: carried out by this window. `elsewhere`: by another process. `interrupted`: its process is gone, so it can be resumed. */
export type RunWhere = 'mine' | 'elsewhere' | 'interrupted' | 'ended';

/** A run in a list. */
export interface RunSummary {
  readonly id: string;
  readonly title: string;
  /** As the plan names its runbook. */
  readonly runbook: string;
  readonly hosts: readonly string[];
  readonly startedAt: number;
  readonly endedAt: number | undefined;
  readonly outcome: Outcome | undefined;
  readonly where: RunWhere;
  /** Whether `resume` would go on with it. */
  readonly resumable: boolean;
  /** Whether it has ended and left changes that `undo` would take back. */
  readonly undoable: boolean;
  /** Why its journal can't be read, said to the person. */
  readonly problem: string | undefined;
}

/** What the quick pick put together. */
export interface StartRequest {
  readonly mode: 'run' | 'plan';
  readonly plan: Plan;
  readonly approved: ApprovedRunbook;
  readonly secrets: Readonly<Record<string, string>>;
}

/** A run that this window carries out, for what stands around its page. */
export interface ActiveRun {
  readonly session: RunSession;
  /** Questions that wait for the person. */
  readonly questions: readonly Question[];
  readonly onAsked: Listen<Question>;
  /** Resolves when it is over, however it ended. */
  readonly ended: Promise<void>;
}

export interface Runs {
  /** The list, or what a run waits for, may have changed. */
  readonly onDidChange: Listen<void>;
  readonly onDidStart: Listen<ActiveRun>;
  /** The runs and plans that this window carries out. */
  readonly active: readonly ActiveRun[];
  /** All runs that are kept, newest first. */
  list(): Promise<readonly RunSummary[]>;
  /** Starts and shows it. Resolves with its id once its first event is in the journal; rejects with a PersonProblem where it can't be begun. */
  start(request: StartRequest): Promise<string>;
  /** Goes on with an interrupted run and shows it; asks for approval and secrets where needed. Rejects with a PersonProblem. */
  resume(id: string): Promise<void>;
  /**
   * Goes on here with a run that a colleague began, from the journal that its host keeps, and shows it: the colleague's is told, once
   * the lease was taken over by typing. Rejects with a PersonProblem.
   */
  takeOver(id: string, journal: string): Promise<void>;
  /** Takes back what a run that has ended changed, and shows it; asks for approval and secrets where needed. Rejects with a PersonProblem. */
  undo(id: string): Promise<void>;
  /** Asks the engine to cancel a run of this window; nothing where it isn't. */
  cancel(id: string): void;
  /** The run, live or from its journal; the caller disposes it. Rejects with a PersonProblem where there is none. */
  open(id: string): Promise<RunSession>;
  /** Shows the page of a run. */
  show(id: string): Promise<void>;
  /** All events so far, for a report. Rejects with a PersonProblem where there is no journal. */
  recorded(id: string): Promise<readonly Recorded[]>;
  /** Removes a run's folder; refused (false) while somebody carries it out. The caller has asked the person. */
  delete(id: string): Promise<boolean>;
  /** The folder of a run's journal, outputs and evidence. */
  folderOf(id: string): Uri;
}
