// `runbook undo`: takes back what a run that has ended changed, from its last change to its first, and proves it.
import { localise, undoOf, undoRun, viewRun, visibleLine, type UndoForeseen } from '../../runbooks/index.ts';
import type { Command } from '../Command.ts';
import { CommandError } from '../CommandError.ts';
import { engineVersion } from '../engineVersion.ts';
import { exitCodes } from '../exitCodes.ts';
import { findRun } from '../runs/findRun.ts';
import { goOn } from '../runs/goOn.ts';
import { planOfRun } from '../runs/planOfRun.ts';
import { readRun } from '../runs/readRun.ts';
import { runsFolder } from '../runs/runsFolder.ts';
import { saysYes } from '../terminal/saysYes.ts';
import { runOptions } from './run.ts';

const { confirm: _confirm, ...undoOptions } = runOptions;

export const undo: Command = {
  name: 'undo',
  summary: 'cli.undo.summary',
  usage: 'RUN',
  arity: { least: 1, most: 1 },
  options: {
    ...undoOptions,
    yes: { help: 'cli.option.yes' },
    approve: { value: 'DIGEST', help: 'cli.option.approve' },
  },
  async run(invocation, terminal) {
    const [given = ''] = invocation.positionals;
    const stored = await findRun(given, runsFolder(invocation, terminal), terminal.folder);
    let foreseen: UndoForeseen = { steps: [], refused: undefined };
    const plan = await planOfRun(stored, (state) => {
      foreseen = undoOf(state);
      if (foreseen.refused === undefined) return;
      const code = `cli.undo.${foreseen.refused}` as const;
      throw new CommandError(exitCodes.invalid, { code, args: { id: stored.id } });
    });
    const { steps } = viewRun((await readRun(stored)).recorded);
    terminal.print(terminal.say('cli.undo.will', { id: stored.id }));
    for (const { step, hosts, how } of foreseen.steps) {
      const title = localise(steps.find(({ id }) => id === step)?.title ?? step, terminal.locale);
      const what = terminal.say(`cli.undo.how.${how}`);
      terminal.print(`  ${visibleLine(title)} (${visibleLine(hosts.join(', '))}): ${what}`);
    }
    return goOn({
      invocation,
      terminal,
      stored,
      plan,
      prepared: {},
      ask: async (prompt, signal) => {
        if (invocation.has('yes')) return;
        const yes = terminal.interactive && (await saysYes(terminal.say('cli.undo.ask'), prompt, signal));
        if (!yes) throw new CommandError(exitCodes.blocked, { code: 'cli.undo.notConfirmed', args: { id: stored.id } });
      },
      start: (ports, signal) => undoRun(engineVersion, ports, signal),
    });
  },
};
