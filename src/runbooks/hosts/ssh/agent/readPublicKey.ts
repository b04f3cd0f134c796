// Bytes → public key, certificates and security keys included.
import { createHash } from 'node:crypto';
import type { PublicKey } from './PublicKey.ts';
import { WireReader } from './WireReader.ts';
import { wireString } from './wireString.ts';

/** How many fields a key of this type has after its type's name. */
const FIELDS: Readonly<Record<string, number>> = {
  'ssh-ed25519': 1,
  'ssh-rsa': 2,
  'ssh-dss': 4,
  'ecdsa-sha2-nistp256': 2,
  'ecdsa-sha2-nistp384': 2,
  'ecdsa-sha2-nistp521': 2,
  'sk-ssh-ed25519@openssh.com': 2,
  'sk-ecdsa-sha2-nistp256@openssh.com': 3,
};
const CERTIFICATE = '-cert-v01@openssh.com';

/** The key in `blob`; undefined where it is cut short or its type is none we know. */
export function readPublicKey(blob: Buffer): PublicKey | undefined {
  try {
    const reader = new WireReader(blob);
    const type = reader.text();
    const certificate = type.endsWith(CERTIFICATE);
    const plainType = certificate ? plainTypeOf(type) : type;
    const count = FIELDS[plainType];
    if (count === undefined) return undefined;
    if (certificate) reader.string(); // the nonce
    const fields = Array.from({ length: count }, () => reader.string());
    const plain = certificate ? Buffer.concat([plainType, ...fields].map(wireString)) : blob;
    return {
      type,
      blob,
      plain,
      certificate,
      fingerprint: fingerprintOf(plain),
      rsaBits: plainType === 'ssh-rsa' && fields[1] !== undefined ? bitsOf(fields[1]) : undefined,
    };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function plainTypeOf(certificateType: string): string {
  const base = certificateType.slice(0, -CERTIFICATE.length);
  return base.startsWith('sk-') ? `${base}@openssh.com` : base;
}

function fingerprintOf(blob: Buffer): string {
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}

function bitsOf(mpint: Buffer): number {
  const first = mpint.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (mpint.length - first) * 8 - Math.clz32(mpint[first] ?? 0) + 24;
}
