// What can go wrong on the way to a host: each told apart, each with a message that a person can act on.
import { createServer } from 'node:net';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { say } from '../../../../../src/runbooks/texts/say.ts';
import type { SessionOrFailure } from '../../../../../src/runbooks/hosts/ssh/connection/openSession.ts';
import { delayProxy } from '../../../../support/delayProxy.ts';
import { freePort } from '../../../../support/freePort.ts';
import { makeKey } from '../../../../support/makeKey.ts';
import type { KeyFiles } from '../../../../support/makeKey.ts';
import { startAgent } from '../../../../support/startAgent.ts';
import type { TestAgent } from '../../../../support/startAgent.ts';
import { startSoftAgent } from '../../../../support/startSoftAgent.ts';
import { startSshd } from '../../../../support/startSshd.ts';
import type { TestSshd } from '../../../../support/startSshd.ts';
import { tempFolder } from '../../../../support/tempFolder.ts';
import type { TempFolder } from '../../../../support/tempFolder.ts';
import { connected, world } from './world.ts';
import type { World } from './world.ts';

let folder: TempFolder;
let mine: KeyFiles;
let other: KeyFiles;
let sshd: TestSshd;
let agent: TestAgent;
let here: World;

beforeAll(async () => {
  folder = await tempFolder('failures');
  mine = await makeKey(folder.path, 'mine');
  other = await makeKey(folder.path, 'other');
  sshd = await startSshd({ authorizedKeys: [mine.line] });
});
afterAll(async () => {
  await sshd.stop();
  await folder.remove();
});
beforeEach(async () => {
  agent = await startAgent([mine.file]);
  here = await world(agent.socket);
  await here.write('config', `Host it\n  HostName 127.0.0.1\n  Port ${sshd.port}\n`);
  await here.write('known_hosts', sshd.knownHosts);
});
afterEach(async () => {
  await here.end();
  await agent.stop();
});

/** What went wrong, with the sentence complete in both languages. */
function failed(session: SessionOrFailure): { code: string; final: boolean; text: string } {
  if (!('failure' in session)) throw new Error('it connected');
  const text = say('en', session.failure);
  expect(text).not.toMatch(/\{\w+\}/);
  expect(say('zh-cn', session.failure)).not.toMatch(/\{\w+\}/);
  return { code: session.failure.code, final: session.final, text };
}

describe('the agent', () => {
  test('none: SSH_AUTH_SOCK is not set', async () => {
    const away = await world(undefined);
    await away.write('config', `Host it\n  HostName 127.0.0.1\n  Port ${sshd.port}\n`);
    expect(failed(await away.open('it'))).toMatchObject({ code: 'hosts.agentAbsent', final: true });
    await away.end();
  });
  test('unreachable: a stale socket', async () => {
    const stale = join(here.home, 'stale.sock');
    await writeFile(stale, '');
    await here.write('config', `Host it\n  HostName 127.0.0.1\n  Port ${sshd.port}\n  IdentityAgent ~/stale.sock\n`);
    const { code, final, text } = failed(await here.open('it'));
    expect({ code, final }).toEqual({ code: 'hosts.agentUnreachable', final: true });
    expect(text).toContain(stale);
  });
  test('empty', async () => {
    await agent.clear();
    expect(failed(await here.open('it'))).toMatchObject({ code: 'hosts.agentEmpty', final: true });
  });
  test('locked', async () => {
    await agent.lock('secret');
    expect(failed(await here.open('it'))).toMatchObject({ code: 'hosts.agentLocked', final: true });
    await agent.unlock('secret');
    connected(await here.open('it'));
  });
  test('IdentityAgent none', async () => {
    await here.write('config', `Host it\n  HostName 127.0.0.1\n  Port ${sshd.port}\n  IdentityAgent none\n`);
    expect(failed(await here.open('it'))).toMatchObject({ code: 'hosts.agentNone', final: true });
  });
  test('IdentitiesOnly leaves nothing', async () => {
    const key = join(folder.path, 'other');
    await here.write('config', `Host it\n  HostName 127.0.0.1\n  IdentitiesOnly yes\n  IdentityFile ${key}\n`);
    const { code, text } = failed(await here.open('it'));
    expect(code).toBe('hosts.noKeyLeft');
    expect(text).toContain(key);
  });
});

