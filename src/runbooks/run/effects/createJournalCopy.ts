// Keeps a copy of the run's journal on its hosts, so that a colleague can watch the run and go on with it.
import type { Command, Host } from '../../hosts/Host.ts';
import type { JournalPiece } from '../../hosts/HostJournals.ts';
import type { LeaseProof } from '../../hosts/HostLeases.ts';
import { HostRefusal } from '../../hosts/HostRefusal.ts';
import { parseJournal } from '../../journal/parseJournal.ts';
import { readCopy } from '../../journal/readCopy.ts';
import { createCopier } from '../copy/createCopier.ts';
import type { Recorded } from '../Recorded.ts';
import type { Looking } from './Looking.ts';

type Become = Command['become'];

/** Bytes that go in one piece, but for a line that is longer. */
const pieceSize = 256 * 1024;
/** Milliseconds between two pieces where nothing else is sent. */
const sendEvery = 2_000;
/** Milliseconds that the last piece may take at the end of a run. */
const lastPatience = 5_000;
/** A run of many hosts keeps its copy on the first of them only. */
const mostHosts = 4;

export interface JournalCopy {
  /**
   * Begins on a host whose lease was just taken. False where the copy there tells of somebody who went on with this run and of whom this
   * journal knows nothing.
   */
  begin(name: string, host: Host, lease: LeaseProof): Promise<boolean>;
  /** What the host does not have yet, to go with what is launched there as `become`. */
  piece(name: string, become: Become): JournalPiece | undefined;
  /** Sends what is missing to every host that keeps a copy. */
  send(): Promise<void>;
  /** Sends the end, while there is patience for it. */
  close(): Promise<void>;
}

interface Kept {
  readonly lease: LeaseProof;
  readonly become: Become;
  at: number;
  sending: Promise<void> | undefined;
}

export function createJournalCopy(looking: Looking): JournalCopy {
  const copier = createCopier();
  const { journal } = looking.ports;
  const hosts = new Map<string, Kept>();
  let copy = Buffer.alloc(0);
  let copied = 0;
  const catchUp = (): Buffer => {
    const lines = journal.recorded.slice(copied).map((one) => copier.next(one));
    copied = journal.recorded.length;
    if (lines.length > 0) copy = Buffer.concat([copy, Buffer.from(lines.join(''))]);
    return copy;
  };
  /** Whole lines from where the host's copy ends. */
  const rest = ({ become, at }: Kept): JournalPiece | undefined => {
    const all = catchUp();
    if (at >= all.length) return undefined;
    const last = all.subarray(at, at + pieceSize).lastIndexOf(newline);
    const end = last < 0 ? all.indexOf(newline, at) : at + last;
    return { run: looking.state().runId, become, at, text: all.toString('utf8', at, end + 1) };
  };
  const sendTo = async (name: string, kept: Kept): Promise<void> => {
    for (let piece = rest(kept); piece !== undefined; piece = rest(kept)) {
      const answer = await looking.host(name)?.journals.append(piece);
      if (answer === undefined || 'lost' in answer) return;
      const all = catchUp();
      // Its disk is full, or another goes on with the run, which is told elsewhere. The run does not depend on its copy.
      if (answer.size === piece.at || answer.size > all.length || all[answer.size - 1] !== newline) return;
      kept.at = answer.size;
    }
  };
  const send = async (): Promise<void> => {
    await Promise.all(
      [...hosts].map(([name, kept]) => {
        kept.sending ??= sendTo(name, kept)
          .catch(passRefusal)
          .finally(() => {
            kept.sending = undefined;
          });
        return kept.sending;
      }),
    );
  };
  const timer = setInterval(() => void send(), sendEvery);
  timer.unref();

  return {
    send,
    async begin(name, host, lease) {
      if (hosts.size >= mostHosts && !hosts.has(name)) return true;
      const become = lease.numbers.root === undefined ? 'login' : 'root';
      const kept: Kept = { lease, become, at: 0, sending: undefined };
      // Only of a run that is gone on with there can be something already.
      if (journal.recorded.some(({ event }) => event.type === 'runResumed')) {
        const { runId: run } = looking.state();
        const there = await readCopy(host, { run, become });
        if (catchUp().subarray(0, there.length).equals(there)) kept.at = there.length;
        else if (goneOn(there, journal.recorded)) return false;
        else await host.journals.append({ run, become, at: 0, text: '' }, true);
      }
      hosts.set(name, kept);
      return true;
    },
    piece(name, become) {
      const kept = hosts.get(name);
      if (kept === undefined || kept.sending !== undefined) return undefined;
      // Where both have a state folder, a launch as the other can't write into this one's.
      const scope = kept.lease.numbers[become] === undefined ? kept.become : become;
      const piece = scope === kept.become ? rest(kept) : undefined;
      if (piece !== undefined) kept.at += Buffer.byteLength(piece.text);
      return piece;
    },
    async close() {
      clearInterval(timer);
      let patience: NodeJS.Timeout | undefined;
      const tired = new Promise<void>((resolve) => {
        patience = setTimeout(resolve, lastPatience);
      });
      await Promise.race([send().then(send), tired]);
      clearTimeout(patience);
    },
  };
}

const newline = 10;

function passRefusal(error: unknown): void {
  if (!(error instanceof HostRefusal)) throw error;
}

/** Whether somebody went on with the run of whom `recorded` knows nothing. */
function goneOn(copy: Buffer, recorded: readonly Recorded[]): boolean {
  const known = new Set(recorded.filter(({ event }) => event.type === 'runResumed').map(({ at }) => at));
  return parseJournal(copy.toString('utf8')).recorded.some(
    ({ at, event }) => event.type === 'runResumed' && !known.has(at),
  );
}
