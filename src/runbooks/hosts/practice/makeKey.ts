// An ed25519 key that lives in memory only.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { wireString } from './wire.ts';

export interface Key {
  /** The public key as SSH sends it. */
  readonly blob: Buffer;
  /** `ssh-ed25519 AAAA…` */
  readonly line: string;
  /** `SHA256:…` */
  readonly fingerprint: string;
  /** The private key as an OpenSSH file without a passphrase. */
  readonly file: string;
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
    file: fileOf(blob, point, privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(-32)),
    sign: (data) => Buffer.concat([wireString(type), wireString(sign(null, data, privateKey))]),
  };
}

/** As OpenSSH's PROTOCOL.key has it. Ours, because ssh2's own drops a leading zero, and cannot read one key of 256 that it made. */
function fileOf(blob: Buffer, point: Buffer, seed: Buffer): string {
  const check = randomBytes(4);
  const secret = Buffer.concat([
    ...[check, check, wireString(type), wireString(point)],
    ...[wireString(Buffer.concat([seed, point])), wireString('')],
  ]);
  const padding = Buffer.from(Array.from({ length: -secret.length & 7 }, (_, index) => index + 1));
  const file = Buffer.concat([
    ...[Buffer.from('openssh-key-v1\0'), wireString('none'), wireString('none'), wireString('')],
    ...[Buffer.from([0, 0, 0, 1]), wireString(blob), wireString(Buffer.concat([secret, padding]))],
  ]);
  const lines = file.toString('base64').replace(/.{70}/g, '$&\n');
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines}\n-----END OPENSSH PRIVATE KEY-----\n`;
}

/** `SHA256:…` of a public key as SSH sends it. */
function fingerprintOf(blob: Buffer): string {
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}
