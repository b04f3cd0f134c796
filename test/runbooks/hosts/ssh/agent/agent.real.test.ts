// Our agent client against a real ssh-agent, and against things that are none.
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AgentError } from '../../../../../src/runbooks/hosts/ssh/agent/AgentError.ts';
import { listIdentities } from '../../../../../src/runbooks/hosts/ssh/agent/listIdentities.ts';
import { openAgent } from '../../../../../src/runbooks/hosts/ssh/agent/openAgent.ts';
import { readPublicKeyLine } from '../../../../../src/runbooks/hosts/ssh/agent/readPublicKeyLine.ts';
import { signWithAgent } from '../../../../../src/runbooks/hosts/ssh/agent/signWithAgent.ts';
import { thisMachine } from '../../../../../src/runbooks/hosts/ssh/Machine.ts';
import { certifyKey } from '../../../../support/certifyKey.ts';
import { makeKey } from '../../../../support/makeKey.ts';
import type { MakeKeyOptions } from '../../../../support/makeKey.ts';
import { startAgent } from '../../../../support/startAgent.ts';
import type { TestAgent } from '../../../../support/startAgent.ts';
import { tempFolder } from '../../../../support/tempFolder.ts';
import type { TempFolder } from '../../../../support/tempFolder.ts';

let folder: TempFolder;
let agent: TestAgent;
beforeAll(async () => {
  folder = await tempFolder('agent-client');
  agent = await startAgent();
});
afterAll(async () => {
  await agent.stop();
  await folder.remove();
});

const TIMEOUT = { timeout: 2000 };
const machine = { ...thisMachine(), platform: 'linux' as const, env: {} };

test.each<MakeKeyOptions>([
  { type: 'ed25519' },
  { type: 'ecdsa', bits: 521 },
  { type: 'rsa', bits: 2048 },
  { type: 'rsa', bits: 3072 },
])('%j: type, comment, fingerprint and size are those of ssh-keygen, with and without a certificate', async (kind) => {
  const ca = await makeKey(folder.path, `ca-${kind.type}-${kind.bits}`);
  const mine = await makeKey(folder.path, `${kind.type}-${kind.bits}`, { ...kind, comment: 'ops on the laptop' });
  await certifyKey(ca, mine, ['root']);
  await agent.clear();
  await agent.add(mine.file);
  const identities = await listIdentities(agent.socket, TIMEOUT);
  const type = mine.line.split(' ')[0] ?? '';
  expect(
    identities.map(({ key, comment }) => ({
      comment,
      type: key.type,
      fingerprint: key.fingerprint,
      bits: key.rsaBits,
    })),
  ).toEqual(
    [type, `${type}-cert-v01@openssh.com`].map((its) => ({
      comment: 'ops on the laptop',
      type: its,
      fingerprint: mine.fingerprint,
      bits: kind.type === 'rsa' ? kind.bits : undefined,
    })),
  );
  expect(identities[1]?.key.plain).toEqual(readPublicKeyLine(mine.line)?.blob);
});

test('a key that is gone is refused', async () => {
  const mine = await makeKey(folder.path, 'gone');
  await agent.clear();
  await agent.add(mine.file);
  const [identity] = await listIdentities(agent.socket, TIMEOUT);
  if (identity === undefined) throw new Error('no key');
  expect((await signWithAgent(agent.socket, identity, Buffer.from('x'), undefined, TIMEOUT)).length).toBe(83);
  await agent.clear();
  const signing = signWithAgent(agent.socket, identity, Buffer.from('x'), undefined, TIMEOUT);
  await expect(signing).rejects.toMatchObject({ kind: 'refused' });
});

describe('what is no agent', () => {
  const servers: Server[] = [];
  afterAll(() => servers.forEach((server) => server.close()));
  const listen = async (answer: Buffer | 'hang up' | 'silence'): Promise<string> => {
    const path = join(folder.path, `server${servers.length}`);
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      if (answer === 'hang up') socket.destroy();
      else if (answer !== 'silence') socket.on('data', () => socket.write(answer));
    });
    servers.push(server);
    await new Promise<void>((done) => server.listen(path, done));
    return path;
  };

  test.each([
    ['hangs up', 'hang up', 'unreachable'],
    ['is silent', 'silence', 'silent'],
    ['fails', Buffer.of(0, 0, 0, 1, 5), 'refused'],
    ['answers something else', Buffer.of(0, 0, 0, 1, 99), 'malformed'],
    ['answers nothing', Buffer.of(0, 0, 0, 0), 'malformed'],
    ['answers without end', Buffer.of(0xff, 0xff, 0xff, 0xff), 'malformed'],
    ['promises keys that are not there', Buffer.of(0, 0, 0, 5, 12, 0, 0, 0, 9), 'malformed'],
    ['cuts a key short', Buffer.of(0, 0, 0, 9, 12, 0, 0, 0, 1, 0, 0, 1, 0), 'malformed'],
  ] as const)('%s', async (_, answer, kind) => {
    const path = await listen(answer);
    const listing = listIdentities(path, { timeout: 300 });
    await expect(listing).rejects.toBeInstanceOf(AgentError);
    await expect(listing).rejects.toMatchObject({ kind });
  });

  test('keys of an unknown kind are passed over', async () => {
    const blob = Buffer.concat([Buffer.of(0, 0, 0, 3), Buffer.from('xyz')]);
    const body = Buffer.concat([Buffer.of(12, 0, 0, 0, 1, 0, 0, 0, blob.length), blob, Buffer.of(0, 0, 0, 0)]);
    const path = await listen(Buffer.concat([Buffer.of(0, 0, 0, body.length), body]));
    expect(await listIdentities(path, TIMEOUT)).toEqual([]);
  });
});

test('locked and empty are told apart, and asking changes nothing in the agent', async () => {
  const mine = await makeKey(folder.path, 'lock');
  await agent.clear();
  expect(await openAgent(agent.socket, machine)).toMatchObject({ problem: { code: 'hosts.agentEmpty' } });
  await agent.add(mine.file);
  await agent.lock('secret');
  expect(await openAgent(agent.socket, machine)).toMatchObject({ problem: { code: 'hosts.agentLocked' } });
  await agent.unlock('secret');
  expect(await openAgent(agent.socket, machine)).toMatchObject({ identities: [{ comment: 'lock' }] });
});
