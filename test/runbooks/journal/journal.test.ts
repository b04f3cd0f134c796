// A journal keeps what was appended, finds what was changed, and forgives only a torn last line.
import { appendFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createJournal, openJournal, readJournal } from '../../../src/runbooks/journal/fileJournal.ts';
import { JournalError } from '../../../src/runbooks/journal/JournalError.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'journal-')), 'run');
  file = join(folder, 'journal.jsonl');
  const journal = await createJournal(folder);
  for (let n = 0; n < 5; n++)
    await journal.append({ type: 'timerFired', timer: `t${String(n)}`, due: n }, { at: n, flush: n === 2 });
  await journal.close();
});
afterEach(() => rm(join(folder, '..'), { recursive: true }));

describe('a journal on disk', () => {
  it('gives back what was appended, for its owner only', async () => {
    const { recorded, torn, problem } = await readJournal(folder);
    expect(recorded.map(({ seq, at }) => [seq, at])).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 4],
    ]);
    expect({ torn, problem }).toEqual({ torn: false, problem: undefined });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  it('drops a torn last line at every byte and goes on after it', async () => {
    const text = await readFile(file, 'utf8');
    const lastLine = text.lastIndexOf('\n', text.length - 2) + 1;
    for (let end = lastLine + 1; end < text.length; end += 7) {
      await writeFile(file, text);
      await truncate(file, end);
      const read = await readJournal(folder);
      expect([read.torn, read.problem]).toEqual([true, undefined]);
      const journal = await openJournal(folder);
      await journal.append({ type: 'timerFired', timer: 'after', due: 9 }, { at: 9, flush: true });
      await journal.close();
      const { recorded, problem } = await readJournal(folder);
      expect(problem).toBeUndefined();
      expect(recorded.map(({ seq }) => seq)).toEqual([0, 1, 2, 3, 4]);
    }
  });

  it('finds any changed byte and names its line', async () => {
    const text = await readFile(file, 'utf8');
    for (const at of [0, 70, 100, Math.floor(text.length / 2), text.length - 3]) {
      const other = text[at] === '7' ? '8' : '7';
      await writeFile(file, text.slice(0, at) + other + text.slice(at + 1));
      const line = text.slice(0, at).split('\n').length;
      expect((await readJournal(folder)).problem).toMatchObject({ code: 'run.journal.broken', args: { line } });
      await expect(openJournal(folder)).rejects.toThrow(JournalError);
    }
  });

  it('finds a line that was taken out, and one put in', async () => {
    const lines = (await readFile(file, 'utf8')).split('\n');
    await writeFile(file, [...lines.slice(0, 2), ...lines.slice(3)].join('\n'));
    expect((await readJournal(folder)).problem?.code).toBe('run.journal.broken');
    await writeFile(file, lines.join('\n'));
    await appendFile(file, `${lines[4] ?? ''}\n`);
    expect((await readJournal(folder)).problem?.code).toBe('run.journal.broken');
  });

  it('never takes the place of another run', async () => {
    await expect(createJournal(folder)).rejects.toMatchObject({ said: { code: 'run.journal.unwritable' } });
    expect((await readJournal(folder)).recorded).toHaveLength(5);
  });

  it('says why it cannot be written or read', async () => {
    await expect(readJournal(join(folder, 'none'))).rejects.toMatchObject({ said: { code: 'run.journal.unreadable' } });
    await expect(createJournal(join(file, 'under-a-file'))).rejects.toMatchObject({
      said: { code: 'run.journal.unwritable' },
    });
  });
});
