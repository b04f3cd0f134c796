// The two shapes of which SSH's messages are made (RFC 4251, section 5).

/** A length in four bytes, then the bytes. */
export function wireString(content: Buffer | string): Buffer {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** The string at `offset`, and where the next field begins; undefined when the message is shorter than it says. */
export function readWireString(message: Buffer, offset: number): { bytes: Buffer; next: number } | undefined {
  if (offset + 4 > message.length) return undefined;
  const next = offset + 4 + message.readUInt32BE(offset);
  return next > message.length ? undefined : { bytes: message.subarray(offset + 4, next), next };
}
