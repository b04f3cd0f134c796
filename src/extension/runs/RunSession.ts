// A run as this window has it: its events so far and those to come, whether carried out here, watched, or over.
import type { Recorded, RunView } from '../../runbooks/index.ts';
import type { PageAnswer } from './PagePerson.ts';
import type { Listen } from '../emitter.ts';

export interface RunSession {
  readonly id: string;
  /** Where its journal and outputs are; a plan keeps nothing. */
  readonly folder: string | undefined;
  /** Whether this window carries it out, and so may answer and cancel. */
  readonly owner: boolean;
  /** Whether any process carries it on at present. */
  readonly live: boolean;
  readonly recorded: readonly Recorded[];
  readonly view: RunView;
  readonly onRecorded: Listen<Recorded>;
  /** `live` or `owner` may have changed. */
  readonly onDidChange: Listen<void>;
  /** What was typed was not what had to be. */
  readonly onWrongText: Listen<void>;
  answer(answer: PageAnswer): 'taken' | 'stale' | 'notOwner';
  cancel(): void;
  /** Stops watching; a run that is carried out here goes on. */
  dispose(): void;
}
