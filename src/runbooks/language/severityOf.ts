// How bad each diagnostic is: an error keeps a runbook from running, a warning does not.
import type { TextCode } from '../texts/say.ts';
import type { Severity } from './Diagnostic.ts';

const WARNINGS: ReadonlySet<TextCode> = new Set<TextCode>([
  'language.changeWithoutVerify',
  'language.rollbackWithoutUndo',
  'language.everyTooLong',
  'language.unknownVariable',
  'language.unknownVariableMeant',
]);

/** The severity of a code; all that are not listed as warnings are errors. */
export function severityOf(code: TextCode): Severity {
  return WARNINGS.has(code) ? 'warning' : 'error';
}
