// Packs against the programs that everyone has: ssh-keygen checks what a real agent signed, tar and sha256sum open the rest.
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AgentError } from '../../../src/runbooks/hosts/ssh/agent/AgentError.ts';
import { readPublicKeyLine } from '../../../src/runbooks/hosts/ssh/agent/readPublicKeyLine.ts';
import { thisMachine, type Machine } from '../../../src/runbooks/hosts/ssh/Machine.ts';
import { packNamespace } from '../../../src/runbooks/pack/packLayout.ts';
import { allowedSigners } from '../../../src/runbooks/pack/signature/allowedSigners.ts';
import { checkSignature } from '../../../src/runbooks/pack/signature/checkSignature.ts';
import { chooseSigner, type Signer } from '../../../src/runbooks/pack/signature/chooseSigner.ts';
import { composeSignature } from '../../../src/runbooks/pack/signature/composeSignature.ts';
import { unarmour } from '../../../src/runbooks/pack/signature/Signature.ts';
import { verifyPack } from '../../../src/runbooks/pack/verifyPack.ts';
import { writePack } from '../../../src/runbooks/pack/writePack.ts';
import { makeKey, type KeyFiles } from '../../support/makeKey.ts';
import { startAgent, type TestAgent } from '../../support/startAgent.ts';
import { startSoftAgent } from '../../support/startSoftAgent.ts';
import { tempFolder, type TempFolder } from '../../support/tempFolder.ts';
import { closePack, openPack, sumAnew } from './openPack.ts';
import { longHost, runFolder } from './runFolder.ts';

const run = promisify(execFile);
const kinds = [
  { name: 'ed25519', options: { type: 'ed25519' } },
  { name: 'rsa', options: { type: 'rsa', bits: 2048 } },
  { name: 'nistp256', options: { type: 'ecdsa', bits: 256 } },
  { name: 'nistp384', options: { type: 'ecdsa', bits: 384 } },
  { name: 'nistp521', options: { type: 'ecdsa', bits: 521 } },
] as const;

let folder: TempFolder;
let agent: TestAgent;
let machine: Machine;
const keys: Record<string, KeyFiles> = {};

beforeAll(async () => {
  folder = await tempFolder('signature');
  for (const { name, options } of kinds) keys[name] = await makeKey(folder.path, name, options);
  keys['short'] = await makeKey(folder.path, 'short', { type: 'rsa', bits: 1024 });
  agent = await startAgent(Object.values(keys).map(({ file }) => file));
  machine = machineOf(agent.socket);
});
afterAll(async () => {
  await agent.stop();
  await folder.remove();
});

function machineOf(socket: string): Machine {
  return { ...thisMachine(), env: { SSH_AUTH_SOCK: socket } };
}

async function signerOf(given: string, where = machine): Promise<Signer> {
  const chosen = await chooseSigner(given, where);
  if ('problem' in chosen) throw new Error(chosen.problem.code);
  return chosen.signer;
}

/** `ssh-keygen -Y verify`: what it says when it agrees; rejects where it does not. */
async function keygenVerifies(signers: string, signature: string, message: Buffer): Promise<string> {
  await writeFile(join(folder.path, 'signers'), signers);
  await writeFile(join(folder.path, 'sig'), signature);
  await writeFile(join(folder.path, 'message'), message);
  const words = ['-f', 'signers', '-I', 'ada@example.com', '-n', packNamespace, '-s', 'sig'];
  const { stdout } = await run('sh', ['-c', 'exec ssh-keygen -Y verify "$@" < message', 'sh', ...words], {
    cwd: folder.path,
  });
  return stdout;
}

