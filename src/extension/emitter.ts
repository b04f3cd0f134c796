// Tells listeners that something happened; plain, so that what uses it can be tested without an editor.

/** Listens until what is returned is disposed. */
export type Listen<T> = (listener: (value: T) => unknown) => { dispose(): void };

export interface Emitter<T> {
  readonly event: Listen<T>;
  fire(value: T): void;
}

/** Nobody listens yet. */
export function createEmitter<T>(): Emitter<T> {
  const listeners = new Set<(value: T) => unknown>();
  return {
    event: (listener) => {
      // The same function may listen twice.
      const own = (value: T): unknown => listener(value);
      listeners.add(own);
      return { dispose: () => void listeners.delete(own) };
    },
    fire(value) {
      for (const listener of [...listeners]) listener(value);
    },
  };
}
