// What goes through an open connection, and what happens when it breaks.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openSession } from '../../../../../src/runbooks/hosts/ssh/connection/openSession.ts';
import { sshContext } from '../../../../../src/runbooks/hosts/ssh/connection/SshContext.ts';
import { delayProxy } from '../../../../support/delayProxy.ts';
import type { DelayProxy } from '../../../../support/delayProxy.ts';
import { makeKey } from '../../../../support/makeKey.ts';
import type { KeyFiles } from '../../../../support/makeKey.ts';
import { startAgent } from '../../../../support/startAgent.ts';
import type { TestAgent } from '../../../../support/startAgent.ts';
import { startSshd } from '../../../../support/startSshd.ts';
import type { TestSshd } from '../../../../support/startSshd.ts';
import { tempFolder } from '../../../../support/tempFolder.ts';
import type { TempFolder } from '../../../../support/tempFolder.ts';
import { connected, runOn, world } from './world.ts';
import type { World } from './world.ts';

let folder: TempFolder;
let mine: KeyFiles;
let sshd: TestSshd;
let agent: TestAgent;
let here: World;
let proxy: DelayProxy;

beforeAll(async () => {
  folder = await tempFolder('channels');
  mine = await makeKey(folder.path, 'mine');
  sshd = await startSshd({ authorizedKeys: [mine.line] });
  agent = await startAgent([mine.file]);
});
afterAll(async () => {
  await sshd.stop();
  await agent.stop();
  await folder.remove();
});
beforeEach(async () => {
  proxy = await delayProxy({ to: { port: sshd.port } });
  here = await world(agent.socket);
  await here.write('known_hosts', `it ${sshd.hostKeys[0]?.line}\n`);
  await configure();
});
afterEach(async () => {
  await here.end();
  await proxy.stop();
});
const configure = (more = ''): Promise<void> =>
  here.write('config', `${more}\nHost *\n  HostName 127.0.0.1\n  HostKeyAlias it\nHost it\n  Port ${proxy.port}\n`);

describe('programs', () => {
  test.each([
    ['exit 0', { code: 0 }],
    ['exit 255', { code: 255 }],
    ['kill -TERM $$', { signal: 'SIGTERM' }],
    ['kill -KILL $$', { signal: 'SIGKILL' }],
  ])('%s', async (command, end) => {
    expect((await runOn(connected(await here.open('it')), command)).end).toEqual(end);
  });

  test('stdout and stderr come apart, every byte as it is', async () => {
    const session = connected(await here.open('it'));
    const { stdout, stderr } = await runOn(session, `printf 'a\\r\\nb'; printf '\\377' | od -An -tx1; echo e >&2`);
    expect({ stdout, stderr }).toEqual({ stdout: 'a\r\nb ff\n', stderr: 'e\n' });
  });

  test('thirty, opened and closed fast, all start although at most four are open', async () => {
    const session = connected(await here.open('it'));
    const before = sshd.log().length;
    const all = await Promise.all(Array.from({ length: 30 }, (_, n) => runOn(session, `echo ${n}; sleep 0.01`)));
    expect(all.map(({ stdout }) => Number(stdout))).toEqual(Array.from({ length: 30 }, (_, n) => n));
    const ids = [
      ...sshd
        .log()
        .slice(before)
        .matchAll(/Starting session: .* id (\d+)/g),
    ].map(([, id]) => Number(id));
    expect(Math.max(...ids)).toBeLessThan(8);
  });

  test('a host that refuses channels for good is an error, not a hang', async () => {
    const full = await startSshd({ authorizedKeys: [mine.line], extraConfig: ['MaxSessions 0'] });
    await here.write('known_hosts', full.knownHosts);
    await here.write('config', `Host it\n  HostName 127.0.0.1\n  Port ${full.port}\n`);
    await expect(connected(await here.open('it')).channels.open('true')).rejects.toThrow(/open failure/);
    await full.stop();
  });

  test('a host that refuses channels for a while is asked again', async () => {
    const narrow = await startSshd({ authorizedKeys: [mine.line], extraConfig: ['MaxSessions 1'] });
    await here.write('known_hosts', narrow.knownHosts);
    await here.write('config', `Host it\n  HostName 127.0.0.1\n  Port ${narrow.port}\n`);
    const session = connected(await here.open('it'));
    const ends = await Promise.all([runOn(session, 'sleep 0.3; echo 1'), runOn(session, 'sleep 0.1; echo 2')]);
    expect(ends.map(({ stdout }) => stdout)).toEqual(['1\n', '2\n']);
    await narrow.stop();
  });
});

