// Verdicts on host keys, with lines and hashes made by ssh-keygen, which is also asked what it finds.
import { execFile } from 'node:child_process';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PublicKey } from '../../../../../src/runbooks/hosts/ssh/agent/PublicKey.ts';
import { readPublicKeyLine } from '../../../../../src/runbooks/hosts/ssh/agent/readPublicKeyLine.ts';
import { acceptHostKey } from '../../../../../src/runbooks/hosts/ssh/knownHosts/acceptHostKey.ts';
import { judgeHostKey, knownKeyTypes } from '../../../../../src/runbooks/hosts/ssh/knownHosts/judgeHostKey.ts';
import { matchKnownHost } from '../../../../../src/runbooks/hosts/ssh/knownHosts/matchKnownHost.ts';
import { parseKnownHosts } from '../../../../../src/runbooks/hosts/ssh/knownHosts/parseKnownHosts.ts';
import { makeKey } from '../../../../support/makeKey.ts';
import type { KeyFiles } from '../../../../support/makeKey.ts';
import { tempFolder } from '../../../../support/tempFolder.ts';
import type { TempFolder } from '../../../../support/tempFolder.ts';

const run = promisify(execFile);
let folder: TempFolder;
let ours: KeyFiles;
let theirs: KeyFiles;
let rsa: KeyFiles;
beforeAll(async () => {
  folder = await tempFolder('known-hosts');
  ours = await makeKey(folder.path, 'ours');
  theirs = await makeKey(folder.path, 'theirs');
  rsa = await makeKey(folder.path, 'rsa', { type: 'rsa', bits: 2048 });
});
afterAll(() => folder.remove());

const keyOf = (files: KeyFiles): PublicKey => {
  const key = readPublicKeyLine(files.line);
  if (key === undefined) throw new Error('ssh-keygen made a key that is none');
  return key;
};
const WEB = { hostName: 'web', port: 22 };
const HIGH = { hostName: 'web', port: 2222 };
const V6 = { hostName: '2001:db8::1', port: 22 };
const ALIAS = { hostName: '10.0.0.1', port: 2222, hostKeyAlias: 'web' };

describe.each([
  ['one line', 'web OURS', WEB, 'known'],
  ['an address', '2001:db8::1 OURS', V6, 'known'],
  ['several names', 'a,web,b OURS', WEB, 'known'],
  ['a name in other case', 'WEB OURS', WEB, 'known'],
  ['a comment and an empty line', '# x\n\nweb OURS', WEB, 'known'],
  ['two keys of one type', 'web THEIRS\nweb OURS', WEB, 'known'],
  ['wildcards', 'w?*,x OURS', WEB, 'known'],
  ['another port', '[web]:2222 OURS', HIGH, 'known'],
  ['the key under the name without its port', 'web OURS', HIGH, 'known'],
  ['another key under the name without its port', 'web THEIRS', HIGH, 'unknown'],
  ['the key under another port', '[web]:22222 OURS', HIGH, 'unknown'],
  ['an alias', 'web OURS', ALIAS, 'known'],
  ['an alias does not take the address', '10.0.0.1 OURS\n[10.0.0.1]:2222 OURS', ALIAS, 'unknown'],
  ['nothing', '', WEB, 'unknown'],
  ['another host', 'db OURS', WEB, 'unknown'],
  ['negation', '*,!web OURS', WEB, 'unknown'],
  ['a line cut short', 'web ssh-ed25519', WEB, 'unknown'],
  [
    "a type that is not the key's",
    'web ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    WEB,
    'unknown',
  ],
  ['another key', 'web THEIRS', WEB, 'changed'],
  ['a key of another type', 'web RSA', WEB, 'changed'],
  ['revoked for the host', 'web OURS\n@revoked web OURS', WEB, 'revoked'],
  ['revoked for all', 'web OURS\n@revoked * OURS', WEB, 'revoked'],
  ['another key revoked', 'web OURS\n@revoked * THEIRS', WEB, 'known'],
  ['revoked elsewhere', 'web OURS\n@revoked db OURS', WEB, 'known'],
  ['a CA', '@cert-authority * THEIRS', WEB, 'unknown'],
  ['a CA is no host key', '@cert-authority web OURS', WEB, 'unknown'],
  ['an unknown marker', '@frobnicate web OURS', WEB, 'unknown'],
] as const)('%s', (_, text, address, verdict) => {
  const write = (): string =>
    text.replaceAll('OURS', ours.line).replaceAll('THEIRS', theirs.line).replaceAll('RSA', rsa.line);

  test(verdict, () => {
    expect(judgeHostKey(parseKnownHosts('/k', write()), address, keyOf(ours)).verdict).toBe(verdict);
  });

  test('the same when hashed', async () => {
    const file = join(folder.path, `hash-${Math.random().toString(36).slice(2)}`);
    await writeFile(file, `${write()}\n`);
    // What has wildcards, a marker or no key stays plain.
    await run('ssh-keygen', ['-H', '-f', file]).catch(() => undefined);
    const hashed = await readFile(file, 'utf8');
    expect(judgeHostKey(parseKnownHosts('/k', hashed), address, keyOf(ours)).verdict).toBe(verdict);
  });
});

