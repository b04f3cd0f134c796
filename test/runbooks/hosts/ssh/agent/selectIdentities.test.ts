// Which keys are offered, and in what order.
import { describe, expect, test } from 'vitest';
import type { AgentIdentity } from '../../../../../src/runbooks/hosts/ssh/agent/AgentIdentity.ts';
import type { PublicKey } from '../../../../../src/runbooks/hosts/ssh/agent/PublicKey.ts';
import { selectIdentities } from '../../../../../src/runbooks/hosts/ssh/agent/selectIdentities.ts';

function key(name: string, more: Partial<PublicKey> = {}): PublicKey {
  const plain = Buffer.from(name);
  const blob = more.certificate === true ? Buffer.from(`cert ${name}`) : plain;
  return { type: 'ssh-ed25519', blob, plain, certificate: false, fingerprint: name, rsaBits: undefined, ...more };
}
function held(name: string, more: Partial<PublicKey> = {}): AgentIdentity {
  const its = key(name, more);
  return { key: its, signer: its.blob, comment: its.blob.toString() };
}
const names = (identities: readonly AgentIdentity[]): string[] => identities.map(({ key: its }) => its.blob.toString());
const all = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => held(name));

describe('selectIdentities', () => {
  test.each([
    ['the first five', [], false, ['a', 'b', 'c', 'd', 'e']],
    ['named ones first', ['g', 'c'], false, ['g', 'c', 'a', 'b', 'd']],
    ['only named ones', ['g', 'c'], true, ['g', 'c']],
    ['named ones that the agent has not', ['x'], true, []],
    ['one named twice', ['b', 'b'], true, ['b']],
    ['five named ones at most', ['g', 'f', 'e', 'd', 'c', 'b'], true, ['g', 'f', 'e', 'd', 'c']],
  ])('%s', (_, preferred, only, expected) => {
    expect(names(selectIdentities(all, { preferred: preferred.map((name) => key(name)), only }))).toEqual(expected);
  });

  test('a certificate of the agent goes ahead of its key', () => {
    const certified = [held('a'), held('b'), held('b', { certificate: true })];
    expect(names(selectIdentities(certified, { preferred: [], only: false }))).toEqual(['cert b', 'a', 'b']);
    expect(names(selectIdentities(certified, { preferred: [key('b')], only: true }))).toEqual(['cert b', 'b']);
  });

  test("a certificate of a file is signed for by the agent's plain key", () => {
    const [first, second] = selectIdentities([held('a')], { preferred: [key('a', { certificate: true })], only: true });
    expect(first?.key.blob.toString()).toBe('cert a');
    expect(first?.signer.toString()).toBe('a');
    expect(second?.key.blob.toString()).toBe('a');
  });

  test('a certificate of a file without its key in the agent is of no use', () => {
    expect(selectIdentities([held('b')], { preferred: [key('a', { certificate: true })], only: true })).toEqual([]);
  });

  test('short RSA keys stay at home', () => {
    const keys = [held('short', { rsaBits: 1023 }), held('long', { rsaBits: 2048 }), held('a')];
    expect(names(selectIdentities(keys, { preferred: [], only: false, rsaBits: 1024 }))).toEqual(['long', 'a']);
  });
});
