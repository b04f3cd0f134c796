// One signature at a time: an agent may show the person one prompt, and two at once confuse both.

/** Runs tasks one after another, in the order they came. */
export class SigningQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** Resolves or rejects as the task does, once all earlier ones have ended. */
  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
