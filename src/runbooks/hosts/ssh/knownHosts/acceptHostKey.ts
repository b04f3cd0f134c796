// Keeps a host key that a person accepted, in a file of ours.
import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { PublicKey } from '../agent/PublicKey.ts';
import { knownHostsName } from './knownHostsName.ts';
import type { HostAddress } from './knownHostsName.ts';

/** Appends one line in one write, so that processes that do so at once don't mix theirs. Rejects when it can't be written. */
export async function acceptHostKey(file: string, address: HostAddress, key: PublicKey): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const line = `${knownHostsName(address)} ${key.type} ${key.blob.toString('base64')}\n`;
  await appendFile(file, line, { mode: 0o600 });
}
