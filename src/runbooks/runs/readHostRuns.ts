// The runs that a host knows of, whoever began them: who holds its lease, and the copies of journals that it keeps.
import type { Command, Host } from '../hosts/Host.ts';
import type { KeptJournal } from '../hosts/HostJournals.ts';
import type { LeaseHolder } from '../hosts/HostLeases.ts';
import { HostRefusal } from '../hosts/HostRefusal.ts';

export interface HostRuns {
  /** Who may change the host at present. */
  readonly holder: LeaseHolder | undefined;
  /** The newest first. */
  readonly kept: readonly KeptJournal[];
}

/** Looks only: at what root keeps, where this login can become root, and at what the login keeps itself. */
export async function readHostRuns(host: Host): Promise<HostRuns | { readonly lost: string }> {
  const found: HostRuns[] = [];
  for (const become of ['root', 'login'] as const) {
    const seen = await look(host, become);
    if (seen !== undefined && 'lost' in seen) return seen;
    if (seen !== undefined) found.push(seen);
  }
  const kept = new Map(found.flatMap((runs) => runs.kept.map((one) => [one.run, one])));
  return { holder: found.find(({ holder }) => holder !== undefined)?.holder, kept: [...kept.values()] };
}

async function look(host: Host, become: Command['become']): Promise<HostRuns | { readonly lost: string } | undefined> {
  try {
    const lease = await host.leases.look([become]);
    if ('lost' in lease) return lease;
    const listed = await host.journals.list(become);
    if ('lost' in listed) return listed;
    return { holder: 'held' in lease ? lease.held : undefined, kept: listed.kept };
  } catch (error) {
    // A login that can't become root sees what is its own.
    if (error instanceof HostRefusal && become === 'root') return undefined;
    throw error;
  }
}
