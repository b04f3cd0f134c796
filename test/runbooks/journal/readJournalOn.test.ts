// A journal that is read while somebody else writes it.
import { appendFile, mkdtemp, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createJournal, JournalError, journalStart, readJournal, readJournalOn } from '../../../src/runbooks/index.ts';
import type { Journal, JournalPlace, ParsedJournal } from '../../../src/runbooks/index.ts';

let folder = '';
let journal: Journal;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gated-runbooks-tail-'));
  journal = await createJournal(join(folder, 'run'));
});
afterEach(async () => {
  await journal.close();
  await rm(folder, { recursive: true });
});

const write = async (reason: string): Promise<void> => {
  await journal.append({ type: 'hostLost', host: 'web', reason }, { at: 1, flush: false });
};
const file = (): string => join(folder, 'run', 'journal.jsonl');
const read = (from: JournalPlace): Promise<ParsedJournal> => readJournalOn(join(folder, 'run'), from);
const after = (from: JournalPlace, more: ParsedJournal): JournalPlace => ({
  bytes: more.soundBytes,
  hash: more.hash,
  seq: from.seq + more.recorded.length,
});

it('is read piece by piece to the same events', async () => {
  let place = journalStart;
  const seqs: number[] = [];
  for (const reason of ['a', '日志', 'c']) {
    await write(reason);
    await write(reason);
    const more = await read(place);
    seqs.push(...more.recorded.map(({ seq }) => seq));
    place = after(place, more);
  }
  expect(seqs).toEqual([0, 1, 2, 3, 4, 5]);
  expect((await read(place)).recorded).toEqual([]);
  expect(place.hash).toBe((await readJournal(join(folder, 'run'))).hash);
});

it('leaves a line that is not whole yet for the next time', async () => {
  await write('日志');
  await write('日志');
  const whole = await readFile(file());
  // Cut within a character of the second line.
  const cut = whole.lastIndexOf(Buffer.from('志')) + 1;
  await truncate(file(), cut);
  const first = await read(journalStart);
  expect(first.recorded.length).toBe(1);
  expect(first.problem).toBeUndefined();
  await appendFile(file(), whole.subarray(cut));
  expect((await read(after(journalStart, first))).recorded.length).toBe(1);
});

it('finds what is broken, with its line', async () => {
  await write('a');
  await write('b');
  const first = await read(journalStart);
  await appendFile(file(), `${'0'.repeat(64)} {}\n`);
  expect((await read(after(journalStart, first))).problem).toMatchObject({
    code: 'run.journal.broken',
    args: { line: 3 },
  });
});

it('that is not there is a JournalError', async () => {
  await expect(readJournalOn(join(folder, 'nothing'), journalStart)).rejects.toThrow(JournalError);
});
