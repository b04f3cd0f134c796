// Which hosts a workspace's runbooks have met: where each really is, and the host key it showed.
import type { Memento } from 'vscode';
import type { HostIdentity } from '../../runbooks/index.ts';

const key = 'metHosts';

export interface MetHosts {
  has(identity: Meeting): boolean;
  add(identity: Meeting): Promise<void>;
}

/** What a person is shown of a host, and so what they agreed to. */
export type Meeting = Pick<HostIdentity, 'address' | 'jumps' | 'hostKey'>;

/** Kept in `memento`, which belongs to the workspace. */
export function createMetHosts(memento: Pick<Memento, 'get' | 'update'>): MetHosts {
  const read = (): readonly string[] => memento.get<readonly string[]>(key, []);
  return {
    has: (identity) => read().includes(nameOf(identity)),
    async add(identity) {
      const known = read();
      if (!known.includes(nameOf(identity))) await memento.update(key, [...known, nameOf(identity)]);
    },
  };
}

function nameOf({ address, jumps, hostKey }: Meeting): string {
  return JSON.stringify([address, jumps, hostKey]);
}
