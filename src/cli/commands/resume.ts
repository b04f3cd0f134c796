// `runbook resume`: goes on with a run that was interrupted, from its journal alone.
import { resumable, resumeRun } from '../../runbooks/index.ts';
import type { Command } from '../Command.ts';
import { CommandError } from '../CommandError.ts';
import { engineVersion } from '../engineVersion.ts';
import { exitCodes } from '../exitCodes.ts';
import { parsePairs } from '../parsePairs.ts';
import { findRun } from '../runs/findRun.ts';
import { goOn } from '../runs/goOn.ts';
import { planOfRun } from '../runs/planOfRun.ts';
import { runsFolder } from '../runs/runsFolder.ts';
import { runOptions } from './run.ts';

export const resume: Command = {
  name: 'resume',
  summary: 'cli.resume.summary',
  usage: 'RUN',
  arity: { least: 1, most: 1 },
  options: { ...runOptions, approve: { value: 'DIGEST', help: 'cli.option.approve' } },
  async run(invocation, terminal) {
    const prepared = parsePairs('--confirm', invocation.values('confirm'));
    const [given = ''] = invocation.positionals;
    const stored = await findRun(given, runsFolder(invocation, terminal), terminal.folder);
    const plan = await planOfRun(stored, (state) => {
      if (!resumable(state))
        throw new CommandError(exitCodes.invalid, { code: 'cli.resume.ended', args: { id: stored.id } });
    });
    const start: Parameters<typeof goOn>[0]['start'] = (ports, signal) => resumeRun(engineVersion, ports, signal);
    return goOn({ invocation, terminal, stored, plan, prepared, start });
  },
};
