// Watches a run that this window doesn't own, by its journal: what is there, and what its owner goes on to write.
import type { Engine } from '../engine/loadEngine.ts';
import type { RunSession } from './RunSession.ts';
import { createWatchedRun } from './WatchedRun.ts';

/** Milliseconds between looks at the journal. */
const every = 500;

/** Reads what is there, then looks again and again until it is disposed. Rejects with a JournalError where there is no journal. */
export async function watchRun(engine: Engine, id: string, folder: string): Promise<RunSession> {
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const run = createWatchedRun(engine, {
    ...{ id, folder },
    stop() {
      isOver = true;
      clearTimeout(timer);
    },
  });
  const look = async (): Promise<void> => {
    const owned = (await engine.ownerOf(folder)) !== undefined;
    const more = await engine.readJournalOn(folder, run.place);
    run.add(more);
    run.setLive(owned && run.session.view.outcome === undefined);
    // Beyond a broken line there is nothing to be trusted.
    isOver ||= more.problem !== undefined;
  };
  const wait = (): void => {
    if (isOver) return;
    timer = setTimeout(() => {
      // A folder that was deleted meanwhile has nothing more to show.
      look().then(wait, () => undefined);
    }, every);
    timer.unref();
  };
  await look();
  wait();
  return run.session;
}
