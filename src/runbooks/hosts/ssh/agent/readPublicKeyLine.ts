// A line `type base64 comment`, as .pub files and known_hosts have it → public key.
import type { PublicKey } from './PublicKey.ts';
import { readPublicKey } from './readPublicKey.ts';

/** The key of a line; undefined where there is none, or the type's name is not the one inside. */
export function readPublicKeyLine(line: string): PublicKey | undefined {
  const [type, base64] = line.trim().split(/\s+/);
  if (type === undefined || base64 === undefined || !/^[A-Za-z0-9+/]+=*$/.test(base64)) return undefined;
  const key = readPublicKey(Buffer.from(base64, 'base64'));
  return key?.type === type ? key : undefined;
}
