// What a reload of the window interrupted is gone on with; what stopped longer ago is offered.
import { setTimeout as pause } from 'node:timers/promises';
import type { Engine } from '../engine/loadEngine.ts';
import type { RunMemory } from './RunMemory.ts';
import type { Runs } from './Runs.ts';

export interface RecoverOptions {
  readonly engine: () => Engine;
  readonly runs: Pick<Runs, 'folderOf' | 'recorded' | 'resume'>;
  readonly memory: RunMemory;
  readonly stateFolder: () => string;
  /** Whether connecting is allowed here at all. */
  readonly trusted: () => boolean;
  /** Asks whether to go on with it. */
  readonly offer: (id: string) => Promise<boolean>;
  readonly onProblem: (id: string, error: unknown) => void;
  readonly now: () => number;
}

/** A run that was carried out until so many milliseconds ago was interrupted by the reload, not left. */
const lately = 120_000;
/** How long an extension host that is going away may still own its runs. */
const patience = 30_000;

/** Looks at nothing where no run was interrupted. */
export async function recoverRuns(options: RecoverOptions): Promise<void> {
  for (const [id, seen] of Object.entries(options.memory.read())) {
    try {
      await recover(id, seen, options);
    } catch (error) {
      await options.memory.forget(id);
      options.onProblem(id, error);
    }
  }
}

async function recover(id: string, seen: number, options: RecoverOptions): Promise<void> {
  const { engine, runs, memory } = options;
  if (!options.trusted()) return;
  const { ownerOf, replay, resumable, isPlanApproved, isRun } = engine();
  const folder = runs.folderOf(id).fsPath;
  if (!(await isRun(folder))) return memory.forget(id);
  const until = options.now() + patience;
  while ((await ownerOf(folder)) !== undefined) {
    // Another window has it after all.
    if (options.now() > until) return memory.forget(id);
    await pause(250);
  }
  const recorded = await runs.recorded(id);
  const [first] = recorded;
  if (first?.event.type !== 'runStarted' || !resumable(replay(recorded))) return memory.forget(id);
  const { plan } = first.event;
  const needsPerson = Object.values(plan.inputs).some((value) => typeof value === 'object');
  const approved = await isPlanApproved(options.stateFolder(), plan.digest);
  const last = Math.max(seen, recorded.at(-1)?.at ?? 0);
  const byItself = approved && !needsPerson && options.now() - last < lately;
  if (byItself || (await options.offer(id))) await runs.resume(id);
  else await memory.forget(id);
}
