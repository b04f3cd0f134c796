// Reads a byte stream by lines, marks and counts, and takes no more from it than was asked for.
import type { Readable } from 'node:stream';

/** What is read next once the stream has ended. */
export const ended = Symbol('ended');
export type Ended = typeof ended;

/** One reader, one read at a time. A stream that breaks ends. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Buffer, undefined>;
  #held: Buffer = Buffer.alloc(0);

  constructor(stream: Readable) {
    this.#chunks = stream.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer, undefined>;
  }

  /** The bytes up to `mark`, which is taken too. They are held in memory. */
  async until(mark: Buffer): Promise<Buffer | Ended> {
    const parts: Buffer[] = [];
    let tail = this.#held;
    for (;;) {
      const at = tail.indexOf(mark);
      if (at >= 0) {
        this.#held = tail.subarray(at + mark.length);
        return Buffer.concat([...parts, tail.subarray(0, at)]);
      }
      const more = await this.#next();
      if (more === ended) {
        this.#held = Buffer.concat([...parts, tail]);
        return ended;
      }
      // Only the last bytes can be the beginning of a mark that the next chunk completes.
      const settled = Math.max(0, tail.length - mark.length + 1);
      parts.push(tail.subarray(0, settled));
      tail = Buffer.concat([tail.subarray(settled), more]);
    }
  }

  /** The next line, without its newline. */
  async line(): Promise<string | Ended> {
    const bytes = await this.until(newline);
    return bytes === ended ? ended : bytes.toString('utf8');
  }

  /** Hands on the next `count` bytes as they come; `take` may hold back the next piece. */
  async pass(count: number, take: (bytes: Buffer) => void | Promise<void>): Promise<Ended | undefined> {
    let left = count;
    while (left > 0) {
      if (this.#held.length === 0) {
        const more = await this.#next();
        if (more === ended) return ended;
        this.#held = more;
      }
      const piece = this.#held.subarray(0, left);
      this.#held = this.#held.subarray(piece.length);
      left -= piece.length;
      await take(piece);
    }
    return undefined;
  }

  /** Takes all that comes until the end, for nobody. */
  async drain(): Promise<void> {
    while ((await this.#next()) !== ended);
  }

  /** What came and was not taken: after an end, the bytes before it. */
  get rest(): Buffer {
    return this.#held;
  }

  async #next(): Promise<Buffer | Ended> {
    try {
      const chunk = await this.#chunks.next();
      return chunk.value ?? ended;
    } catch {
      // A reset says no more than an end does: why is told by the channel.
      return ended;
    }
  }
}

const newline = Buffer.from('\n');
