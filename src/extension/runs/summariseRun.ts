// A kept run as a list shows it.
import type { Recorded } from '../../runbooks/index.ts';
import type { Engine } from '../engine/loadEngine.ts';
import type { Texts } from '../texts/Texts.ts';
import type { RunSummary } from './Runs.ts';

export interface Summarised {
  readonly id: string;
  readonly recorded: readonly Recorded[];
  /** Whether this window carries it out. */
  readonly mine: boolean;
  /** Whether any process that lives has it. */
  readonly owned: boolean;
  readonly problem: string | undefined;
}

/** What a host or a runbook says is made visible: a list is no place for control characters. */
export function summariseRun(engine: Engine, texts: Texts, run: Summarised): RunSummary {
  const { recorded, mine, owned, problem } = run;
  const view = engine.viewRun(recorded);
  const started = recorded[0]?.event.type === 'runStarted';
  const free = started && !mine && !owned && problem === undefined;
  const where = mine ? 'mine' : owned ? 'elsewhere' : view.outcome === undefined ? 'interrupted' : 'ended';
  return {
    id: run.id,
    title: engine.visibleLine(engine.localise(view.title, texts.locale)),
    runbook: engine.visibleLine(view.plan?.name ?? ''),
    hosts: view.hosts.map(({ name }) => engine.visibleLine(name)),
    startedAt: view.startedAt,
    endedAt: view.endedAt,
    outcome: view.outcome,
    where,
    resumable: free && engine.resumable(engine.replay(recorded)),
    undoable: free && engine.undoOf(engine.replay(recorded)).refused === undefined,
    problem,
  };
}