describe('the login', () => {
  test('refused keys are listed by comment and fingerprint', async () => {
    await agent.clear();
    await agent.add(other.file);
    const { code, final, text } = failed(await here.open('it'));
    expect({ code, final }).toEqual({ code: 'hosts.keysRefused', final: true });
    expect(text).toContain(`other (ssh-ed25519, ${other.fingerprint})`);
  });
  test('too many keys', async () => {
    const strict = await startSshd({ authorizedKeys: [mine.line], extraConfig: ['MaxAuthTries 2'] });
    await agent.clear();
    const strangers = await Promise.all([1, 2, 3].map((n) => makeKey(here.home, `stranger${n}`)));
    for (const { file } of [...strangers, mine]) await agent.add(file);
    await here.write('known_hosts', strict.knownHosts);
    await here.write('config', `Host it\n  HostName 127.0.0.1\n  Port ${strict.port}\n`);
    expect(failed(await here.open('it'))).toMatchObject({ code: 'hosts.tooManyFailures', final: true });
    await here.write('config', `Host it\n  HostName 127.0.0.1\n  Port ${strict.port}\n  IdentityFile ${mine.file}\n`);
    connected(await here.open('it'));
    await strict.stop();
  });
  test('the right key as the eighth is found by its .pub, and the private file is never opened', async () => {
    await agent.clear();
    for (let n = 0; n < 7; n++) await agent.add((await makeKey(here.home, `before${n}`)).file);
    await agent.add(mine.file);
    expect(failed(await here.open('it')).code).toBe('hosts.keysRefused');
    await writeFile(join(here.home, '.ssh', 'right.pub'), `${mine.line}\n`);
    await here.write('config', `Host it\n  HostName 127.0.0.1\n  Port ${sshd.port}\n  IdentityFile ~/.ssh/right\n`);
    const session = connected(await here.open('it'));
    expect(session.identity.agentKey).toBe(`mine ${mine.fingerprint}`);
  });
  test('a server that falls silent during the login', async () => {
    let stall = (): void => undefined;
    const stalling = await startSoftAgent({
      maySign: () => {
        stall();
        return true;
      },
    });
    const server = await startSshd({ authorizedKeys: [stalling.line] });
    const proxy = await delayProxy({ to: { port: server.port } });
    stall = () => proxy.stall();
    await here.write(
      'config',
      `Host it\n  HostName 127.0.0.1\n  Port ${proxy.port}\n  ConnectTimeout 2\n  HostKeyAlias it\n  IdentityAgent ${stalling.socket}\n`,
    );
    await here.write('known_hosts', `it ${server.hostKeys[0]?.line}\n`);
    expect(failed(await here.open('it'))).toMatchObject({ code: 'hosts.loginSilent', final: false });
    await Promise.all([proxy.stop(), server.stop(), stalling.stop()]);
  });
});

describe('the host key', () => {
  beforeEach(() => rm(join(here.home, '.ssh', 'known_hosts')));
  const shown = (): string => sshd.hostKeys[0]?.fingerprint ?? '';

  test('unknown: refused, with the fingerprint and how to accept it', async () => {
    const { code, final, text } = failed(await here.open('it'));
    expect({ code, final }).toEqual({ code: 'hosts.unknownKey', final: true });
    expect(text).toContain(`--accept-host-key ${shown()}`);
  });
  test('unknown: a person decides once, and it is kept in our file only', async () => {
    const asked: unknown[] = [];
    const decide = (answer: boolean) => (question: unknown) => {
      asked.push(question);
      return Promise.resolve(answer);
    };
    expect(failed(await here.open('it', { decideHostKey: decide(false) })).code).toBe('hosts.unknownKey');
    connected(await here.open('it', { decideHostKey: decide(true) }));
    connected(await here.open('it'));
    expect(asked).toHaveLength(2);
    expect(asked[0]).toEqual({
      host: 'it',
      address: `${sshd.user}@127.0.0.1:${sshd.port}`,
      jumps: [],
      type: 'ssh-ed25519',
      fingerprint: shown(),
    });
  });
  test('unknown: a fingerprint given ahead is enough, another one is not', async () => {
    expect(failed(await here.open('it', { acceptHostKeys: [other.fingerprint] })).code).toBe('hosts.unknownKey');
    connected(await here.open('it', { acceptHostKeys: [shown()] }));
  });
  test('unknown: StrictHostKeyChecking yes asks nobody', async () => {
    await here.write('config', `Host it\n  HostName 127.0.0.1\n  Port ${sshd.port}\n  StrictHostKeyChecking yes\n`);
    const decideHostKey = () => Promise.resolve(true);
    expect(failed(await here.open('it', { decideHostKey })).code).toBe('hosts.unknownKeyRefused');
  });
  test('changed: refused, with the line to look at, whoever would accept it', async () => {
    await here.write('known_hosts', `# mine\n[127.0.0.1]:${sshd.port} ${other.line}\n`);
    const { code, final, text } = failed(
      await here.open('it', { acceptHostKeys: [shown()], decideHostKey: () => Promise.resolve(true) }),
    );
    expect({ code, final }).toEqual({ code: 'hosts.keyChanged', final: true });
    expect(text).toContain(`${join(here.home, '.ssh', 'known_hosts')}:2`);
  });
  test('revoked', async () => {
    await here.write('known_hosts', `${sshd.knownHosts}@revoked * ${sshd.hostKeys[0]?.line}\n`);
    expect(failed(await here.open('it'))).toMatchObject({ code: 'hosts.keyRevoked', final: true });
  });
  test('known by a type that the host no longer has', async () => {
    const rsa = await makeKey(here.home, 'old', { type: 'rsa', bits: 2048 });
    await here.write('known_hosts', `[127.0.0.1]:${sshd.port} ${rsa.line}\n`);
    expect(failed(await here.open('it'))).toMatchObject({ code: 'hosts.noKnownType', final: true });
  });
  test('known by one of several types: that one is asked for', async () => {
    const many = await startSshd({ authorizedKeys: [mine.line], hostKeyTypes: ['ed25519', 'ecdsa', 'rsa'] });
    await here.write('config', `Host it\n  HostName 127.0.0.1\n  Port ${many.port}\n`);
    for (const key of many.hostKeys) {
      await here.write('known_hosts', `[127.0.0.1]:${many.port} ${key.line}\n`);
      expect(connected(await here.open('it')).identity.hostKey).toContain(key.fingerprint);
    }
    await many.stop();
  });
  test('host certificates are named as unsupported', async () => {
    await here.write('known_hosts', `@cert-authority [127.0.0.1]:${sshd.port} ${other.line}\n`);
    const notes: string[] = [];
    const session = await here.open('it', { onNote: (note) => notes.push(say('en', note)) });
    expect(failed(session).code).toBe('hosts.unknownKey');
    expect(notes.join()).toMatch(/known_hosts:1: host certificates .* not supported/);
  });
});

