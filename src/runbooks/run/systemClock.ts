// The machine's clock.
import type { Clock } from './Ports.ts';

/** The longest wait that a timer of the runtime takes. */
const longest = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  async until(due, signal) {
    // Counted down and not looked up again: a clock that is set meanwhile makes no wait longer.
    for (let left = due - Date.now(); left > 0 && !signal.aborted; left -= longest) {
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
