// Diagnostics as SARIF 2.1.0, which code scanning and editors read.
import type { Diagnostic, Range, Severity } from '../../language/Diagnostic.ts';
import type { Locale } from '../../texts/say.ts';
import { visible } from '../visible.ts';
import { diagnosticMessage } from './diagnosticMessage.ts';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'note' };

export function diagnosticsSarif(diagnostics: readonly Diagnostic[], locale: Locale, version = '0.0.0'): string {
  const rules = [...new Set(diagnostics.map(({ code }) => code))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Gated Runbooks', version, rules: rules.map((id) => ({ id })) } },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map((diagnostic) => {
          const { code, severity, uri, range, fixes = [] } = diagnostic;
          const artifactLocation = { uri: sarifUri(uri) };
          return {
            ruleId: code,
            ruleIndex: rules.indexOf(code),
            level: levels[severity],
            message: { text: visible(diagnosticMessage(diagnostic, locale)) },
            locations: [{ physicalLocation: { artifactLocation, region: region(range) } }],
            ...(fixes.length === 0
              ? {}
              : {
                  fixes: fixes.map((fix) => ({
                    artifactChanges: [
                      {
                        artifactLocation,
                        replacements: [{ deletedRegion: region(fix.range), insertedContent: { text: fix.newText } }],
                      },
                    ],
                  })),
                }),
          };
        }),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

// SARIF counts from 1, and its end column is the first one behind the region.
function region(range: Range): Readonly<Record<string, number>> {
  return {
    startLine: range.start.line + 1,
    startColumn: range.start.character + 1,
    endLine: range.end.line + 1,
    endColumn: range.end.character + 1,
  };
}

// A URI stays one; a path becomes a relative reference.
function sarifUri(uri: string): string {
  if (/^[a-z][a-z0-9+.-]+:/i.test(uri)) return uri;
  return uri.split(/[/\\]/).map(encodeURIComponent).join('/');
}
