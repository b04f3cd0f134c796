// A memento in memory, as the editor's keeps plain JSON.
import type { Memento } from 'vscode';

/** Empty at first. */
export function memento(): Pick<Memento, 'get' | 'update'> & { readonly text: () => string } {
  const values = new Map<string, string>();
  return {
    get: <T>(key: string, preset?: T) => {
      const text = values.get(key);
      return (text === undefined ? preset : JSON.parse(text)) as T;
    },
    update: (key: string, value: unknown) => {
      values.set(key, JSON.stringify(value));
      return Promise.resolve();
    },
    text: () => JSON.stringify([...values]),
  };
}
