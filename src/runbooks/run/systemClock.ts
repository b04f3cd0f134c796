// The machine's clock.
import type { Clock } from './Ports.ts';

/** The longest wait that a timer of the runtime takes. */
const longest = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  async until(due, signal) {
    while (!signal.aborted) {
      const left = due - Date.now();
      if (left <= 0) return;
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        const timer = setTimeout(wake, Math.min(left, longest));
        signal.addEventListener('abort', wake, { once: true });
      });
    }
  },
};
