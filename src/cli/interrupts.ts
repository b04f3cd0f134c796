// Ctrl-C: once cancels properly, twice leaves at once.
import { setMaxListeners } from 'node:events';

export interface Interrupts {
  /** Aborted by the first one. */
  readonly signal: AbortSignal;
  /** What a prompt calls when it sees Ctrl-C itself. */
  readonly interrupt: () => void;
  /** Stops listening. */
  readonly stop: () => void;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Listens to the process's signals. `leave` is called for the second one; it has to end the process. */
export function listenForInterrupts(leave: () => void): Interrupts {
  const controller = new AbortController();
  // Everything that goes on at once listens to it: a large runbook is no leak.
  setMaxListeners(0, controller.signal);
  const interrupt = (): void => {
    if (controller.signal.aborted) leave();
    else controller.abort();
  };
  for (const signal of signals) process.on(signal, interrupt);
  return {
    signal: controller.signal,
    interrupt,
    stop() {
      for (const signal of signals) process.off(signal, interrupt);
    },
  };
}
