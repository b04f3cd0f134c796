// Watches a colleague's run by the copy of its journal that its host keeps.
import type { Host, KeptJournal, ParsedJournal, Recorded, RunView } from '../../runbooks/index.ts';
import { createEmitter, type Emitter } from '../emitter.ts';
import type { Engine } from '../engine/loadEngine.ts';
import type { RunSession } from './RunSession.ts';

/** Milliseconds between two looks at the host. */
const every = 1000;

/**
 * Reads what is there, then looks again until the run has ended or the session is disposed; then it closes `host`, which is the
 * session's from now on. Rejects with a JournalError where the copy is broken.
 */
export async function watchHostRun(engine: Engine, host: Host, kept: KeptJournal): Promise<RunSession> {
  const emitted = createEmitter<Recorded>();
  const changed: Emitter<void> = createEmitter();
  const never: Emitter<void> = createEmitter();
  const recorded: Recorded[] = [];
  let view: RunView = engine.emptyRun;
  let place = engine.journalStart;
  let live = true;
  let timer: NodeJS.Timeout | undefined;

  const add = (parsed: ParsedJournal): void => {
    place = { bytes: parsed.soundBytes, hash: parsed.hash, seq: place.seq + parsed.recorded.length };
    for (const next of parsed.recorded) {
      recorded.push(next);
      view = engine.foldRun(view, next);
      emitted.fire(next);
    }
    if (view.outcome !== undefined || parsed.problem !== undefined) end();
  };
  const end = (): void => {
    clearTimeout(timer);
    if (!live) return;
    live = false;
    void host.close();
    changed.fire();
  };
  const look = async (): Promise<void> => {
    add(engine.parseJournal((await engine.readCopy(host, kept, place.bytes)).toString('utf8'), place));
  };
  const wait = (): void => {
    if (!live) return;
    timer = setTimeout(() => void look().then(wait, end), every);
    timer.unref();
  };
  add(await engine.readHostJournal(host, kept));
  wait();
  void host.lost.then(end);
  return {
    id: kept.run,
    folder: undefined,
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
    dispose: end,
  };
}
