// A run that goes on from its journal alone.
import { drive } from './drive.ts';
import { evolve } from './evolve.ts';
import { begin } from './evolve/begin.ts';
import type { Ports } from './Ports.ts';
import type { Recorded } from './Recorded.ts';
import type { RunState } from './RunState.ts';

/** The state that a journal's events amount to. */
export function replay(recorded: readonly Recorded[]): RunState {
  const [first, ...rest] = recorded;
  if (first === undefined) throw new Error('an empty journal has no state');
  return rest.reduce(evolve, begin(first));
}

/** Whether a run can be gone on with: it did not end, or it ended with something that nobody could say. */
export function resumable(state: RunState): boolean {
  return state.mode === 'run' && (state.ended === undefined || state.ended.outcome === 'unknown');
}

/** Goes on with the run in `ports.journal`. Yields the events from `runResumed` on. */
export async function* resumeRun(engine: string, ports: Ports, signal: AbortSignal): AsyncGenerator<Recorded, void> {
  const { journal, clock, person } = ports;
  const { name: by, interactive, prepared, takeOver } = person;
  const state = replay(journal.recorded);
  const resumed = await journal.append(
    { type: 'runResumed', by, engine, interactive, prepared, ...(takeOver === undefined ? {} : { takeOver }) },
    { at: clock.now(), flush: true },
  );
  yield resumed;
  yield* drive(evolve(state, resumed), ports, signal);
}
