// Watches a colleague's run by the copy of its journal that its host keeps.
import type { Host, KeptJournal } from '../../runbooks/index.ts';
import type { Engine } from '../engine/loadEngine.ts';
import type { RunSession } from './RunSession.ts';
import { createWatchedRun } from './WatchedRun.ts';

/** Milliseconds between two looks at the host. */
const every = 1000;

/**
 * Reads what is there, then looks again until the run has ended or the session is disposed; then it closes `host`, which is the
 * session's from now on. Rejects with a JournalError where the copy is broken. `onLost` is told where it could not be watched
 * to its end: what is shown then is of the past.
 */
export async function watchHostRun(
  engine: Engine,
  host: Host,
  kept: KeptJournal,
  onLost: (error: unknown) => void,
): Promise<RunSession> {
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const end = (): void => {
    clearTimeout(timer);
    if (isOver) return;
    isOver = true;
    void host.close();
    run.setLive(false);
  };
  const run = createWatchedRun(engine, { id: kept.run, stop: end });
  const fail = (error: unknown): void => {
    if (isOver) return;
    end();
    onLost(error);
  };
  const wait = (): void => {
    if (run.session.view.outcome !== undefined) end();
    if (isOver) return;
    timer = setTimeout(() => void look().then(wait, fail), every);
    timer.unref();
  };
  const look = async (): Promise<void> => {
    const text = await engine.readCopy(host, kept, run.place.bytes);
    if (isOver) return;
    const more = engine.parseJournal(text.toString('utf8'), run.place);
    run.add(more);
    if (more.problem !== undefined) {
      throw new engine.JournalError(
        more.problem.code,
        `${host.identity.name}: ${kept.run}`,
        undefined,
        more.problem.args,
      );
    }
  };
  run.setLive(true);
  run.add(await engine.readHostJournal(host, kept));
  wait();
  void host.lost.then((reason) => fail(new Error(reason)));
  return run.session;
}
