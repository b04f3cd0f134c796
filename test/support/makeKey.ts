// SSH keys for tests, made by the real ssh-keygen.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface KeyFiles {
  /** The private key's path; the public one is beside it, with `.pub`. */
  readonly file: string;
  /** `type base64 comment`, without a newline. */
  readonly line: string;
  /** `SHA256:…` */
  readonly fingerprint: string;
}

export interface MakeKeyOptions {
  readonly type?: 'ed25519' | 'rsa' | 'ecdsa';
  readonly bits?: number;
  readonly comment?: string;
  readonly passphrase?: string;
}

/** Makes a key pair `folder/name`. */
export async function makeKey(folder: string, name: string, options: MakeKeyOptions = {}): Promise<KeyFiles> {
  const file = join(folder, name);
  const bits = options.bits === undefined ? [] : ['-b', String(options.bits)];
  const { type = 'ed25519', comment = name, passphrase = '' } = options;
  await run('ssh-keygen', ['-q', '-t', type, ...bits, '-N', passphrase, '-C', comment, '-f', file]);
  const { stdout } = await run('ssh-keygen', ['-lf', `${file}.pub`]);
  return {
    file,
    line: (await readFile(`${file}.pub`, 'utf8')).trim(),
    fingerprint: /SHA256:\S+/.exec(stdout)?.[0] ?? '',
  };
}
