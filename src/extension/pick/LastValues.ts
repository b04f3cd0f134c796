// What a person chose for a runbook the last time, in this workspace. Secrets never come here.
import type { Memento } from 'vscode';

const key = 'lastValues';
/** Runbooks whose values are kept; the longest unused go first. */
const most = 100;

export interface LastChoice {
  readonly hosts: Readonly<Record<string, readonly string[]>>;
  readonly inputs: Readonly<Record<string, string>>;
}

export interface LastValues {
  of(runbook: string): LastChoice;
  keep(runbook: string, choice: LastChoice): Promise<void>;
}

/** Kept in `memento`, which belongs to the workspace. */
export function createLastValues(memento: Pick<Memento, 'get' | 'update'>): LastValues {
  const read = (): readonly (readonly [string, LastChoice])[] => memento.get(key, []);
  return {
    of: (runbook) => read().find(([name]) => name === runbook)?.[1] ?? { hosts: {}, inputs: {} },
    async keep(runbook, { hosts, inputs }) {
      const others = read().filter(([name]) => name !== runbook);
      await memento.update(key, [[runbook, { hosts, inputs }], ...others].slice(0, most));
    },
  };
}