test('a verdict names the lines to look at', () => {
  const text = `# mine\nweb ${theirs.line}\ndb ${ours.line}\nw* ${rsa.line}\n`;
  expect(judgeHostKey(parseKnownHosts('/home/me/.ssh/known_hosts', text), WEB, keyOf(ours))).toEqual({
    verdict: 'changed',
    places: [
      { file: '/home/me/.ssh/known_hosts', line: 2 },
      { file: '/home/me/.ssh/known_hosts', line: 4 },
    ],
  });
  expect(judgeHostKey(parseKnownHosts('/k', `@cert-authority *.x,web ${theirs.line}`), WEB, keyOf(ours))).toEqual({
    verdict: 'unknown',
    authority: { file: '/k', line: 1 },
  });
});

test('only the types that are known are asked for', () => {
  const lines = parseKnownHosts(
    '/k',
    `web ${rsa.line}\nweb ${theirs.line}\n@revoked web ${ours.line}\ndb ${ours.line}`,
  );
  expect(knownKeyTypes(lines, WEB)).toEqual(['ssh-rsa', 'ssh-ed25519']);
  expect(knownKeyTypes(lines, { hostName: 'new', port: 22 })).toEqual([]);
  expect(knownKeyTypes(lines, HIGH)).toEqual(['ssh-rsa', 'ssh-ed25519']);
});

test.each([
  ['web', ['web', 'WEB'], ['web.example', 'db']],
  ['*.example,!db.example', ['web.example'], ['db.example', 'example']],
  ['[web]:2222', ['[web]:2222'], ['web', '[web]:22']],
])('ssh-keygen -F finds %s where we do', async (names, yes, no) => {
  const file = join(folder.path, `find-${names.replaceAll(/\W/g, '')}`);
  await writeFile(file, `${names} ${ours.line}\n`);
  const finds = (name: string): Promise<boolean> =>
    run('ssh-keygen', ['-F', name, '-f', file]).then(
      () => true,
      () => false,
    );
  for (const name of [...yes, ...no]) expect(await finds(name)).toBe(matchKnownHost(names, name));
  expect([...yes, ...no].map((name) => matchKnownHost(names, name))).toEqual([
    ...yes.map(() => true),
    ...no.map(() => false),
  ]);
});

test('accepted keys are appended, by many at once, and ssh-keygen can read them', async () => {
  const file = join(folder.path, 'state', 'accepted');
  const addresses = Array.from({ length: 20 }, (_, n) => ({ hostName: `h${n}`, port: n === 0 ? 22 : 2222 }));
  await Promise.all(addresses.map((address) => acceptHostKey(file, address, keyOf(ours))));
  const lines = parseKnownHosts(file, await readFile(file, 'utf8'));
  for (const address of addresses) expect(judgeHostKey(lines, address, keyOf(ours)).verdict).toBe('known');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await run('ssh-keygen', ['-F', '[h7]:2222', '-f', file])).stdout).toContain('found');
});
