// However a stream is cut into chunks, the same is read from it.
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteReader, ended } from '../../../../../src/runbooks/hosts/ssh/shell/ByteReader.ts';

const cut = (bytes: Buffer, sizes: readonly number[]): Buffer[] => {
  const chunks: Buffer[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
};
const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 });
const bytes = fc.uint8Array({ max: 3, maxLength: 40 }).map((array) => Buffer.from(array));

describe('ByteReader', () => {
  test('finds a mark wherever the chunks end', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, bytes, sizes, async (before, after, cuts) => {
        const mark = Buffer.from([1, 2, 1, 3, 9]);
        const all = Buffer.concat([before, mark, after, mark]);
        const reader = new ByteReader(Readable.from(cut(all, cuts), { objectMode: false }));
        expect(await reader.until(mark)).toEqual(before);
        expect(await reader.until(mark)).toEqual(after);
        expect(await reader.until(mark)).toBe(ended);
      }),
    );
  });

  test('passes on exactly as many bytes as asked for, then goes on by lines', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, fc.string({ unit: 'grapheme-ascii' }), sizes, async (counted, line, cuts) => {
        const all = Buffer.concat([counted, Buffer.from(`${line}\nrest`)]);
        const reader = new ByteReader(Readable.from(cut(all, cuts), { objectMode: false }));
        const pieces: Buffer[] = [];
        expect(await reader.pass(counted.length, (piece) => void pieces.push(piece))).toBeUndefined();
        expect(Buffer.concat(pieces)).toEqual(counted);
        expect(await reader.line()).toBe(line);
        expect(await reader.line()).toBe(ended);
        expect(reader.rest.toString()).toBe('rest');
      }),
    );
  });

  test('holds the stream back while a piece is being taken', async () => {
    let made = 0;
    const endless = new Readable({
      highWaterMark: 1000,
      read() {
        made += 1000;
        this.push(Buffer.alloc(1000));
      },
    });
    const reader = new ByteReader(endless);
    let taken = 0;
    await reader.pass(100_000, async (piece) => {
      taken += piece.length;
      await new Promise((done) => setImmediate(done));
      expect(made - taken).toBeLessThan(5000);
    });
    expect(taken).toBe(100_000);
  });

  test('a stream that breaks ends', async () => {
    const broken = new Readable({
      read() {
        this.destroy(new Error('reset'));
      },
    });
    expect(await new ByteReader(broken).pass(1, () => undefined)).toBe(ended);
  });
});
