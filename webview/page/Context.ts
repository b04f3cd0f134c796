// What every part of the page is given: the run, the words, what is selected, and what can be done.
import type { LocalText } from '../../src/runbooks/language/schema.ts';
import type { MessageArgument } from '../../src/runbooks/texts/Message.ts';
import type { Locale, TextCode } from '../../src/runbooks/texts/say.ts';
import type { RunView } from '../../src/runbooks/views/RunView.ts';
import type { Saved } from '../host/Saved.ts';
import type { Outputs } from '../output/Outputs.ts';
import type { FromPage } from '../protocol.ts';
import type { Question } from './questions.ts';

export interface Context {
  readonly view: RunView;
  readonly locale: Locale;
  /** Whether this window may answer. */
  readonly owner: boolean;
  /** Whether a process carries the run on. */
  readonly live: boolean;
  /** By the host's clock. */
  readonly now: () => number;
  readonly questions: readonly Question[];
  readonly saved: Saved;
  readonly outputs: Outputs;
  /** The answer to the question `key` is on its way. */
  readonly isSent: (key: string) => boolean;
  /** What was typed for the question `key` so far. */
  readonly typed: (key: string) => string;
  /** Why the last answer was not taken. */
  readonly refused: 'stale' | 'wrongText' | 'notOwner' | undefined;
  readonly say: (code: TextCode, args?: Readonly<Record<string, MessageArgument>>) => string;
  /** A runbook's own text. */
  readonly text: (text: LocalText) => string;
  /** Safe HTML of a Markdown text; undefined until the host has rendered it. */
  readonly rendered: (text: string) => string | undefined;
  readonly select: (change: Partial<Saved>) => void;
  readonly post: (message: FromPage) => void;
  readonly answer: (key: string, message: FromPage) => void;
  readonly type: (key: string, text: string) => void;
  /** The step within which the focus is: it must not fold away, nor change its form, under a person's hands. */
  readonly held: string | undefined;
  /** Scrolls to the first open question and puts the focus there. */
  readonly goToQuestion: () => void;
}
