// `runbook takeover`: goes on with a colleague's run, from the journal that its host keeps. The first one is told, and fenced off.
import { join } from 'node:path';
import { adoptRun, resumable, resumeRun, visibleLine, type StoredRun } from '../../runbooks/index.ts';
import type { Command } from '../Command.ts';
import { CommandError } from '../CommandError.ts';
import { engineVersion } from '../engineVersion.ts';
import { exitCodes } from '../exitCodes.ts';
import { visitHost } from '../hosts/visitHost.ts';
import { parsePairs } from '../parsePairs.ts';
import { goOn } from '../runs/goOn.ts';
import { hostJournal } from '../runs/hostJournal.ts';
import { hostRun } from '../runs/hostRun.ts';
import { hostRuns } from '../runs/hostRuns.ts';
import { leaseArgs } from '../runs/leaseArgs.ts';
import { planOfRun } from '../runs/planOfRun.ts';
import { runsFolder } from '../runs/runsFolder.ts';
import { runOptions } from './run.ts';

export const takeover: Command = {
  name: 'takeover',
  summary: 'cli.takeover.summary',
  usage: 'HOST [RUN]',
  arity: { least: 1, most: 2 },
  options: { ...runOptions, approve: { value: 'DIGEST', help: 'cli.option.approve' } },
  async run(invocation, terminal) {
    const prepared = parsePairs('--confirm', invocation.values('confirm'));
    const [name = '', given] = invocation.positionals;
    const found = await visitHost(name, invocation, terminal, async (host) => {
      const known = await hostRuns(host);
      const kept = hostRun(known, given, name);
      return { holder: known.holder, id: kept.run, journal: await hostJournal(host, kept) };
    });
    const { id, holder } = found;
    const stored = { id, folder: join(runsFolder(invocation, terminal), id) };
    await keep(stored, found.journal.text);
    const plan = await planOfRun(stored, (state) => {
      if (!resumable(state)) throw new CommandError(exitCodes.invalid, { code: 'cli.resume.ended', args: { id } });
    });
    if (holder !== undefined) {
      terminal.print(visibleLine(terminal.say('cli.hostRun.held', { host: name, ...leaseArgs(holder) })));
    }
    return goOn({
      invocation,
      terminal,
      stored,
      plan,
      prepared,
      takeOver: Object.values(plan.roles).flat(),
      ask: async (prompt, signal) => {
        if (invocation.values('take-over').includes(name)) return;
        const question = terminal.say('cli.takeover.ask', { id: visibleLine(id), host: visibleLine(name) });
        if (terminal.interactive && (await prompt.line(question, signal)) === name) return;
        throw new CommandError(exitCodes.blocked, { code: 'cli.takeover.notConfirmed', args: { host: name, id } });
      },
      start: (ports, signal) => resumeRun(engineVersion, ports, signal),
    });
  },
};

/** Stores it among this machine's runs. */
async function keep({ id, folder }: StoredRun, text: string): Promise<void> {
  const kept = await adoptRun(folder, text).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandError(exitCodes.blocked, { code: 'cli.runs.unwritable', args: { folder, why } });
  });
  if ('owner' in kept) {
    throw new CommandError(exitCodes.blocked, { code: 'cli.resume.owned', args: { id, pid: kept.owner } });
  }
}