describe.each(kinds)('a signature of a $name key', ({ name }) => {
  const message = Buffer.from('what is signed\n');

  it('made here is one for ssh-keygen', async () => {
    const signature = await composeSignature(message, packNamespace, await signerOf(name));
    const said = await keygenVerifies(`ada@example.com ${keys[name]!.line}\n`, signature, message);
    expect(said).toContain(`Good "${packNamespace}" signature for ada@example.com`);
    expect(said).toContain(keys[name]!.fingerprint);
    await expect(
      keygenVerifies(`ada@example.com ${keys[name]!.line}\n`, signature, Buffer.from('another')),
    ).rejects.toThrow();
  });

  it('made by ssh-keygen is one here, for that message and namespace only', async () => {
    await writeFile(join(folder.path, 'text'), message);
    await run('ssh-keygen', ['-Y', 'sign', '-f', keys[name]!.file, '-n', packNamespace, join(folder.path, 'text')]);
    const signature = unarmour(await readFile(join(folder.path, 'text.sig'), 'utf8'))!;
    await run('rm', [join(folder.path, 'text.sig')]);
    expect(checkSignature(message, packNamespace, signature)?.fingerprint).toBe(keys[name]!.fingerprint);
    expect(checkSignature(Buffer.from('another'), packNamespace, signature)).toBeUndefined();
    expect(checkSignature(message, 'file', signature)).toBeUndefined();
    for (let at = 0; at < signature.signature.length; at += 3) {
      const bytes = Buffer.from(signature.signature);
      bytes[at] = bytes[at]! ^ 1;
      expect(checkSignature(message, packNamespace, { ...signature, signature: bytes }), String(at)).toBeUndefined();
    }
    for (let length = 0; length < signature.key.length; length += 3) {
      const cut = { ...signature, key: signature.key.subarray(0, length) };
      expect(checkSignature(message, packNamespace, cut)).toBeUndefined();
    }
  });
});

it('a security key that an agent holds signs for ssh-keygen too', async () => {
  const soft = await startSoftAgent({ kind: 'sk-ed25519' });
  try {
    const message = Buffer.from('touched');
    const signature = await composeSignature(message, packNamespace, await signerOf('soft', machineOf(soft.socket)));
    expect(await keygenVerifies(`ada@example.com ${soft.line}\n`, signature, message)).toContain('Good');
    const key = checkSignature(message, packNamespace, unarmour(signature)!);
    expect(key?.type).toBe('sk-ssh-ed25519@openssh.com');
  } finally {
    await soft.stop();
  }
});

describe('the key to sign with', () => {
  it.each(['ed25519', 'ed2', 'nistp256'])('is found by its comment: %s', async (given) => {
    expect((await signerOf(given)).comment.startsWith(given)).toBe(true);
  });

  it('is found by its fingerprint, whole or the beginning of it', async () => {
    const { fingerprint } = keys['rsa']!;
    for (const given of [fingerprint, fingerprint.slice(0, 14), fingerprint.slice(7, 20)]) {
      expect((await signerOf(given)).key.fingerprint).toBe(fingerprint);
    }
  });

  it.each([
    ['none', 'pack.noKey'],
    ['short', 'pack.noKey'],
    ['nistp', 'pack.severalKeys'],
    ['', 'pack.noKey'],
  ])('is not guessed from %j', async (given, code) => {
    await expect(signerOf(given)).rejects.toThrow(code);
  });

  it('that is refused by its holder writes no pack', async () => {
    const soft = await startSoftAgent({ maySign: () => false });
    try {
      const stored = await runFolder(join(folder.path, 'refused'));
      const signer = await signerOf('soft', machineOf(soft.socket));
      const file = join(folder.path, 'refused.tar.gz');
      await expect(writePack({ run: stored, file, engine: '1.0.0', locale: 'en', signer })).rejects.toThrow(AgentError);
      await expect(readFile(file)).rejects.toThrow('ENOENT');
    } finally {
      await soft.stop();
    }
  });
});

