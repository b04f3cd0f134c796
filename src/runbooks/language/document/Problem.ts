// What is wrong with a part of the text, before it is known which file and line that is.
import type { MessageArgument } from '../../texts/Message.ts';
import type { TextCode } from '../../texts/say.ts';
import type { Span } from './Node.ts';

/** A replacement that would mend it. */
export interface ProblemFix {
  readonly span: Span;
  readonly newText: string;
}

export interface Problem {
  readonly code: TextCode;
  readonly span: Span;
  readonly args?: Readonly<Record<string, MessageArgument>>;
  readonly fix?: ProblemFix;
}