describe('the way', () => {
  const config = (port: number, more = ''): Promise<void> =>
    here.write('config', `Host it\n  HostName 127.0.0.1\n  Port ${port}\n  ConnectTimeout 2\n${more}`);

  test('nothing listens', async () => {
    await config(await freePort());
    expect(failed(await here.open('it'))).toMatchObject({ code: 'hosts.connectionRefused', final: false });
  });
  test('no such name', async () => {
    expect(failed(await here.open('no-such-host.invalid'))).toMatchObject({ code: 'hosts.nameNotFound', final: false });
  });
  test('a port that accepts and says nothing', async () => {
    const server = createServer(() => undefined);
    const port = await freePort();
    await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
    await config(port);
    expect(failed(await here.open('it'))).toMatchObject({ code: 'hosts.silent', final: false });
    server.close();
  });
  test('a port that hangs up (MaxStartups, tcp wrappers)', async () => {
    const server = createServer((socket) => socket.end());
    const port = await freePort();
    await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
    await config(port);
    expect(failed(await here.open('it'))).toMatchObject({ code: 'hosts.hungUp', final: false });
    server.close();
  });
  test('no algorithm in common', async () => {
    const odd = await startSshd({
      authorizedKeys: [],
      extraConfig: ['KexAlgorithms sntrup761x25519-sha512@openssh.com'],
    });
    await config(odd.port);
    expect(failed(await here.open('it'))).toMatchObject({ code: 'hosts.noCommonAlgorithm', final: true });
    await odd.stop();
  });
  test('a refused keyword, with its line', async () => {
    await config(sshd.port, '  KnownHostsCommand /bin/echo %H\n');
    const { code, final, text } = failed(await here.open('it'));
    expect({ code, final }).toEqual({ code: 'hosts.configRefused', final: true });
    expect(text).toContain(`${join(here.home, '.ssh', 'config')}:5`);
  });
  test('no host at all', async () => {
    expect(failed(await here.open('-oProxyCommand=evil'))).toMatchObject({ code: 'hosts.badName', final: true });
  });
  test('cancelled while it waits', async () => {
    const server = createServer(() => undefined);
    const port = await freePort();
    await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
    await here.write('config', `Host it\n  HostName 127.0.0.1\n  Port ${port}\n`);
    const controller = new AbortController();
    const pending = here.open('it', {}, controller.signal);
    setTimeout(() => controller.abort(), 100);
    expect(failed(await pending)).toMatchObject({ code: 'hosts.cancelled', final: true });
    server.close();
  });
});

describe('a fixed target', () => {
  const target = (hostKey: string) => ({
    targets: { practice: { host: '127.0.0.1', port: sshd.port, user: sshd.user, agent: agent.socket, hostKey } },
  });
  test('needs nothing of the home', async () => {
    await rm(join(here.home, '.ssh'), { recursive: true });
    const session = connected(await here.open('practice', target(sshd.hostKeys[0]?.line ?? '')));
    expect(session.identity.name).toBe('practice');
  });
  test('takes its own host key only', async () => {
    expect(failed(await here.open('practice', target(other.line)))).toMatchObject({
      code: 'hosts.keyNotPinned',
      final: true,
    });
  });
});
