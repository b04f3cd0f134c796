// Text to runbook: the language's front door.
import { checkMeaning } from './check/checkMeaning.ts';
import type { Read } from './Diagnostic.ts';
import { diagnosticsOf } from './diagnosticsOf.ts';
import { parseDocument } from './document/parseDocument.ts';
import { runbookSchema } from './schema.ts';
import type { Runbook } from './schema.ts';
import { checkShape } from './shape/checkShape.ts';
import { lostNames } from './shape/lostNames.ts';

/** A runbook's text and where it came from. */
export interface Source {
  readonly uri: string;
  readonly text: string;
}

/** Reads and checks a runbook. Never throws; `value` is there only without an error among the diagnostics. */
export function readRunbook(source: Source): Read<Runbook> {
  const document = parseDocument(source.text);
  if (document.root === undefined) return { value: undefined, diagnostics: diagnosticsOf(source, document.problems) };
  const shaped = checkShape(runbookSchema, document.root, source.text);
  const lost = lostNames(document.root, shaped.root);
  const meaning = shaped.value === undefined ? [] : checkMeaning(shaped.value, shaped.root, source.text, lost);
  const diagnostics = diagnosticsOf(source, [...document.problems, ...shaped.problems, ...meaning]);
  const sound = diagnostics.every(({ severity }) => severity !== 'error');
  return { value: sound ? shaped.value : undefined, diagnostics };
}
