// What can be written at a place, as plain data.
import type { Range } from '../../Diagnostic.ts';
import type { Locale } from '../../../texts/say.ts';

export type CompletionKind =
  'key' | 'value' | 'input' | 'role' | 'capture' | 'step' | 'name' | 'function' | 'variable' | 'runbook' | 'snippet';

export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A few words beside the label: a type, a signature. */
  readonly detail?: string;
  /** Markdown of our own catalogue, in the person's language. */
  readonly documentation?: string;
  /** What is replaced, in one line. */
  readonly range: Range;
  /** What is written instead: in the snippet syntax of editors, its line breaks with their whole indentation. */
  readonly insert: string;
  /** Items are shown in the order of this text. */
  readonly sort: string;
  /** Whether more can be chosen right behind it. */
  readonly more?: true;
}

/** What completion has to know besides the text. */
export interface CompletionOptions {
  readonly locale: Locale;
  /** Names of the runbooks there are, for `next`. */
  readonly runbooks?: readonly string[];
  /** Runbooks in the folder of this one and below, such as `./other.yaml`, for `use`. */
  readonly files?: readonly string[];
}
