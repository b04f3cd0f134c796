// What is wrong with runbooks, for people and for CIs.
import type { Diagnostic } from '../../language/Diagnostic.ts';
import type { Source } from '../../language/readRunbook.ts';
import type { Locale } from '../../texts/say.ts';
import { diagnosticsGithub } from './diagnosticsGithub.ts';
import { diagnosticsJson } from './diagnosticsJson.ts';
import { diagnosticsSarif } from './diagnosticsSarif.ts';
import { diagnosticsText } from './diagnosticsText.ts';

export interface DiagnosticsOptions {
  readonly format: 'text' | 'json' | 'github' | 'sarif';
  readonly locale: Locale;
  /** Only for `text`. */
  readonly colour: boolean;
  /** Our own version, for SARIF. */
  readonly version?: string;
}

/** All `diagnostics` as one text that ends with a newline. `sources` are the files they are about; one may be missing. */
export function formatDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: readonly Source[],
  options: DiagnosticsOptions,
): string {
  const sorted = diagnostics.toSorted(
    (one, other) =>
      order(one.uri, other.uri) ||
      one.range.start.line - other.range.start.line ||
      one.range.start.character - other.range.start.character,
  );
  switch (options.format) {
    case 'text':
      return diagnosticsText(sorted, sources, options);
    case 'json':
      return diagnosticsJson(sorted, options.locale);
    case 'github':
      return diagnosticsGithub(sorted, options.locale);
    case 'sarif':
      return diagnosticsSarif(sorted, options.locale, options.version);
  }
}

function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
