// The forms of a report, and which one a file's name asks for.
import { extname } from 'node:path';
import {
  htmlReport,
  jsonReport,
  junitReport,
  markdownReport,
  type Locale,
  type Recorded,
} from '../../runbooks/index.ts';
import { CommandError } from '../CommandError.ts';
import { exitCodes } from '../exitCodes.ts';

/** Words of `--format`. */
export const reportFormats = ['html', 'md', 'json', 'junit'] as const;
export type ReportFormat = (typeof reportFormats)[number];

const byExtension: Readonly<Record<string, ReportFormat>> = {
  '.html': 'html',
  '.md': 'md',
  '.json': 'json',
  '.xml': 'junit',
};

/** The form that a file's extension asks for. Throws a {@link CommandError} for any other. */
export function formatOfFile(file: string): ReportFormat {
  const format = byExtension[extname(file).toLowerCase()];
  if (format !== undefined) return format;
  throw new CommandError(exitCodes.invalid, {
    code: 'cli.report.extension',
    args: { file, known: Object.keys(byExtension).join(', ') },
  });
}

/** The report of a run, from its journal alone. */
export function reportOf(recorded: readonly Recorded[], format: ReportFormat, locale: Locale): string {
  switch (format) {
    case 'html':
      return htmlReport(recorded, { locale });
    case 'md':
      return markdownReport(recorded, { locale });
    case 'json':
      return jsonReport(recorded, { locale });
    case 'junit':
      return junitReport(recorded, { locale });
  }
}
