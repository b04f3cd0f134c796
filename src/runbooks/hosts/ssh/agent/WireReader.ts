// Reads the data types of RFC 4251, in which SSH keys, signatures and agent messages are written.

/** Reads fields one after another; a field that is cut short throws a RangeError. */
export class WireReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  byte(): number {
    const value = this.#bytes.readUInt8(this.#at);
    this.#at += 1;
    return value;
  }

  uint32(): number {
    const value = this.#bytes.readUInt32BE(this.#at);
    this.#at += 4;
    return value;
  }

  /** A length-prefixed field, as it is. */
  string(): Buffer {
    const length = this.uint32();
    if (length > this.left) throw new RangeError('a field is longer than what holds it');
    const value = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return value;
  }

  /** A length-prefixed field of text. */
  text(): string {
    return this.string().toString('utf8');
  }

  /** Bytes not yet read. */
  get left(): number {
    return this.#bytes.length - this.#at;
  }
}
