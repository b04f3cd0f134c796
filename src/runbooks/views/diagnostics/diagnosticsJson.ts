// Diagnostics as JSON: lines and characters count from 0, characters in UTF-16 units, as editors count.
import type { Diagnostic } from '../../language/Diagnostic.ts';
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';
import { diagnosticMessage } from './diagnosticMessage.ts';
import { diagnosticPath } from './diagnosticPath.ts';

/** `{ format, version, diagnostics }`; each diagnostic with its code, severity, path, range, message and fixes. */
export function diagnosticsJson(diagnostics: readonly Diagnostic[], locale: Locale): string {
  const document = {
    format: 'gated-runbooks/diagnostics',
    version: 1,
    diagnostics: diagnostics.map((diagnostic) => ({
      code: diagnostic.code,
      severity: diagnostic.severity,
      path: diagnosticPath(diagnostic.uri),
      range: diagnostic.range,
      message: diagnosticMessage(diagnostic, locale),
      fixes: (diagnostic.fixes ?? []).map(({ title, range, newText }) => ({
        title: say(locale, { code: title, args: { ...diagnostic.args, newText } }),
        range,
        newText,
      })),
    })),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
