// Logging in to a real sshd with a real ssh-agent: every kind of key, and the right one of many.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { certifyKey } from '../../../../support/certifyKey.ts';
import { makeKey } from '../../../../support/makeKey.ts';
import type { KeyFiles, MakeKeyOptions } from '../../../../support/makeKey.ts';
import { startAgent } from '../../../../support/startAgent.ts';
import type { TestAgent } from '../../../../support/startAgent.ts';
import { startSshd } from '../../../../support/startSshd.ts';
import type { TestSshd } from '../../../../support/startSshd.ts';
import { tempFolder } from '../../../../support/tempFolder.ts';
import type { TempFolder } from '../../../../support/tempFolder.ts';
import { connected, runOn, world } from './world.ts';
import type { World } from './world.ts';

let folder: TempFolder;
let agent: TestAgent;
let here: World;
let sshd: TestSshd | undefined;

beforeAll(async () => {
  folder = await tempFolder('login');
});
afterAll(() => folder?.remove());
beforeEach(async () => {
  agent = await startAgent();
  here = await world(agent.socket);
});
afterEach(async () => {
  await here.end();
  await sshd?.stop();
  await agent.stop();
});

let made = 0;
const key = (options: MakeKeyOptions = {}): Promise<KeyFiles> => makeKey(folder.path, `key${made++}`, options);
const serve = async (options: Parameters<typeof startSshd>[0]): Promise<TestSshd> => {
  sshd = await startSshd(options);
  await here.write('config', `Host it\n  HostName 127.0.0.1\n  Port ${sshd.port}\n`);
  await here.write('known_hosts', sshd.knownHosts);
  return sshd;
};

const KINDS: readonly MakeKeyOptions[] = [
  { type: 'ed25519' },
  { type: 'ecdsa', bits: 256 },
  { type: 'ecdsa', bits: 384 },
  { type: 'ecdsa', bits: 521 },
  { type: 'rsa', bits: 2048 },
];

describe.each(KINDS)('$type $bits', (kind) => {
  test('a key logs in', async () => {
    const mine = await key(kind);
    await agent.add(mine.file);
    const server = await serve({ authorizedKeys: [mine.line] });
    const session = connected(await here.open('it'));
    expect(session.identity).toEqual({
      name: 'it',
      address: `${server.user}@127.0.0.1:${server.port}`,
      jumps: [],
      hostKey: `ssh-ed25519 ${server.hostKeys[0]?.fingerprint}`,
      agentKey: `${mine.line.split(' ')[2]} ${mine.fingerprint}`,
    });
    const { stdout, end } = await runOn(session, 'cat; exit 3', 'hello');
    expect({ stdout, end }).toEqual({ stdout: 'hello', end: { code: 3 } });
  });

  test('a certificate of the agent logs in where only its CA is trusted', async () => {
    const [ca, mine] = [await key(), await key(kind)];
    await certifyKey(ca, mine, ['root', here.machine.user]);
    await agent.add(mine.file);
    await serve({ authorizedKeys: [], trustedUserCa: [ca.line] });
    const session = connected(await here.open('it'));
    expect(session.identity.agentKey).toContain(mine.fingerprint);
    expect(sshd?.log()).toMatch(/Accepted publickey .*-CERT/);
  });
});
