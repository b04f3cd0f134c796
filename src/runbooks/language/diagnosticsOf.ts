// Problems of a document as the diagnostics that its readers see.
import type { Diagnostic } from './Diagnostic.ts';
import { positionsOf } from './document/positions.ts';
import type { Problem } from './document/Problem.ts';
import type { Source } from './readRunbook.ts';
import { severityOf } from './severityOf.ts';

/** Nobody reads more than so many at a time. */
const MAX_DIAGNOSTICS = 100;

/** In the order of the text. */
export function diagnosticsOf(source: Source, problems: readonly Problem[]): Diagnostic[] {
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
