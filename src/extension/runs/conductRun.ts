// Carries out a run in this window, from its first event to its last.
import type { Clock, Journal, Outputs, Ports, Recorded, RunView } from '../../runbooks/index.ts';
import { createEmitter, type Emitter } from '../emitter.ts';
import type { Engine } from '../engine/loadEngine.ts';
import type { PagePerson } from './PagePerson.ts';
import type { RunSession } from './RunSession.ts';

export interface ConductOptions {
  readonly id: string;
  readonly folder: string | undefined;
  readonly journal: Journal;
  readonly outputs: Outputs;
  readonly connect: Ports['connect'];
  readonly person: PagePerson;
  readonly clock: Clock;
  readonly secrets: Readonly<Record<string, string>>;
  /** Starts the engine, or goes on with it. */
  readonly start: (ports: Ports, signal: AbortSignal) => AsyncIterable<Recorded>;
  /** Gives the run back; called once, after its last event. */
  readonly release: () => Promise<void>;
}

export interface Conducted {
  readonly session: RunSession;
  /** Resolves with the first event that this window adds; rejects where not even that could be kept. */
  readonly begun: Promise<void>;
  /** Resolves when it is over. Rejects when the journal can't be kept any more. */
  readonly ended: Promise<void>;
}

/** Begins at once. */
export function conductRun(engine: Engine, options: ConductOptions): Conducted {
  const { journal, person } = options;
  const recorded = createEmitter<Recorded>();
  const changed: Emitter<void> = createEmitter();
  const cancelling = new AbortController();
  let view: RunView = engine.viewRun(journal.recorded);
  let live = true;
  let first: () => void = () => undefined;
  const firstEvent = new Promise<void>((resolve) => {
    first = resolve;
  });
  const go = async (): Promise<void> => {
    const { connect, clock, outputs, secrets } = options;
    try {
      const ports: Ports = { connect, journal, person, clock, outputs, secrets };
      for await (const next of options.start(ports, cancelling.signal)) {
        view = engine.foldRun(view, next);
        recorded.fire(next);
        first();
      }
    } finally {
      live = false;
      await options.release();
      changed.fire();
    }
  };
  const ended = go();
  return {
    session: {
      id: options.id,
      folder: options.folder,
      get owner() {
        return live;
      },
      get live() {
        return live;
      },
      get recorded() {
        return journal.recorded;
      },
      get view() {
        return view;
      },
      onRecorded: recorded.event,
      onDidChange: changed.event,
      onWrongText: person.onWrongText,
      answer: (answer) => (!live ? 'notOwner' : person.answer(answer) ? 'taken' : 'stale'),
      cancel: () => cancelling.abort(),
      dispose: () => undefined,
    },
    begun: Promise.race([firstEvent, ended]),
    ended,
  };
}
