// A time limit that stands still while a person is asked.

/** Calls `onExpired` once `milliseconds` of running time have passed. */
export class Deadline {
  readonly #onExpired: () => void;
  #left: number;
  #startedAt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(milliseconds: number, onExpired: () => void) {
    this.#left = milliseconds;
    this.#onExpired = onExpired;
    this.resume();
  }

  pause(): void {
    if (this.#timer === undefined) return;
    this.stop();
    this.#left -= performance.now() - this.#startedAt;
  }

  resume(): void {
    if (this.#timer !== undefined) return;
    this.#startedAt = performance.now();
    this.#timer = setTimeout(this.#onExpired, Math.max(0, this.#left));
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
