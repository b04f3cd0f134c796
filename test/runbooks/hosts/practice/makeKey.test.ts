// The practice host's keys: whatever their bytes, they can be read by who serves and who connects.
import ssh2 from 'ssh2';
import { expect, it } from 'vitest';
import { makeKey } from '../../../../src/runbooks/hosts/practice/makeKey.ts';

it('can be read, sign and be verified, each of many', () => {
  // Of so many, some begin with a zero.
  for (let tries = 0; tries < 300; tries++) {
    const key = makeKey();
    const [read, other] = [ssh2.utils.parseKey(key.file), ssh2.utils.parseKey(key.line)];
    if (read instanceof Error || other instanceof Error) throw new Error(key.file);
    expect(read.getPublicSSH()).toEqual(key.blob);
    const signature = read.sign('data');
    expect(other.verify('data', signature)).toBe(true);
  }
});
