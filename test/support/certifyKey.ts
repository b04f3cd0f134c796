// OpenSSH user certificates for tests, signed by a CA made with ssh-keygen.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { KeyFiles } from './makeKey.ts';

const run = promisify(execFile);

/** Certifies `key` for the logins `principals`; the certificate is written to `<key>-cert.pub`, whose path is returned. */
export async function certifyKey(ca: KeyFiles, key: KeyFiles, principals: readonly string[]): Promise<string> {
  await run('ssh-keygen', [
    ...['-q', '-s', ca.file, '-I', 'test-certificate', '-n', principals.join(',')],
    ...['-V', '-5m:+1h', `${key.file}.pub`],
  ]);
  return `${key.file}-cert.pub`;
}
