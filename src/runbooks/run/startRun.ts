// A run from its first event.
import type { Plan } from '../plan/Plan.ts';
import { begin } from './evolve/begin.ts';
import { drive } from './drive.ts';
import type { Ports } from './Ports.ts';
import type { Recorded } from './Recorded.ts';

export interface RunRequest {
  readonly runId: string;
  /** `plan` only looks. */
  readonly mode: 'run' | 'plan';
  readonly plan: Plan;
  /** The engine's version. */
  readonly engine: string;
}

/** Runs a plan, or only looks. Yields every event; see {@link drive} for how it is cancelled and what it rejects with. */
export async function* startRun(
  request: RunRequest,
  ports: Ports,
  signal: AbortSignal,
): AsyncGenerator<Recorded, void> {
  const { person, clock, journal } = ports;
  const first = await journal.append(
    {
      type: 'runStarted',
      format: 1,
      ...request,
      by: person.name,
      interactive: person.interactive,
      prepared: person.prepared,
      ...(person.takeOver === undefined ? {} : { takeOver: person.takeOver }),
    },
    { at: clock.now(), flush: true },
  );
  yield first;
  yield* drive(begin(first), ports, signal);
}
