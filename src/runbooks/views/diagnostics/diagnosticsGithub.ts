// Diagnostics as GitHub's workflow commands: annotations at the lines of a pull request.
import type { Diagnostic, Severity } from '../../language/Diagnostic.ts';
import type { Locale } from '../../texts/say.ts';
import { visible } from '../visible.ts';
import { diagnosticMessage } from './diagnosticMessage.ts';
import { diagnosticPath } from './diagnosticPath.ts';
import { githubCommand } from './githubCommand.ts';

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'notice' };

export function diagnosticsGithub(diagnostics: readonly Diagnostic[], locale: Locale): string {
  return diagnostics
    .map((diagnostic) => {
      const { severity, uri, range, code } = diagnostic;
      const properties = {
        file: visible(diagnosticPath(uri)),
        line: String(range.start.line + 1),
        endLine: String(range.end.line + 1),
        // GitHub takes columns only on a single line.
        ...(range.start.line === range.end.line
          ? {
              col: String(range.start.character + 1),
              endColumn: String(Math.max(range.start.character + 1, range.end.character)),
            }
          : {}),
        title: code,
      };
      return `${githubCommand(commands[severity], properties, visible(diagnosticMessage(diagnostic, locale)))}\n`;
    })
    .join('');
}
