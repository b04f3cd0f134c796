// Text to runbook: the language's front door.
import type { Read } from './Diagnostic.ts';
import type { Runbook } from './schema.ts';

/** A runbook's text and where it came from. */
export interface Source {
  readonly uri: string;
  readonly text: string;
}

/** Reads and checks a runbook. Never throws; `value` is there only without an error among the diagnostics. */
export function readRunbook(_source: Source): Read<Runbook> {
  return { value: undefined, diagnostics: [] };
}
