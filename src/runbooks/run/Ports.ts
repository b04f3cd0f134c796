// What a run needs of the world.
import type { Connect } from '../hosts/Host.ts';
import type { DecisionOption, RunEventOf, Where } from './Event.ts';
import type { Journal } from '../journal/Journal.ts';

/** A question to the person at the run. */
export type Question =
  | { readonly kind: 'confirm'; readonly asked: RunEventOf<'confirmAsked'> }
  | { readonly kind: 'manual'; readonly asked: RunEventOf<'manualAsked'> }
  | { readonly kind: 'decision'; readonly asked: RunEventOf<'decisionAsked'> };

/** `typed` is checked by the engine, never by the face that asked. */
export type Answer =
  | { readonly kind: 'confirm'; readonly yes: boolean; readonly typed?: string }
  | { readonly kind: 'manual'; readonly done: boolean }
  | { readonly kind: 'decision'; readonly option: DecisionOption; readonly typed?: string };

export interface Person {
  /** `user@machine`, for the journal. */
  readonly name: string;
  /** Whether they can be asked now; without, an unanswered question blocks the run. */
  readonly interactive: boolean;
  /** Confirmations answered ahead: step id to what would be typed (`yes` where nothing has to be). */
  readonly prepared: Readonly<Record<string, string>>;
  /** Hosts whose lease may be taken from a run that nothing is heard of any more: typed ahead. */
  readonly takeOver?: readonly string[];
  ask(question: Question, signal: AbortSignal): Promise<Answer>;
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves at `due`, or when aborted. */
  until(due: number, signal: AbortSignal): Promise<void>;
}

/** Where the whole (masked) output of steps goes, beside the journal. */
export interface Outputs {
  /** Appends; resolves when written. A full disk rejects. */
  append(where: Where, part: OutputPart, stream: 'stdout' | 'stderr', text: string): Promise<void>;
  /** Forgets what is there, before the output is read again from its first byte. */
  reset(where: Where, part: OutputPart): Promise<void>;
  /** Keeps what a step printed as a named evidence file; several hosts get one each. */
  evidence(name: string, where: Where): Promise<void>;
}

/** Whether a script did or undid. */
export type OutputPart = 'run' | 'undo';

export interface Ports {
  readonly connect: Connect;
  readonly journal: Journal;
  readonly person: Person;
  readonly clock: Clock;
  readonly outputs: Outputs;
  /** Values of the secret inputs. */
  readonly secrets: Readonly<Record<string, string>>;
}
