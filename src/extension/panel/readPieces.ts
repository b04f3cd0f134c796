// Reads an output file in pieces that a page can take; of a very long one its end.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

export interface Piece {
  /** In characters from the beginning of the file. */
  readonly offset: number;
  readonly text: string;
}

/** More than this of a stream is not shown; the file has it. */
const most = 16 * 1024 * 1024;
const pieceSize = 256 * 1024;

/** The pieces of `file` in order; none where it isn't there. A file that is longer than `limit` bytes begins near its end. */
export async function* readPieces(file: string, limit = most): AsyncGenerator<Piece, void> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size === 0) return;
  let offset = 0;
  let bytes = 0;
  // Offsets count characters, so the part that is left out is read too.
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: pieceSize })) {
    const text = String(chunk);
    bytes += Buffer.byteLength(text);
    if (size - bytes < limit) yield { offset, text };
    offset += text.length;
  }
}
