// Journal text to events, checked line by line.
import * as z from 'zod';
import { isEventType } from '../run/eventTypes.ts';
import type { Recorded } from '../run/Recorded.ts';
import type { Message } from '../texts/Message.ts';
import { chainStart, linkHash } from './chain.ts';

export interface ParsedJournal {
  readonly recorded: readonly Recorded[];
  /** Bytes of the sound part; what follows is torn or broken. */
  readonly soundBytes: number;
  /** Hash of the last sound line. */
  readonly hash: string;
  /** The last line was cut short by a crash; dropping it is safe, since nothing was done before it was whole. */
  readonly torn: boolean;
  /** Something is wrong that a crash does not explain. */
  readonly problem?: Message;
}

/** Where in a journal something was read to. */
export interface JournalPlace {
  readonly bytes: number;
  /** Hash of the line before it. */
  readonly hash: string;
  /** Number of the next event. */
  readonly seq: number;
}

export const journalStart: JournalPlace = { bytes: 0, hash: chainStart, seq: 0 };

/** Parses a journal's text from `from` on. A torn last line is an accident that is expected; anything else wrong is a problem, with its line. */
export function parseJournal(text: string, from: JournalPlace = journalStart): ParsedJournal {
  const recorded: Recorded[] = [];
  let { hash, bytes: soundBytes } = from;
  let start = 0;
  const stop = (code: 'run.journal.broken' | 'run.journal.format'): ParsedJournal => ({
    recorded,
    soundBytes,
    hash,
    torn: false,
    problem: { code, args: { line: from.seq + recorded.length + 1 } },
  });
  while (start < text.length) {
    const end = text.indexOf('\n', start);
    if (end < 0) return { recorded, soundBytes, hash, torn: true };
    const line = text.slice(start, end);
    const body = line.slice(65);
    if (line.slice(0, 64) !== linkHash(hash, body)) return stop('run.journal.broken');
    const next = asRecorded(body);
    if (next?.seq !== from.seq + recorded.length) return stop('run.journal.broken');
    if (!isEventType(next.event.type)) return stop('run.journal.format');
    if (next.event.type === 'runStarted' && !isKnownFormat(next.event)) return stop('run.journal.format');
    recorded.push(next);
    hash = line.slice(0, 64);
    soundBytes += Buffer.byteLength(line) + 1;
    start = end + 1;
  }
  return { recorded, soundBytes, hash, torn: false };
}

/** A chain that holds says nothing about who made it: what stands in a line may be anything. */
function asRecorded(body: string): Recorded | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    const checked = shape.safeParse(parsed);
    return checked.success ? (parsed as Recorded) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const shape = z.object({ seq: z.int().min(0), at: z.number(), event: z.object({ type: z.string() }) });

/** What another version wrote may be of any format, whatever the types say. */
function isKnownFormat({ format }: { readonly format: number }): boolean {
  return format === 1;
}
