// The files of a tar archive, one after another, from a stream that may be hostile: nothing is unpacked, and memory is bounded.
import { blockSize, tarHeader, tarPadding, type TarFile } from './tarHeader.ts';
import { TarError } from './TarError.ts';

/** A pax head says a name and a size; more than this is no honest one. */
const largestPax = 64 * 1024;

export interface ReadFile {
  readonly path: string;
  readonly size: number;
  /** Its bytes; what is not read of them is passed over. */
  readonly body: AsyncIterable<Buffer>;
}

/**
 * Gives every file with its bytes still to come. Throws a {@link TarError} where the archive is not, byte for byte, as
 * `tarHeader` has it: cut short, with anything but plain files in it, or with bytes after its end.
 */
export async function* readTar(stream: AsyncIterable<Buffer>): AsyncGenerator<ReadFile, void> {
  const bytes = reader(stream);
  for (;;) {
    const block = await bytes.take(blockSize);
    if (isZero(block)) break;
    const { path, size } = await readHead(block, bytes);
    let left = size;
    const body = async function* (): AsyncGenerator<Buffer, void> {
      while (left > 0) {
        const piece = await bytes.some(left);
        left -= piece.length;
        yield piece;
      }
    };
    yield { path, size, body: body() };
    await bytes.skip(left);
    if (!isZero(await bytes.take(tarPadding(size).length))) throw new TarError(`something hides behind ${path}`);
  }
  if (!isZero(await bytes.take(blockSize)) || (await bytes.more())) throw new TarError('something follows its end');
}

async function readHead(block: Buffer, bytes: Bytes): Promise<TarFile> {
  const pax = typeOf(block) === 'x' ? await readPax(block, bytes) : undefined;
  const own = pax === undefined ? block : await bytes.take(blockSize);
  const head = {
    path: pax?.path ?? textAt(own, 0, 100),
    size: pax?.size ?? numberAt(own, 124, 136),
    at: 1000 * numberAt(own, 136, 148),
  };
  const read = pax === undefined ? own : Buffer.concat([pax.raw, own]);
  if (!read.equals(tarHeader(head))) throw new TarError(`a head that is not ours before ${head.path}`);
  return head;
}

async function readPax(
  block: Buffer,
  bytes: Bytes,
): Promise<{ readonly raw: Buffer; readonly path: string | undefined; readonly size: number | undefined }> {
  const length = numberAt(block, 124, 136);
  if (length > largestPax) throw new TarError('a pax head of that size');
  const data = await bytes.take(length);
  const text = data.toString('utf8');
  const size = /^\d+ size=(\d{1,15})$/m.exec(text)?.[1];
  return {
    raw: Buffer.concat([block, data, await bytes.take(tarPadding(length).length)]),
    path: /^\d+ path=(.*)$/m.exec(text)?.[1],
    size: size === undefined ? undefined : Number(size),
  };
}

function typeOf(block: Buffer): string {
  return block.toString('latin1', 156, 157);
}

function textAt(block: Buffer, from: number, to: number): string {
  const field = block.subarray(from, to);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? field.length : end);
}

function numberAt(block: Buffer, from: number, to: number): number {
  const text = textAt(block, from, to);
  if (!/^[0-7]{1,11}$/.test(text)) throw new TarError('a number that is none');
  return Number.parseInt(text, 8);
}

function isZero(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0);
}

interface Bytes {
  /** Exactly so many. */
  take(count: number): Promise<Buffer>;
  /** At least one, at most so many. */
  some(most: number): Promise<Buffer>;
  skip(count: number): Promise<void>;
  /** Whether anything is left. */
  more(): Promise<boolean>;
}

function reader(stream: AsyncIterable<Buffer>): Bytes {
  const pieces = stream[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  const next = async (): Promise<boolean> => {
    while (held.length === 0) {
      const piece = await pieces.next();
      if (piece.done === true) return false;
      held = piece.value;
    }
    return true;
  };
  const some = async (most: number): Promise<Buffer> => {
    if (!(await next())) throw new TarError('it ends too early');
    const piece = held.subarray(0, most);
    held = held.subarray(piece.length);
    return piece;
  };
  return {
    some,
    async take(count) {
      const taken: Buffer[] = [];
      for (let left = count; left > 0;) {
        const piece = await some(left);
        left -= piece.length;
        taken.push(piece);
      }
      return Buffer.concat(taken);
    },
    async skip(count) {
      for (let left = count; left > 0;) left -= (await some(left)).length;
    },
    more: next,
  };
}
