// `runbook runs`: the runs of this machine, newest first.
import { listRuns, localise, viewRun, visibleLine, type StoredRun } from '../../runbooks/index.ts';
import type { Command } from '../Command.ts';
import { CommandError } from '../CommandError.ts';
import { exitCodes } from '../exitCodes.ts';
import { readRun } from '../runs/readRun.ts';
import { runsFolder, runsOption } from '../runs/runsFolder.ts';
import type { Terminal } from '../terminal/Terminal.ts';

export const runs: Command = {
  name: 'runs',
  summary: 'cli.runs.summary',
  usage: '',
  arity: { least: 0, most: 0 },
  options: runsOption,
  async run(invocation, terminal) {
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
    const view = viewRun(recorded);
    const state = view.outcome === undefined ? 'cli.runs.open' : (`views.outcome.${view.outcome}` as const);
    const hosts = view.hosts.map(({ name }) => name).join(', ');
    const parts = [stored.id, terminal.say(state), hosts, localise(view.title, terminal.locale)];
    if (problem !== undefined) parts.push(terminal.say(problem.code, problem.args));
    return parts.map(visibleLine).join('  ');
  } catch (error) {
    // One run that can't be read must not hide the others.
    if (!(error instanceof CommandError)) throw error;
    return [stored.id, ...error.messages.map(({ code, args }) => terminal.say(code, args))].map(visibleLine).join('  ');
  }
}
