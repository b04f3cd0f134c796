// A signature as ssh-keygen -Y sign makes it (OpenSSH's PROTOCOL.sshsig), apart and together.
import { createHash } from 'node:crypto';
import { WireReader } from '../../hosts/ssh/agent/WireReader.ts';
import { wireString } from '../../hosts/ssh/agent/wireString.ts';

const magic = Buffer.from('SSHSIG');
const [begin, end] = ['-----BEGIN SSH SIGNATURE-----', '-----END SSH SIGNATURE-----'];
const lineLength = 70;

export interface Signature {
  /** The blob of the public key, as SSH sends it. */
  readonly key: Buffer;
  /** What it is a signature for: one for something else proves nothing. */
  readonly namespace: string;
  readonly hash: 'sha256' | 'sha512';
  /** Algorithm and signature, as an agent gives it. */
  readonly signature: Buffer;
}

/** What the key really signs. */
export function signedBytes(message: Buffer, namespace: string, hash: Signature['hash']): Buffer {
  const digest = createHash(hash).update(message).digest();
  return Buffer.concat([magic, ...[namespace, '', hash, digest].map(wireString)]);
}

/** As a file that `ssh-keygen -Y verify` reads. */
export function armour({ key, namespace, hash, signature }: Signature): string {
  const version = Buffer.of(0, 0, 0, 1);
  const blob = Buffer.concat([magic, version, ...[key, namespace, '', hash, signature].map(wireString)]);
  const lines = blob.toString('base64').match(new RegExp(`.{1,${String(lineLength)}}`, 'g')) ?? [];
  return [begin, ...lines, end, ''].join('\n');
}

/** Reads such a file; undefined where it is none. */
export function unarmour(text: string): Signature | undefined {
  const lines = text.trim().split(/\r?\n/);
  const base64 = lines.slice(1, -1).join('');
  if (lines[0] !== begin || lines.at(-1) !== end || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
  try {
    const blob = Buffer.from(base64, 'base64');
    const reader = new WireReader(blob.subarray(magic.length));
    if (!blob.subarray(0, magic.length).equals(magic) || reader.uint32() !== 1) return undefined;
    const key = reader.string();
    const namespace = reader.text();
    reader.string();
    const hash = reader.text();
    const signature = reader.string();
    if (reader.left > 0 || (hash !== 'sha256' && hash !== 'sha512')) return undefined;
    return { key, namespace, hash, signature };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
