// All messages between the page and the extension host: one interface a message, two unions. Both sides import this file.
import type { DecisionOption } from '../src/runbooks/run/Event.ts';
import type { RunView } from '../src/runbooks/views/RunView.ts';

/** The first message to a page that said it is ready: everything that stays the same. */
export interface Begin {
  readonly type: 'begin';
  readonly locale: 'en' | 'zh-cn';
  /** The catalogue in that locale, by code. */
  readonly texts: Readonly<Record<string, string>>;
  /** Whether this window owns the run and may answer; else it only watches. */
  readonly owner: boolean;
}

/** The run as it stands: whole, at most a few a second. */
export interface Snapshot {
  readonly type: 'snapshot';
  readonly view: RunView;
  /** The host's clock, so that countdowns agree: milliseconds since the epoch. */
  readonly now: number;
  /** Whether any process carries the run on at present. Absent: it does where this window owns it. */
  readonly live?: boolean;
}

/** Which script printed: a step or its undo, on a host, in an attempt. */
export interface OutputRef {
  readonly step: string;
  readonly host: string;
  readonly attempt: number;
  readonly undo: boolean;
}

/** A piece of output. A gap between offsets is output that is in the run's file and not shown. */
export interface OutputPiece extends OutputRef {
  readonly type: 'output';
  readonly stream: 'stdout' | 'stderr';
  /** In characters of the stream. */
  readonly offset: number;
  readonly text: string;
}

/** Answers `wantMarkdown`: safe HTML, made by the engine's `renderMarkdown`. */
export interface Rendered {
  readonly type: 'rendered';
  /** As it was asked for. */
  readonly text: string;
  readonly html: string;
}

/** An answer was not taken, and why. */
export interface Refused {
  readonly type: 'refused';
  readonly reason: 'stale' | 'wrongText' | 'notOwner';
}

export type ToPage = Begin | Snapshot | OutputPiece | Rendered | Refused;

export interface Ready {
  readonly type: 'ready';
}

/** Answers a confirmation. The digest is of what was shown: the host refuses an answer to anything else. */
export interface AnswerConfirm {
  readonly type: 'answerConfirm';
  readonly runId: string;
  readonly step: string;
  readonly attempt: number;
  readonly digest: string;
  readonly yes: boolean;
  readonly typed?: string;
}

export interface AnswerManual {
  readonly type: 'answerManual';
  readonly runId: string;
  readonly step: string;
  readonly attempt: number;
  readonly done: boolean;
}

export interface AnswerDecision {
  readonly type: 'answerDecision';
  readonly runId: string;
  readonly id: string;
  readonly option: DecisionOption;
  /** What was typed to take over. */
  readonly typed?: string;
}

export interface Cancel {
  readonly type: 'cancel';
  readonly runId: string;
}

export interface Export {
  readonly type: 'export';
  readonly runId: string;
}

/** Wants the output of a script from its first character on, as far as the run's files have it, and what comes from now on. */
export interface WantOutput extends OutputRef {
  readonly type: 'wantOutput';
}

/** Wants a text of the runbook rendered: its description, a step's, or what a person has to do. */
export interface WantMarkdown {
  readonly type: 'wantMarkdown';
  readonly text: string;
}

/** Opens the runbook's text, at a step where one is given. */
export interface OpenRunbook {
  readonly type: 'openRunbook';
  readonly step?: string;
}

/** Starts the runbook that the verdict names, or the run's own once more, for the same hosts. */
export interface RunNext {
  readonly type: 'runNext';
  readonly name: string;
}

/** Resumes a run that can be gone on with, or runs what was only planned. */
export interface GoOn {
  readonly type: 'resume' | 'runPlanned';
  readonly runId: string;
}

export type FromPage =
  | Ready
  | AnswerConfirm
  | AnswerManual
  | AnswerDecision
  | Cancel
  | Export
  | WantOutput
  | WantMarkdown
  | OpenRunbook
  | RunNext
  | GoOn;
