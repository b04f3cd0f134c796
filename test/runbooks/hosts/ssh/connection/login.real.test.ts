// Logging in to a real sshd with a real ssh-agent: every kind of key, and the right one of many.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ConfigFiles } from '../../../../../src/runbooks/hosts/ssh/config/ConfigFiles.ts';
import { diskFiles } from '../../../../../src/runbooks/hosts/ssh/config/diskFiles.ts';
import { openSession } from '../../../../../src/runbooks/hosts/ssh/connection/openSession.ts';
import { sshContext } from '../../../../../src/runbooks/hosts/ssh/connection/SshContext.ts';
import { certifyKey } from '../../../../support/certifyKey.ts';
import { makeKey } from '../../../../support/makeKey.ts';
import type { KeyFiles, MakeKeyOptions } from '../../../../support/makeKey.ts';
import { startAgent } from '../../../../support/startAgent.ts';
import type { TestAgent } from '../../../../support/startAgent.ts';
import { startSoftAgent } from '../../../../support/startSoftAgent.ts';
import type { SoftAgent } from '../../../../support/startSoftAgent.ts';
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
afterAll(() => folder.remove());
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

describe('an agent that asks a person', () => {
  const serveSoft = async (soft: SoftAgent, more = ''): Promise<void> => {
    const server = await serve({ authorizedKeys: [soft.line] });
    await here.write(
      'config',
      `Host it it2 it3\n  HostName 127.0.0.1\n  Port ${server.port}\n  IdentityAgent ${soft.socket}\n${more}`,
    );
  };

  test('a security key signs with its flags and counter', async () => {
    const soft = await startSoftAgent({ kind: 'sk-ed25519' });
    await serveSoft(soft);
    const session = connected(await here.open('it'));
    expect(session.identity.agentKey).toMatch(/^soft sk-ed25519 SHA256:/);
    expect(sshd?.log()).toMatch(/Accepted publickey .*ED25519-SK/);
    await soft.stop();
  });

  test("it is said who is waited for, and the time a person takes is not the host's", async () => {
    const soft = await startSoftAgent({ maySign: () => new Promise((done) => setTimeout(() => done(true), 2500)) });
    await serveSoft(soft, '  ConnectTimeout 2\n');
    const waiting: unknown[] = [];
    connected(await here.open('it', { onWaiting: (about) => waiting.push(about) }));
    expect(waiting).toEqual([{ host: 'it', key: 'soft ed25519' }]);
    await soft.stop();
  });

  test('one signature at a time, whatever is connected at once', async () => {
    const soft = await startSoftAgent({ maySign: () => new Promise((done) => setTimeout(() => done(true), 50)) });
    await serveSoft(soft);
    const context = sshContext(here.options);
    const { signal } = new AbortController();
    const sessions = await Promise.all(['it', 'it2', 'it3'].map((name) => openSession(name, context, signal)));
    await Promise.all(sessions.map((session) => connected(session).channels.close()));
    expect({ most: soft.mostAtOnce, all: soft.signatures }).toEqual({ most: 1, all: 3 });
    await soft.stop();
  });

  test('a signature that is denied names the key', async () => {
    const soft = await startSoftAgent({ maySign: () => false });
    await serveSoft(soft);
    expect(await here.open('it')).toMatchObject({ failure: { code: 'hosts.agentDeclined' }, final: true });
    await soft.stop();
  });
});

test("nothing but an agent's keys is tried, no private file is read, and no agent is forwarded", async () => {
  const [mine, other] = [await key(), await key()];
  await agent.add(other.file);
  const server = await serve({
    authorizedKeys: [mine.line],
    extraConfig: ['PasswordAuthentication yes', 'KbdInteractiveAuthentication yes', 'LogLevel DEBUG1'],
  });
  const about = `Host it\n  HostName 127.0.0.1\n  Port ${server.port}\n  IdentityFile ${mine.file}\n  ForwardAgent yes\n`;
  await here.write('config', about);
  const read: string[] = [];
  const files: ConfigFiles = {
    list: (path) => diskFiles.list(path),
    read: (path) => {
      read.push(path);
      return diskFiles.read(path);
    },
  };
  expect(await here.open('it', { files })).toMatchObject({ failure: { code: 'hosts.keysRefused' } });
  expect(new Set(server.log().match(/method \S+/g))).toEqual(new Set(['method publickey']));
  expect(read).toContain(`${mine.file}.pub`);
  expect(read).not.toContain(mine.file);

  await agent.add(mine.file);
  const session = connected(await here.open('it', { files }));
  expect((await runOn(session, 'echo "agent: $SSH_AUTH_SOCK"')).stdout).toBe('agent: \n');
});

test("a certificate in a file is offered for the agent's plain key (CertificateFile)", async () => {
  const [ca, mine] = [await key(), await key()];
  await agent.add(mine.file);
  const certificate = await certifyKey(ca, mine, [here.machine.user]);
  const server = await serve({ authorizedKeys: [], trustedUserCa: [ca.line] });
  expect(await here.open('it')).toMatchObject({ failure: { code: 'hosts.keysRefused' } });
  await here.write(
    'config',
    `Host it\n  HostName 127.0.0.1\n  Port ${server.port}\n  CertificateFile ${certificate}\n`,
  );
  connected(await here.open('it'));
});
