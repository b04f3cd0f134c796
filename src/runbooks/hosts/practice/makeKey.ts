// An ed25519 key that lives in memory only.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { wireString } from './wire.ts';

export interface Key {
  /** The public key as SSH sends it. */
  readonly blob: Buffer;
  /** `ssh-ed25519 AAAA…` */
  readonly line: string;
  /** `SHA256:…` */
  readonly fingerprint: string;
  /** The signature of `data` as SSH sends it. */
  sign(data: Buffer): Buffer;
}

const type = 'ssh-ed25519';

/** A fresh key. */
export function makeKey(): Key {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const point = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
  const blob = Buffer.concat([wireString(type), wireString(point)]);
  return {
    blob,
    line: `${type} ${blob.toString('base64')}`,
    fingerprint: fingerprintOf(blob),
    sign: (data) => Buffer.concat([wireString(type), wireString(sign(null, data, privateKey))]),
  };
}

/** `SHA256:…` of a public key as SSH sends it. */
export function fingerprintOf(blob: Buffer): string {
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}
