// Output files in pieces: whole characters, offsets in characters, of a long file the end.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readPieces, type Piece } from '../../../src/extension/panel/readPieces.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gated-runbooks-pieces-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function all(reading: AsyncIterable<Piece>): Promise<readonly Piece[]> {
  const found: Piece[] = [];
  for await (const piece of reading) found.push(piece);
  return found;
}

async function pieces(text: string, limit?: number): Promise<readonly Piece[]> {
  const file = join(folder, 'output');
  await writeFile(file, text);
  return all(readPieces(file, limit));
}

it('gives a file whole, in pieces that follow each other', async () => {
  const text = '日志 one line\n'.repeat(60_000);
  const found = await pieces(text);
  expect(found.length).toBeGreaterThan(2);
  expect(found.map((piece) => piece.text).join('')).toBe(text);
  let offset = 0;
  for (const piece of found) {
    expect(piece.offset).toBe(offset);
    offset += piece.text.length;
  }
});

it('gives the end of a long one, at its place', async () => {
  const text = 'é0123456789\n'.repeat(100_000);
  const found = await pieces(text, 300_000);
  const [first] = found;
  expect(first?.offset).toBeGreaterThan(0);
  expect(found.map((piece) => piece.text).join('')).toBe(text.slice(first?.offset));
  expect(text.length - (first?.offset ?? 0)).toBeGreaterThan(200_000);
});

it('gives nothing of a file that is empty or not there', async () => {
  expect(await pieces('')).toEqual([]);
  expect(await all(readPieces(join(folder, 'nothing')))).toEqual([]);
});