describe('backpressure', () => {
  test('a consumer that does not read holds back the host, and other channels go on', async () => {
    const session = connected(await here.open('it'));
    const idle = await session.channels.open('head -c 100000000 /dev/zero');
    await sleep(700);
    const held = proxy.bytes.down;
    expect(held).toBeLessThan(8_000_000);
    expect((await runOn(session, 'echo still here')).stdout).toBe('still here\n');
    let length = 0;
    for await (const piece of idle.stdout as AsyncIterable<Buffer>) length += piece.length;
    expect(length).toBe(100_000_000);
    expect(await idle.ended).toEqual({ code: 0 });
  });

  test('a host that does not read holds back the writer', async () => {
    const session = connected(await here.open('it'));
    const channel = await session.channels.open('sleep 0.7; wc -c');
    const piece = Buffer.alloc(1_000_000);
    for (let n = 0; n < 8; n++) channel.stdin.write(piece);
    await sleep(300);
    expect(proxy.bytes.up).toBeLessThan(5_000_000);
    expect(channel.stdin.writableNeedDrain).toBe(true);
    channel.stdin.end();
    let text = '';
    for await (const bytes of channel.stdout as AsyncIterable<Buffer>) text += bytes.toString();
    expect(text.trim()).toBe('8000000');
  });
});

test('keys are exchanged anew in the middle of a program, and the host is verified again', async () => {
  const restless = await startSshd({ authorizedKeys: [mine.line], extraConfig: ['RekeyLimit 1M'] });
  await here.write('known_hosts', restless.knownHosts);
  await here.write('config', `Host it\n  HostName 127.0.0.1\n  Port ${restless.port}\n`);
  const session = connected(await here.open('it'));
  const { stdout, end } = await runOn(session, `head -c 8000000 /dev/zero | tr '\\0' x`);
  expect({ length: stdout.length, end }).toEqual({ length: 8_000_000, end: { code: 0 } });
  await restless.stop();
});

describe('a connection that is lost', () => {
  test('by a reset: programs end as lost, with the reason', async () => {
    const session = connected(await here.open('it'));
    const channel = await session.channels.open('echo started; sleep 30');
    await new Promise((done) => channel.stdout.once('data', done));
    proxy.reset();
    expect(await channel.ended).toEqual({ lost: expect.stringContaining('ECONNRESET') as string });
    expect(await session.channels.lost).toContain('ECONNRESET');
    await expect(session.channels.open('true')).rejects.toThrow();
  });

  test('by the death of its sshd', async () => {
    const session = connected(await here.open('it'));
    const channel = await session.channels.open('echo started; sleep 30');
    await new Promise((done) => channel.stdout.once('data', done));
    sshd.killSessions();
    expect(await channel.ended).toHaveProperty('lost');
  });

  test('in silence: found by keepalive', async () => {
    await configure('ServerAliveInterval 1\nServerAliveCountMax 2');
    const session = connected(await here.open('it'));
    const started = Date.now();
    proxy.stall();
    expect(await session.channels.lost).toMatch(/keepalive/i);
    expect(Date.now() - started).toBeLessThan(6000);
  });

  test('while nobody reads', async () => {
    const session = connected(await here.open('it'));
    const channel = await session.channels.open('head -c 100000000 /dev/zero');
    await sleep(200);
    proxy.reset();
    expect(await channel.ended).toHaveProperty('lost');
  });

  test('by closing it here', async () => {
    const session = connected(await here.open('it'));
    const channel = await session.channels.open('sleep 30');
    await session.channels.close();
    expect(await channel.ended).toHaveProperty('lost');
  });
});

describe('jump hosts', () => {
  let first: TestSshd;
  let second: TestSshd;
  beforeEach(async () => {
    first = await startSshd({ authorizedKeys: [mine.line] });
    second = await startSshd({ authorizedKeys: [mine.line] });
    await here.write('known_hosts', [first, second, sshd].map(({ knownHosts }) => knownHosts).join(''));
    await here.write(
      'config',
      [
        `Host first\n  HostName 127.0.0.1\n  Port ${first.port}`,
        `Host second\n  HostName 127.0.0.1\n  Port ${second.port}`,
        `Host it\n  HostName 127.0.0.1\n  Port ${sshd.port}\n  ProxyJump first,second`,
        `Host near\n  HostName 127.0.0.1\n  Port ${sshd.port}\n  ProxyJump first`,
        `Host nested\n  HostName 127.0.0.1\n  Port ${sshd.port}\n  ProxyJump near2`,
        `Host near2\n  HostName 127.0.0.1\n  Port ${second.port}\n  ProxyJump first`,
        `Host dead\n  HostName 127.0.0.1\n  Port 1\n  ProxyJump first`,
      ].join('\n'),
    );
  });
  afterEach(async () => {
    await first.stop();
    await second.stop();
  });

  test.each(['it', 'nested'])('two in a row (%s)', async (name) => {
    const session = connected(await here.open(name));
    const at = (port: number) => `${sshd.user}@127.0.0.1:${port}`;
    expect(session.identity).toMatchObject({ address: at(sshd.port), jumps: [at(first.port), at(second.port)] });
    const { stdout } = await runOn(session, 'echo "$SSH_CONNECTION"');
    expect(stdout.trim().split(' ').at(-1)).toBe(String(sshd.port));
    await session.channels.close();
  });

  test('a target lost behind its jump host ends the connection', async () => {
    const session = connected(await here.open('near'));
    const channel = await session.channels.open('sleep 30');
    sshd.killSessions();
    expect(await channel.ended).toHaveProperty('lost');
    await session.channels.lost;
  });

  test('a jump host that is lost ends the connection', async () => {
    const session = connected(await here.open('it'));
    const channel = await session.channels.open('sleep 30');
    first.killSessions();
    expect(await channel.ended).toHaveProperty('lost');
  });

  test('a jump host that cannot reach the target', async () => {
    expect(await here.open('dead')).toMatchObject({
      failure: { code: 'hosts.jumpRefused', args: { host: 'dead' } },
      final: false,
    });
  });

  test('a jump host that is down is named', async () => {
    await first.stop();
    const session = await here.open('near');
    expect(session).toMatchObject({
      failure: { code: 'hosts.connectionRefused', args: { host: 'first (ProxyJump: near)' } },
    });
  });

  test('each unknown host on the way is asked about, in order', async () => {
    await here.write('known_hosts', '');
    const asked: { host: string; jumps: number }[] = [];
    const session = await here.open('it', {
      decideHostKey: ({ host, jumps }) => {
        asked.push({ host, jumps: jumps.length });
        return Promise.resolve(true);
      },
    });
    connected(session);
    expect(asked).toEqual([
      { host: 'first (ProxyJump: it)', jumps: 0 },
      { host: 'second (ProxyJump: it)', jumps: 1 },
      { host: 'it', jumps: 2 },
    ]);
  });
});

