// `runbook runs`: the runs of this machine, or those that a host knows of, newest first.
import { listRuns, localise, viewRun, visibleLine, type Recorded, type StoredRun } from '../../runbooks/index.ts';
import type { Command, Invocation } from '../Command.ts';
import { CommandError } from '../CommandError.ts';
import { exitCodes } from '../exitCodes.ts';
import { hostOptionSpecs } from '../hosts/hostOptions.ts';
import { visitHost } from '../hosts/visitHost.ts';
import { hostJournal } from '../runs/hostJournal.ts';
import { hostRuns } from '../runs/hostRuns.ts';
import { leaseArgs } from '../runs/leaseArgs.ts';
import { readRun } from '../runs/readRun.ts';
import { runsFolder, runsOption } from '../runs/runsFolder.ts';
import type { Terminal } from '../terminal/Terminal.ts';

export const runs: Command = {
  name: 'runs',
  summary: 'cli.runs.summary',
  usage: '',
  arity: { least: 0, most: 0 },
  options: {
    ...runsOption,
    on: { value: 'HOST', help: 'cli.runs.on' },
    'accept-host-key': hostOptionSpecs['accept-host-key'],
  },
  async run(invocation, terminal) {
    const host = invocation.value('on');
    if (host !== undefined) return ofHost(host, invocation, terminal);
    const folder = runsFolder(invocation, terminal);
    const stored = await listRuns(folder);
    if (stored.length === 0) terminal.print(terminal.say('cli.runs.empty', { folder }));
    for (const one of stored) terminal.print(await line(one, terminal));
    return exitCodes.good;
  },
};

async function line(stored: StoredRun, terminal: Terminal): Promise<string> {
  try {
    const { recorded, problem } = await readRun(stored);
    const parts = summary(stored.id, recorded, terminal);
    if (problem !== undefined) parts.push(terminal.say(problem.code, problem.args));
    return parts.map(visibleLine).join('  ');
  } catch (error) {
    // One run that can't be read must not hide the others.
    if (!(error instanceof CommandError)) throw error;
    return [stored.id, ...error.messages.map(({ code, args }) => terminal.say(code, args))].map(visibleLine).join('  ');
  }
}

function summary(id: string, recorded: readonly Recorded[], terminal: Terminal): string[] {
  const view = viewRun(recorded);
  const state = view.outcome === undefined ? 'cli.runs.open' : (`views.outcome.${view.outcome}` as const);
  const hosts = view.hosts.map(({ name }) => name).join(', ');
  return [id, terminal.say(state), hosts, localise(view.title, terminal.locale)];
}

/** Read-only: whose runs they are, who holds the lease, and how to watch one or go on with it. */
function ofHost(name: string, invocation: Invocation, terminal: Terminal): Promise<number> {
  return visitHost(name, invocation, terminal, async (host) => {
    const { holder, kept } = await hostRuns(host);
    if (holder === undefined) terminal.print(terminal.say('cli.hostRun.free', { host: visibleLine(name) }));
    else terminal.print(visibleLine(terminal.say('cli.hostRun.held', { host: name, ...leaseArgs(holder) })));
    for (const one of kept) {
      const { recorded } = await hostJournal(host, one);
      const last =
        [...recorded].reverse().find(({ event }) => event.type === 'runResumed')?.event ?? recorded[0]?.event;
      const by = last !== undefined && 'by' in last ? last.by : '';
      terminal.print([...summary(one.run, recorded, terminal), by].map(visibleLine).join('  '));
    }
    if (kept.length === 0) terminal.print(terminal.say('cli.hostRun.none', { host: visibleLine(name) }));
    else terminal.print(terminal.say('cli.hostRun.hint', { host: visibleLine(name) }));
    return exitCodes.good;
  });
}
