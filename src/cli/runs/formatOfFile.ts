// Which form of a report a file's name asks for.
import { extname } from 'node:path';
import type { ReportFormat } from '../../runbooks/index.ts';
import { CommandError } from '../CommandError.ts';
import { exitCodes } from '../exitCodes.ts';

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
