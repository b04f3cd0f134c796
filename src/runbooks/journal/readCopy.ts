// Reads the copy of a run's journal that a host keeps.
import type { Host } from '../hosts/Host.ts';
import type { KeptJournal } from '../hosts/HostJournals.ts';

/** More than this is no copy of ours. */
const mostBytes = 256 * 1024 * 1024;

/** All of it from the byte `from` on; what was read before the connection went. Empty where there is none. */
export async function readCopy(host: Host, kept: Pick<KeptJournal, 'run' | 'become'>, from = 0): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let at = from;
  while (at < mostBytes) {
    const piece = await host.journals.read(kept, at);
    if ('lost' in piece || piece.bytes.length === 0) break;
    pieces.push(piece.bytes);
    at += piece.bytes.length;
  }
  return Buffer.concat(pieces);
}
