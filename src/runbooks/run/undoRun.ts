// Backwards through a run that has ended, because a person wants its changes undone.
import { drive } from './drive.ts';
import { evolve } from './evolve.ts';
import type { Ports } from './Ports.ts';
import type { Recorded } from './Recorded.ts';
import { replay } from './resumeRun.ts';
import { undoOf } from './undoOf.ts';

/**
 * Undoes the run in `ports.journal`, from its last change to its first, each proven by its own gates. Yields the events
 * from its `runResumed` on. Throws a bug's error where {@link undoOf} says that there is nothing to undo.
 */
export async function* undoRun(engine: string, ports: Ports, signal: AbortSignal): AsyncGenerator<Recorded, void> {
  const { journal, clock, person } = ports;
  const { name: by, interactive, prepared, takeOver } = person;
  const state = replay(journal.recorded);
  const { refused } = undoOf(state);
  if (refused !== undefined) throw new Error(`this run cannot be undone: ${refused}`);
  const asked = await journal.append(
    {
      type: 'runResumed',
      by,
      engine,
      interactive,
      prepared,
      undo: true,
      ...(takeOver === undefined ? {} : { takeOver }),
    },
    { at: clock.now(), flush: true },
  );
  yield asked;
  yield* drive(evolve(state, asked), ports, signal);
}
