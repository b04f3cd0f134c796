// `runbook report`: a report of an earlier run, from its journal alone; or all its evidence in one file.
import { reportFormats, reportOf } from '../../runbooks/index.ts';
import type { Command } from '../Command.ts';
import { CommandError } from '../CommandError.ts';
import { exitCodes } from '../exitCodes.ts';
import { oneOf } from '../oneOf.ts';
import { findRun } from '../runs/findRun.ts';
import { packStored } from '../runs/packStored.ts';
import { readRun } from '../runs/readRun.ts';
import { runsFolder, runsOption } from '../runs/runsFolder.ts';

export const report: Command = {
  name: 'report',
  summary: 'cli.report.summary',
  usage: 'RUN',
  arity: { least: 1, most: 1 },
  options: {
    format: { value: reportFormats.join('|'), help: 'cli.report.format' },
    pack: { value: 'FILE', help: 'cli.report.pack' },
    sign: { value: 'KEY', help: 'cli.report.sign' },
    ...runsOption,
  },
  async run(invocation, terminal) {
    const [pack, sign] = [invocation.value('pack'), invocation.value('sign')];
    if (sign !== undefined && pack === undefined) {
      throw new CommandError(exitCodes.invalid, { code: 'cli.report.signWhat' });
    }
    const format = oneOf(reportFormats, '--format', invocation.value('format') ?? 'md');
    const [given = ''] = invocation.positionals;
    const stored = await findRun(given, runsFolder(invocation, terminal), terminal.folder);
    if (pack !== undefined) {
      await packStored(stored, pack, sign, terminal);
      if (invocation.value('format') === undefined) return exitCodes.good;
    }
    const { recorded, problem } = await readRun(stored);
    // A report of the sound part is worth more than none, but it must not look whole.
    if (problem !== undefined) terminal.complain(terminal.say(problem.code, problem.args));
    terminal.print(reportOf(recorded, format, terminal.locale));
    return problem === undefined ? exitCodes.good : exitCodes.failed;
  },
};