describe('allowed signers', () => {
  const now = Date.UTC(2026, 10, 22, 12);
  const allowedIn = (line: string): readonly string[] =>
    allowedSigners(line, readPublicKeyLine(keys['ed25519']!.line)!, packNamespace, now);

  // Each row is asked of ssh-keygen as well.
  it.each<[string, boolean]>([
    ['ada@example.com KEY', true],
    ['*@example.com,!eve@example.com KEY a comment', true],
    ['"ada@example.com" KEY', true],
    ['ada@example.com namespaces="file,gated-*" KEY', true],
    ['ada@example.com NAMESPACES="gated-runbooks-pack" KEY', true],
    ['ada@example.com namespaces="file" KEY', false],
    ['ada@example.com valid-after="20261101",valid-before="20261201" KEY', true],
    ['ada@example.com valid-before="20261101Z" KEY', false],
    ['ada@example.com valid-after="202612010000" KEY', false],
    ['ada@example.com cert-authority KEY', false],
    ['# ada@example.com KEY', false],
    ['ada@example.com OTHER', false],
    ['ada@example.com ssh-ed25519 AAAA', false],
    ['ada@example.com nonsense KEY', false],
    ['', false],
  ])('%j', async (line, allowed) => {
    const text = `${line.replace('KEY', keys['ed25519']!.line).replace('OTHER', keys['rsa']!.line)}\n`;
    expect(allowedIn(text).length > 0).toBe(allowed);
    const message = Buffer.from('asked of both');
    const signature = await composeSignature(message, packNamespace, await signerOf('ed25519'));
    const agrees = await keygenVerifies(text.replace(/\n/, '\n'), signature, message).then(
      () => true,
      () => false,
    );
    // ssh-keygen goes by today's date.
    if (!line.includes('valid-')) expect(agrees).toBe(allowed);
  });
});

describe('a signed pack', () => {
  it('is opened and checked with tar, sha256sum and ssh-keygen alone', async () => {
    const place = join(folder.path, 'opened');
    await mkdir(place);
    const stored = await runFolder(place);
    const file = join(place, 'pack.tar.gz');
    await writePack({ run: stored, file, engine: '1.0.0', locale: 'zh-cn', signer: await signerOf('ed25519') });
    await run('tar', ['-xzf', file], { cwd: place });
    const unpacked = join(place, stored.id);
    const { stdout } = await run('sha256sum', ['-c', '--strict', 'MANIFEST.sha256'], { cwd: unpacked });
    expect(stdout).toContain(`evidence/${longHost}/look.log: OK`);
    const manifest = await readFile(join(unpacked, 'MANIFEST.sha256'));
    const signature = await readFile(join(unpacked, 'MANIFEST.sha256.sig'), 'utf8');
    expect(await keygenVerifies(`ada@example.com ${keys['ed25519']!.line}\n`, signature, manifest)).toContain('Good');
    const options = { engine: '1.0.0', now: Date.now() };
    expect(await verifyPack(file, options)).toMatchObject({
      verdict: 'intact',
      signedBy: { key: { fingerprint: keys['ed25519']!.fingerprint }, principals: undefined },
    });
    const signers = `ada@example.com ${keys['ed25519']!.line}\n`;
    expect(await verifyPack(file, { ...options, allowedSigners: signers })).toMatchObject({
      signedBy: { principals: ['ada@example.com'] },
    });
    expect(await verifyPack(file, { ...options, allowedSigners: `eve ${keys['rsa']!.line}\n` })).toMatchObject({
      verdict: 'intact',
      signedBy: { principals: [] },
    });
  });

  it('whose sums were made anew is changed: its signature does not fit', async () => {
    const place = join(folder.path, 'forged');
    await mkdir(place);
    const stored = await runFolder(place);
    const file = join(place, 'pack.tar.gz');
    await writePack({ run: stored, file, engine: '1.0.0', locale: 'en', signer: await signerOf('ed25519') });
    const contents = await openPack(file);
    const signature = contents.get(`${stored.id}/MANIFEST.sha256.sig`)!;
    contents.set(`${stored.id}/outputs/restart@web1.1.run.stdout`, Buffer.from('forged\n'));
    sumAnew(contents, stored.id);
    contents.set(`${stored.id}/MANIFEST.sha256.sig`, signature);
    await closePack(file, contents);
    expect(await verifyPack(file, { engine: '1.0.0', now: 0 })).toMatchObject({
      verdict: 'changed',
      changes: [{ code: 'pack.badSignature', args: { file: 'MANIFEST.sha256.sig' } }],
      signedBy: undefined,
    });
  });
});
