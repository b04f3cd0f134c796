// Which runs this window carries out, remembered across reloads, with when it was last known to be at them.
import type { Memento } from 'vscode';

const key = 'activeRuns';

/** When each was last known to be carried out, by id: milliseconds since the epoch. */
export type ActiveRuns = Readonly<Record<string, number>>;

export interface RunMemory {
  /** What an earlier life of this window left. */
  read(): ActiveRuns;
  /** Says that these are carried out now, and no others. */
  write(ids: readonly string[], now: number): Promise<void>;
  forget(id: string): Promise<void>;
}

/** Kept in `memento`, which belongs to the workspace. */
export function createRunMemory(memento: Pick<Memento, 'get' | 'update'>): RunMemory {
  const read = (): ActiveRuns => memento.get<ActiveRuns>(key, {});
  return {
    read,
    async write(ids, now) {
      await memento.update(key, { ...read(), ...Object.fromEntries(ids.map((id) => [id, now])) });
    },
    async forget(id) {
      const { [id]: _gone, ...rest } = read();
      await memento.update(key, rest);
    },
  };
}