describe('ProxyCommand', () => {
  beforeEach(() => configure(`Match originalhost it\n  ProxyCommand busybox nc %h ${sshd.port}`));

  test('is shown once and then used', async () => {
    const shown: unknown[] = [];
    const approveProxyCommand = (question: unknown): Promise<boolean> => {
      shown.push(question);
      return Promise.resolve(true);
    };
    const session = connected(await here.open('it', { approveProxyCommand }));
    expect((await runOn(session, 'echo through')).stdout).toBe('through\n');
    expect(shown).toEqual([
      { host: 'it', command: `busybox nc 127.0.0.1 ${sshd.port}`, file: join(here.home, '.ssh', 'config'), line: 2 },
    ]);
    await session.channels.close();
  });

  test('does not run unless it is approved', async () => {
    const trace = join(here.home, 'ran');
    await configure(`Match originalhost it\n  ProxyCommand touch ${trace}`);
    expect(await here.open('it')).toMatchObject({ failure: { code: 'hosts.proxyCommandNotApproved' }, final: true });
    await expect(writeFile(trace, '', { flag: 'wx' })).resolves.toBeUndefined();
  });

  test('one that ends is a failure to connect', async () => {
    await configure('Match originalhost it\n  ProxyCommand sh -c "echo no route >&2; exit 3"');
    const session = await here.open('it', { approveProxyCommand: () => Promise.resolve(true) });
    expect(session).toMatchObject({
      failure: { code: 'hosts.hungUp', args: { reason: 'ProxyCommand: exit 3 no route' } },
      final: false,
    });
  });
});

describe('many hosts at once', () => {
  const names = Array.from({ length: 20 }, (_, n) => `h${n}`);

  test('eight logins at most at one server', async () => {
    await configure(`Host h*\n  Port ${proxy.port}\n  ConnectTimeout 20`);
    const context = sshContext(here.options);
    const controller = new AbortController();
    proxy.stall();
    const all = Promise.all(names.map((name) => openSession(name, context, controller.signal)));
    while (proxy.connections < 8) await sleep(20);
    await sleep(300);
    expect(proxy.connections).toBe(8);
    controller.abort();
    expect((await all).every((session) => 'failure' in session && session.failure.code === 'hosts.cancelled')).toBe(
      true,
    );
  });

  test('those that a server keeps waiting hold up no other', async () => {
    await configure(`Host h*\n  Port ${proxy.port}\n  ConnectTimeout 60\nHost other\n  Port ${sshd.port}`);
    const context = sshContext(here.options);
    const controller = new AbortController();
    proxy.stall();
    const all = Promise.all(names.map((name) => openSession(name, context, controller.signal)));
    while (proxy.connections < 8) await sleep(20);
    await connected(await openSession('other', context, controller.signal)).channels.close();
    expect(proxy.connections).toBe(8);
    controller.abort();
    await all;
  });

  test('those that a busy sshd sends away come again', async () => {
    const few = await startSshd({ authorizedKeys: [mine.line], extraConfig: ['MaxStartups 3:100:3'] });
    await here.write('known_hosts', few.knownHosts);
    await here.write('config', `Host h*\n  HostName 127.0.0.1\n  Port ${few.port}\n`);
    const context = sshContext({ ...here.options, startups: 4 });
    const { signal } = new AbortController();
    const sessions = await Promise.all(names.slice(0, 10).map((name) => openSession(name, context, signal)));
    await Promise.all(sessions.map((session) => connected(session).channels.close()));
    await few.stop();
  });
});
