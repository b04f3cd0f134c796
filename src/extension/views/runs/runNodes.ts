// The tree of runs, newest first: how each stands, where, since when.
import type { Outcome } from '../../../runbooks/index.ts';
import type { Engine } from '../../engine/loadEngine.ts';
import { commands } from '../../ids.ts';
import type { RunSummary } from '../../runs/Runs.ts';
import type { Texts } from '../../texts/Texts.ts';
import type { TreeNode } from '../TreeNode.ts';
import { ago } from './ago.ts';

type Icon = NonNullable<TreeNode['icon']>;
const passed = 'testing.iconPassed';
const failed = 'testing.iconFailed';
const careful = 'list.warningForeground';

const icons: Readonly<Record<Outcome, Icon>> = {
  succeeded: { id: 'pass', colour: passed },
  nothingToDo: { id: 'circle-slash', colour: passed },
  failedUnchanged: { id: 'error', colour: failed },
  rolledBack: { id: 'discard', colour: careful },
  undone: { id: 'history', colour: passed },
  failed: { id: 'error', colour: failed },
  continuedPastFailure: { id: 'warning', colour: failed },
  blocked: { id: 'circle-large-outline', colour: careful },
  cancelled: { id: 'stop-circle' },
  unknown: { id: 'question', colour: careful },
};

/** A node for each run. What can be done with it is in its `kind`: `run.mine`, `run.elsewhere`, `run.open`, `run.undoable`, `run.ended`, `run.unreadable`. */
export function runNodes(
  runs: readonly RunSummary[],
  now: number,
  texts: Texts,
  { say, visibleLine }: Pick<Engine, 'say' | 'visibleLine'>,
): readonly TreeNode[] {
  return runs.map((run): TreeNode => {
    const { id, problem, outcome, where } = run;
    if (problem !== undefined) {
      const text = visibleLine(problem);
      const icon = { id: 'error', colour: failed };
      return { id, runId: id, label: visibleLine(id), description: text, tooltip: text, icon, kind: 'run.unreadable' };
    }
    const state =
      outcome === undefined
        ? texts.say(`views.runs.${where}`)
        : say(texts.locale, { code: `views.outcome.${outcome}` });
    const label = visibleLine(run.title);
    const since = ago(run.endedAt ?? run.startedAt, now, texts.locale);
    const facts = [state, visibleLine(run.hosts.join(', ')), since];
    return {
      id,
      runId: id,
      label,
      description: facts.join(' · '),
      tooltip: [label, visibleLine(run.runbook), ...facts, id].join('\n'),
      spoken: [label, ...facts].join(', '),
      icon: outcome === undefined ? iconOf(run) : icons[outcome],
      kind: kindOf(run),
      command: commands.openReport,
    };
  });
}

function iconOf({ where }: RunSummary): Icon {
  if (where === 'mine') return { id: 'loading~spin' };
  return where === 'elsewhere' ? { id: 'eye' } : { id: 'debug-pause', colour: careful };
}

function kindOf({ where, resumable, undoable }: RunSummary): string {
  if (where === 'mine' || where === 'elsewhere') return `run.${where}`;
  return resumable ? 'run.open' : undoable ? 'run.undoable' : 'run.ended';
}
