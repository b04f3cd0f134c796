// Text to runbook: the language's front door.
import { checkMeaning } from './check/checkMeaning.ts';
import type { Read } from './Diagnostic.ts';
import { diagnosticsOf } from './diagnosticsOf.ts';
import type { Runbook } from './schema.ts';
import { studyRunbook } from './studyRunbook.ts';

/** A runbook's text and where it came from. */
export interface Source {
  readonly uri: string;
  readonly text: string;
}

/**
 * Reads and checks a runbook by itself: what it takes from those that it uses is not looked at, see `readRunbooks`. Never
 * throws; `value` is there only without an error among the diagnostics.
 */
export function readRunbook(source: Source): Read<Runbook> {
  const { runbook, root, lost, problems } = studyRunbook(source);
  const meaning = runbook === undefined || root === undefined ? [] : checkMeaning(runbook, root, source.text, lost);
  const diagnostics = diagnosticsOf(source, [...problems, ...meaning]);
  const sound = diagnostics.every(({ severity }) => severity !== 'error');
  return { value: sound ? runbook : undefined, diagnostics };
}
