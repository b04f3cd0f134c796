// Writes the reports that `--report` asked for.
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { reportOf, type Recorded } from '../../runbooks/index.ts';
import type { Terminal } from '../terminal/Terminal.ts';
import { formatOfFile } from './formatOfFile.ts';

/** Writes each file and says where it is. One that can't be written is said and changes no exit code: the run was what it was. */
export async function writeReports(
  files: readonly string[],
  recorded: readonly Recorded[],
  id: string,
  terminal: Terminal,
): Promise<void> {
  for (const file of files) {
    const path = resolve(terminal.folder, file);
    const format = formatOfFile(file);
    try {
      await writeFile(path, reportOf(recorded, format, terminal.locale));
      terminal.print(terminal.say('cli.run.report', { file: path }));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      terminal.complain(terminal.say('cli.run.reportFailed', { file, why, id, format }));
    }
  }
}
