// Which algorithms are offered, by config and known keys.
import { describe, expect, test } from 'vitest';
import { acceptsUserKey, chooseAlgorithms } from '../../../../../src/runbooks/hosts/ssh/connection/chooseAlgorithms.ts';

const hostKeys = (list: string | undefined, known: readonly string[] = []): unknown => {
  const chosen = chooseAlgorithms(list === undefined ? {} : { hostKeys: list }, known);
  return 'empty' in chosen ? chosen : chosen.algorithms.serverHostKey;
};

describe('host keys', () => {
  test('ed25519 first, SHA-1 not at all', () => {
    expect(hostKeys(undefined)).toEqual([
      ...['ssh-ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521'],
      ...['rsa-sha2-512', 'rsa-sha2-256'],
    ]);
  });
  test.each([
    [undefined, ['ssh-rsa'], ['rsa-sha2-512', 'rsa-sha2-256']],
    [undefined, ['ecdsa-sha2-nistp256', 'ssh-ed25519'], ['ssh-ed25519', 'ecdsa-sha2-nistp256']],
    ['+ssh-rsa', ['ssh-rsa'], ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa']],
    ['rsa-sha2-256,ssh-ed25519', [], ['rsa-sha2-256', 'ssh-ed25519']],
    ['sk-ssh-ed25519@openssh.com,ssh-ed25519', [], ['ssh-ed25519']],
    ['-ecdsa*,rsa*', [], ['ssh-ed25519']],
    ['^rsa-sha2-256', ['ssh-rsa'], ['rsa-sha2-256', 'rsa-sha2-512']],
    ['ssh-ed25519', ['ssh-rsa'], { empty: 'HostKeyAlgorithms' }],
    ['no-such-thing', [], { empty: 'HostKeyAlgorithms' }],
  ])('%s for %j', (list, known, expected) => {
    expect(hostKeys(list, known)).toEqual(expected);
  });
});

test('the other lists', () => {
  const chosen = chooseAlgorithms(
    { ciphers: 'aes256-gcm@openssh.com', macs: 'hmac-sha2-512', kex: '-diffie*,ecdh*' },
    [],
  );
  expect(chosen).toMatchObject({ algorithms: { cipher: ['aes256-gcm@openssh.com'], hmac: ['hmac-sha2-512'] } });
  if ('empty' in chosen) throw new Error(chosen.empty);
  expect(chosen.algorithms.kex).toContain('curve25519-sha256');
  expect(chosen.algorithms.kex).not.toContain('ecdh-sha2-nistp256');
  expect(chooseAlgorithms({ kex: 'sntrup761x25519-sha512' }, [])).toEqual({ empty: 'KexAlgorithms' });
});

test.each([
  [undefined, 'ssh-dss', true],
  ['ssh-ed25519', 'ssh-ed25519', true],
  ['ssh-ed25519', 'ssh-rsa', false],
  ['rsa-sha2-512', 'ssh-rsa', true],
  ['rsa-sha2-512-cert-v01@openssh.com', 'ssh-rsa-cert-v01@openssh.com', true],
  ['sk-*', 'sk-ssh-ed25519-cert-v01@openssh.com', true],
  ['sk-*', 'ssh-ed25519', false],
  ['-ecdsa*', 'ecdsa-sha2-nistp256', false],
  ['+ssh-rsa', 'ssh-ed25519', true],
])('PubkeyAcceptedAlgorithms %s and a key of type %s', (list, type, accepted) => {
  expect(acceptsUserKey(list, type)).toBe(accepted);
});
