// The head of a file in a tar archive (POSIX ustar, with a pax head before it where ustar has no room).

export const blockSize = 512;
/** What a ustar head can say; longer names and larger sizes need a pax head. */
const longestName = 100;
const largestSize = 8 ** 11 - 1;

export interface TarFile {
  /** With slashes, relative. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** The blocks before a file's bytes. Equal files have equal heads: nothing of the machine or its user is in them. */
export function tarHeader(file: TarFile): Buffer {
  const { path, size } = file;
  const records = [
    ...(Buffer.byteLength(path) > longestName ? [paxRecord('path', path)] : []),
    ...(size > largestSize ? [paxRecord('size', String(size))] : []),
  ];
  const own = header({ ...file, size: Math.min(size, largestSize) }, '0');
  if (records.length === 0) return own;
  const pax = Buffer.from(records.join(''));
  return Buffer.concat([header({ path: 'pax', size: pax.length, at: file.at }, 'x'), pax, tarPadding(pax.length), own]);
}

/** The zeros that fill a file's last block. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((blockSize - (size % blockSize)) % blockSize);
}

/** What of the name has no room is cut off, for readers that know no pax. */
function header({ path, size, at }: TarFile, type: '0' | 'x'): Buffer {
  const head = Buffer.alloc(blockSize);
  const octal = (value: number, digits: number, offset: number): void => {
    head.write(value.toString(8).padStart(digits, '0'), offset, 'latin1');
  };
  head.set(Buffer.from(path).subarray(0, longestName));
  octal(0o600, 7, 100);
  octal(0, 7, 108);
  octal(0, 7, 116);
  octal(size, 11, 124);
  octal(Math.max(0, Math.floor(at / 1000)), 11, 136);
  head.write(type, 156, 'latin1');
  head.write('ustar\u000000', 257, 'latin1');
  // The sum of its bytes, with blanks where the sum itself stands.
  head.fill(' ', 148, 156);
  octal(
    head.reduce((sum, byte) => sum + byte, 0),
    6,
    148,
  );
  head.write('\u0000 ', 154, 'latin1');
  return head;
}

/** `<its own length> name=value\n`. */
function paxRecord(name: string, value: string): string {
  const rest = ` ${name}=${value}\n`;
  const bytes = Buffer.byteLength(rest);
  let length = bytes;
  while (length !== bytes + String(length).length) length = bytes + String(length).length;
  return `${String(length)}${rest}`;
}
