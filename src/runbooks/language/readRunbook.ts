// Text to runbook: the language's front door.
import { checkMeaning } from './check/checkMeaning.ts';
import type { Diagnostic, Read } from './Diagnostic.ts';
import { parseDocument } from './document/parseDocument.ts';
import { positionsOf } from './document/positions.ts';
import type { Problem } from './document/Problem.ts';
import type { Runbook } from './schema.ts';
import { severityOf } from './severityOf.ts';
import { checkShape } from './shape/checkShape.ts';
import { lostNames } from './shape/lostNames.ts';

/** A runbook's text and where it came from. */
export interface Source {
  readonly uri: string;
  readonly text: string;
}

/** Nobody reads more than so many at a time. */
const MAX_DIAGNOSTICS = 100;

/** Reads and checks a runbook. Never throws; `value` is there only without an error among the diagnostics. */
export function readRunbook(source: Source): Read<Runbook> {
  const document = parseDocument(source.text);
  if (document.root === undefined) return { value: undefined, diagnostics: diagnosticsOf(source, document.problems) };
  const shaped = checkShape(document.root, source.text);
  const lost = lostNames(document.root, shaped.root);
  const meaning = shaped.runbook === undefined ? [] : checkMeaning(shaped.runbook, shaped.root, source.text, lost);
  const diagnostics = diagnosticsOf(source, [...document.problems, ...shaped.problems, ...meaning]);
  const sound = diagnostics.every(({ severity }) => severity !== 'error');
  return { value: sound ? shaped.runbook : undefined, diagnostics };
}

/** In the order of the text. */
function diagnosticsOf(source: Source, problems: readonly Problem[]): Diagnostic[] {
  const positions = positionsOf(source.text);
  const sorted = [...problems].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const shown = sorted.slice(0, MAX_DIAGNOSTICS);
  const next = sorted[MAX_DIAGNOSTICS];
  if (next !== undefined) shown.push({ code: 'language.tooMany', span: next.span, args: { limit: MAX_DIAGNOSTICS } });
  return shown.map(({ code, span, args = {}, fix }) => ({
    code,
    severity: severityOf(code),
    uri: source.uri,
    range: positions.rangeAt(span),
    args,
    ...(fix === undefined
      ? {}
      : { fixes: [{ title: 'language.fix' as const, range: positions.rangeAt(fix.span), newText: fix.newText }] }),
  }));
}
