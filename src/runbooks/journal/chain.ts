// The hash chain of a journal: finds accidents (torn lines, edits, lost lines). It proves no origin; a signature does.
import { createHash } from 'node:crypto';
import type { Recorded } from '../run/Recorded.ts';

/** The hash before the first line. */
export const chainStart = '0'.repeat(64);

/** One line of the file: the record and the hash over the hash before it and the record's own JSON. */
export function chainLine(recorded: Recorded, previous: string): { readonly line: string; readonly hash: string } {
  const body = JSON.stringify(recorded);
  const hash = linkHash(previous, body);
  return { line: `${hash} ${body}\n`, hash };
}

/** sha256 over the hash before and the body, hex. */
export function linkHash(previous: string, body: string): string {
  return createHash('sha256').update(previous).update(' ').update(body).digest('hex');
}
