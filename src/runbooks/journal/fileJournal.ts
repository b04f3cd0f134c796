// A run's journal on disk: JSONL with a hash chain, 0600 in a folder 0700, written ahead of what it announces.
import { mkdir, open, readFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Recorded } from '../run/Recorded.ts';
import { chainLine, chainStart } from './chain.ts';
import type { Journal } from './Journal.ts';
import { JournalError } from './JournalError.ts';
import { parseJournal, type JournalPlace, type ParsedJournal } from './parseJournal.ts';

const fileName = 'journal.jsonl';

/** Makes the folder of a new run and its empty journal. Throws {@link JournalError} where the folder can't be written or has a journal already. */
export async function createJournal(folder: string): Promise<Journal> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = await open(join(folder, fileName), 'ax', 0o600);
    const directory = await open(folder, 'r');
    await directory.sync();
    await directory.close();
    return append(file, [], chainStart);
  } catch (error) {
    throw new JournalError('run.journal.unwritable', folder, error);
  }
}

/**
 * Opens the journal of an earlier run for going on with it. A line torn by a crash is dropped.
 * Throws {@link JournalError} where it can't be read or written, or is broken.
 */
export async function openJournal(folder: string): Promise<Journal> {
  const parsed = await readJournal(folder);
  if (parsed.problem !== undefined) throw new JournalError(parsed.problem.code, folder, undefined, parsed.problem.args);
  try {
    const file = await open(join(folder, fileName), 'r+');
    await file.truncate(parsed.soundBytes);
    await file.close();
    return append(await open(join(folder, fileName), 'a'), [...parsed.recorded], parsed.hash);
  } catch (error) {
    throw new JournalError('run.journal.unwritable', folder, error);
  }
}

/** Reads a journal without touching it. Throws {@link JournalError} where there is none. */
export async function readJournal(folder: string): Promise<ParsedJournal> {
  try {
    return parseJournal(await readFile(join(folder, fileName), 'utf8'));
  } catch (error) {
    throw new JournalError('run.journal.unreadable', folder, error);
  }
}

/**
 * Reads what was appended since `from`, while somebody else writes: a last line that is not whole yet is left for the next time.
 * Throws {@link JournalError} where there is none.
 */
export async function readJournalOn(folder: string, from: JournalPlace): Promise<ParsedJournal> {
  try {
    const file = await open(join(folder, fileName), 'r');
    try {
      const { size } = await file.stat();
      const bytes = Buffer.alloc(Math.max(0, size - from.bytes));
      const { bytesRead } = await file.read(bytes, 0, bytes.length, from.bytes);
      return parseJournal(bytes.toString('utf8', 0, bytes.lastIndexOf(10, bytesRead - 1) + 1), from);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new JournalError('run.journal.unreadable', folder, error);
  }
}

function append(file: FileHandle, recorded: Recorded[], lastHash: string): Journal {
  let hash = lastHash;
  let broken: JournalError | undefined;
  return {
    recorded,
    async append(event, { at, flush }) {
      // After a failed write the file's end is unknown: nothing more may be announced through it.
      if (broken !== undefined) throw broken;
      const next: Recorded = { seq: recorded.length, at, event };
      const link = chainLine(next, hash);
      try {
        await file.appendFile(link.line);
        if (flush) await file.datasync();
      } catch (error) {
        broken = new JournalError('run.journal.unwritable', fileName, error);
        throw broken;
      }
      hash = link.hash;
      recorded.push(next);
      return next;
    },
    close: () => file.close(),
  };
}
