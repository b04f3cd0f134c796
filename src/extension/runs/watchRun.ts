// Watches a run that this window doesn't own, by its journal: what is there, and what its owner goes on to write.
import type { JournalPlace, Message, Recorded, RunView } from '../../runbooks/index.ts';
import { createEmitter, type Emitter } from '../emitter.ts';
import type { Engine } from '../engine/loadEngine.ts';
import type { RunSession } from './RunSession.ts';

/** Milliseconds between looks at the journal. */
const every = 500;

export interface WatchedRun extends RunSession {
  /** What is wrong with the journal beyond what is shown. */
  readonly problem: Message | undefined;
}

/** Reads what is there, then looks again and again until it is disposed. Rejects with a JournalError where there is no journal. */
export async function watchRun(engine: Engine, id: string, folder: string): Promise<WatchedRun> {
  const emitted = createEmitter<Recorded>();
  const changed: Emitter<void> = createEmitter();
  const never: Emitter<void> = createEmitter();
  const recorded: Recorded[] = [];
  let view: RunView = engine.emptyRun;
  let place: JournalPlace = engine.journalStart;
  let problem: Message | undefined;
  let live = false;
  let timer: NodeJS.Timeout | undefined;
  let disposed = false;

  const look = async (): Promise<void> => {
    const owned = (await engine.ownerOf(folder)) !== undefined;
    const more = await engine.readJournalOn(folder, place);
    place = { bytes: more.soundBytes, hash: more.hash, seq: place.seq + more.recorded.length };
    problem = more.problem;
    for (const next of more.recorded) {
      recorded.push(next);
      view = engine.foldRun(view, next);
      emitted.fire(next);
    }
    const before = live;
    live = owned && view.outcome === undefined;
    if (live !== before) changed.fire();
  };
  const wait = (): void => {
    if (disposed || problem !== undefined) return;
    timer = setTimeout(() => {
      // A folder that was deleted meanwhile has nothing more to show.
      look().then(wait, () => undefined);
    }, every);
    timer.unref();
  };
  await look();
  wait();
  return {
    id,
    folder,
    owner: false,
    get live() {
      return live;
    },
    recorded,
    get view() {
      return view;
    },
    get problem() {
      return problem;
    },
    onRecorded: emitted.event,
    onDidChange: changed.event,
    onWrongText: never.event,
    answer: () => 'notOwner',
    cancel: () => undefined,
    dispose() {
      disposed = true;
      clearTimeout(timer);
    },
  };
}
