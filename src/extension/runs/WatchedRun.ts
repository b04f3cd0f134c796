// A run that somebody else carries out, as its journal tells of it.
import type { JournalPlace, ParsedJournal, Recorded, RunView } from '../../runbooks/index.ts';
import { createEmitter, type Emitter } from '../emitter.ts';
import type { Engine } from '../engine/loadEngine.ts';
import type { RunSession } from './RunSession.ts';

export interface WatchedRun {
  /** What is shown of it; nothing can be answered or cancelled. */
  readonly session: RunSession;
  /** How much of its journal was read. */
  readonly place: JournalPlace;
  /** What its journal goes on with. */
  add(more: ParsedJournal): void;
  /** Whether somebody carries it on. */
  setLive(live: boolean): void;
}

/** Nothing is known of the run yet. `stop` ends the looking, when nobody watches any more. */
export function createWatchedRun(
  engine: Engine,
  { id, folder, stop }: { readonly id: string; readonly folder?: string; readonly stop: () => void },
): WatchedRun {
  const emitted = createEmitter<Recorded>();
  const changed: Emitter<void> = createEmitter();
  const never: Emitter<void> = createEmitter();
  const recorded: Recorded[] = [];
  let view: RunView = engine.emptyRun;
  let place: JournalPlace = engine.journalStart;
  let live = false;
  return {
    session: {
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
      onRecorded: emitted.event,
      onDidChange: changed.event,
      onWrongText: never.event,
      answer: () => 'notOwner',
      cancel: () => undefined,
      dispose: stop,
    },
    get place() {
      return place;
    },
    add(more) {
      place = { bytes: more.soundBytes, hash: more.hash, seq: place.seq + more.recorded.length };
      for (const next of more.recorded) {
        recorded.push(next);
        view = engine.foldRun(view, next);
        emitted.fire(next);
      }
    },
    setLive(is) {
      if (is === live) return;
      live = is;
      changed.fire();
    },
  };
}
