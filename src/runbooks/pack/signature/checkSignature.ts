// Whether a signature fits what it is said to sign. Who its key belongs to is another question.
import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { readPublicKey } from '../../hosts/ssh/agent/readPublicKey.ts';
import type { PublicKey } from '../../hosts/ssh/agent/PublicKey.ts';
import { WireReader } from '../../hosts/ssh/agent/WireReader.ts';
import { signedBytes, type Signature } from './Signature.ts';

/** Shorter ones can be forged. */
const leastRsaBits = 2048;
const rsaDigests: Readonly<Record<string, string>> = { 'rsa-sha2-256': 'sha256', 'rsa-sha2-512': 'sha512' };
interface Curve {
  readonly crv: string;
  readonly digest: string;
  /** Of a coordinate. */
  readonly bytes: number;
}
const curves: Readonly<Record<string, Curve>> = {
  nistp256: { crv: 'P-256', digest: 'sha256', bytes: 32 },
  nistp384: { crv: 'P-384', digest: 'sha384', bytes: 48 },
  nistp521: { crv: 'P-521', digest: 'sha512', bytes: 66 },
};

/** The key that signed `message` for `namespace`; undefined where it did not, or the key is of no kind that can. */
export function checkSignature(message: Buffer, namespace: string, signature: Signature): PublicKey | undefined {
  if (signature.namespace !== namespace) return undefined;
  const key = readPublicKey(signature.key);
  if (key === undefined || key.certificate) return undefined;
  try {
    return fits(key, signedBytes(message, namespace, signature.hash), new WireReader(signature.signature))
      ? key
      : undefined;
  } catch (error) {
    // A field cut short, or a point that is on no curve: no signature.
    if (error instanceof RangeError || (error instanceof Error && 'code' in error)) return undefined;
    throw error;
  }
}

function fits(key: PublicKey, data: Buffer, reader: WireReader): boolean {
  const fields = new WireReader(key.blob);
  fields.string();
  const algorithm = reader.text();
  const signature = reader.string();
  switch (key.type) {
    case 'ssh-ed25519':
      return algorithm === key.type && verify(null, data, ed25519(fields.string()), signature);
    case 'ssh-rsa': {
      const digest = rsaDigests[algorithm];
      if (digest === undefined || (key.rsaBits ?? 0) < leastRsaBits) return false;
      const [e = '', n = ''] = [fields.string(), fields.string()].map(positive);
      return verify(digest, data, createPublicKey({ key: { kty: 'RSA', e, n }, format: 'jwk' }), signature);
    }
    case 'ecdsa-sha2-nistp256':
    case 'ecdsa-sha2-nistp384':
    case 'ecdsa-sha2-nistp521':
      return algorithm === key.type && fitsCurve(ecdsa(fields), data, signature);
    case 'sk-ssh-ed25519@openssh.com': {
      const publicKey = ed25519(fields.string());
      return algorithm === key.type && verify(null, byToken(fields.string(), reader, data), publicKey, signature);
    }
    case 'sk-ecdsa-sha2-nistp256@openssh.com': {
      const publicKey = ecdsa(fields);
      return algorithm === key.type && fitsCurve(publicKey, byToken(fields.string(), reader, data), signature);
    }
    default:
      return false;
  }
}

interface CurveKey {
  readonly curve: Curve;
  readonly key: KeyObject;
}

function ecdsa(fields: WireReader): CurveKey | undefined {
  const curve = curves[fields.text()];
  const point = fields.string();
  if (curve === undefined || point.length !== 1 + 2 * curve.bytes || point[0] !== 4) return undefined;
  const [x = '', y = ''] = [point.subarray(1, 1 + curve.bytes), point.subarray(1 + curve.bytes)].map(base64url);
  return { curve, key: createPublicKey({ key: { kty: 'EC', crv: curve.crv, x, y }, format: 'jwk' }) };
}

function fitsCurve(publicKey: CurveKey | undefined, data: Buffer, signature: Buffer): boolean {
  if (publicKey === undefined) return false;
  const { curve, key } = publicKey;
  const numbers = new WireReader(signature);
  const [r, s] = [padded(numbers.string(), curve.bytes), padded(numbers.string(), curve.bytes)];
  if (r === undefined || s === undefined || numbers.left > 0) return false;
  return verify(curve.digest, data, { key, dsaEncoding: 'ieee-p1363' }, Buffer.concat([r, s]));
}

/** What a security key signs: its application, its flags and counter, and the data, by their sums. */
function byToken(application: Buffer, signature: WireReader, data: Buffer): Buffer {
  const flagsAndCounter = Buffer.alloc(5);
  flagsAndCounter.writeUInt8(signature.byte());
  flagsAndCounter.writeUInt32BE(signature.uint32(), 1);
  return Buffer.concat([sha256(application), flagsAndCounter, sha256(data)]);
}

function ed25519(point: Buffer): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: base64url(point) }, format: 'jwk' });
}

/** An mpint without the zero that says that it is positive. */
function positive(number: Buffer): string {
  return base64url(number[0] === 0 ? number.subarray(1) : number);
}

function padded(number: Buffer, bytes: number): Buffer | undefined {
  const digits = number[0] === 0 ? number.subarray(1) : number;
  return digits.length > bytes ? undefined : Buffer.concat([Buffer.alloc(bytes - digits.length), digits]);
}

function base64url(bytes: Buffer): string {
  return bytes.toString('base64url');
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
