// What the configuration says about a host, where ssh itself can't be asked: our own rules, and what depends on the machine.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { say } from '../../../../../src/runbooks/texts/say.ts';
import { ask, resolve } from './memory.ts';
import type { Asked } from './memory.ts';

describe('names', () => {
  test.each([
    ['web', { hostName: 'web', user: 'me', port: 22 }],
    ['ops@web', { hostName: 'web', user: 'ops', port: 22 }],
    ['ops@web:2222', { hostName: 'web', user: 'ops', port: 2222 }],
    ['web:2222', { hostName: 'web', user: 'me', port: 2222 }],
    ['first@last@web', { hostName: 'web', user: 'first@last', port: 22 }],
    ['[2001:db8::1]:2222', { hostName: '2001:db8::1', port: 2222 }],
    ['ops@[2001:db8::1]', { hostName: '2001:db8::1', user: 'ops', port: 22 }],
    ['2001:db8::1', { hostName: '2001:db8::1', port: 22 }],
    ['ssh://ops@web:2222', { hostName: 'web', user: 'ops', port: 2222 }],
  ])('%s', async (name, expected) => {
    expect(await resolve(name, { config: '' })).toMatchObject({ name, ...expected });
  });
  test.each(['', '@web', 'web:0', 'web:65536', 'web:ssh', '-oProxyCommand=x', 'a b', '[::1', 'ops@'])(
    'not %j',
    async (name) => {
      expect(await ask(name, { config: '' })).toMatchObject({ problem: { code: 'hosts.badName' } });
    },
  );
  test('login and port of the name win over the config', async () => {
    const config = 'Host web\n User deploy\n Port 22022\n HostName 10.0.0.1';
    expect(await resolve('ops@web:1', { config })).toMatchObject({ hostName: '10.0.0.1', user: 'ops', port: 1 });
  });
});

describe('defaults', () => {
  test('of a host that no file speaks of', async () => {
    expect(await resolve('web', { config: '' })).toMatchObject({
      agent: undefined,
      identitiesOnly: false,
      jumps: [],
      connectTimeout: 15_000,
      serverAliveInterval: 10_000,
      serverAliveCountMax: 3,
      unknownHostKey: 'ask',
      notes: [],
      knownHostsFiles: [
        ...['/home/me/.ssh/known_hosts', '/home/me/.ssh/known_hosts2'],
        ...['/etc/ssh/ssh_known_hosts', '/etc/ssh/ssh_known_hosts2'],
      ],
    });
  });
  test("the system's file comes after the person's", async () => {
    const asked = { config: 'Host web\n User mine', system: 'User theirs\nPort 2222' };
    expect(await resolve('web', asked)).toMatchObject({ user: 'mine', port: 2222 });
  });
  test('keepalive can be changed but not turned off', async () => {
    const host = await resolve('web', { config: 'ServerAliveInterval 0\nConnectTimeout none' });
    expect(host).toMatchObject({ serverAliveInterval: 10_000, connectTimeout: 15_000 });
  });
});

describe('tokens', () => {
  test.each([
    ['%d/%h', '/home/me/10.0.0.1'],
    ['~/k/%n.%r.%p', '/home/me/k/web.ops.2222'],
    ['${KEYS}/%u-%i', '/keys/me-1000'],
    ['/%L/%l/%%', '/laptop/laptop.example.com/%'],
    ['/%k', '/the-alias'],
  ])('IdentityFile %s', async (text, path) => {
    const config = `Host web\n HostName 10.0.0.1\n User ops\n Port 2222\n HostKeyAlias the-alias\n IdentityFile ${text}`;
    expect((await resolve('web', { config })).identityFiles).toEqual([path]);
  });
  test('%C is the digest of %l%h%p%r', async () => {
    const digest = createHash('sha1')
      .update('laptop.example.com' + 'web' + '22' + 'me')
      .digest('hex');
    expect((await resolve('web', { config: 'IdentityFile /%C' })).identityFiles).toEqual([`/${digest}`]);
  });
  test.each(['${NOT_THERE}/key', '/%z'])('%s does not exist: left out, with a note', async (text) => {
    const host = await resolve('web', { config: `IdentityFile ${text}\nIdentityFile /real` });
    expect(host.identityFiles).toEqual(['/real']);
    expect(host.notes).toMatchObject([{ code: 'hosts.configUnexpanded', args: { line: 1 } }]);
  });
  test.each([
    ['none', 'none'],
    ['SSH_AUTH_SOCK', 'SSH_AUTH_SOCK'],
    ['$OTHER', '$OTHER'],
    ['~/%n.sock', '/home/me/web.sock'],
    ['"~/Library/Group Containers/agent.sock"', '/home/me/Library/Group Containers/agent.sock'],
  ])('IdentityAgent %s', async (text, agent) => {
    expect((await resolve('web', { config: `IdentityAgent ${text}` })).agent).toBe(agent);
  });
});

describe('Match', () => {
  test.each(['exec "touch /tmp/x"', 'host web exec true', '!exec false'])(
    '%s is skipped and named',
    async (criteria) => {
      const host = await resolve('web', { config: `Match ${criteria}\n User evil\nMatch all\n Port 1` });
      expect(host).toMatchObject({ user: 'me', port: 1 });
      expect(host.notes.map((note) => say('en', note))).toEqual([
        '/home/me/.ssh/config:1: this Match block depends on "exec", which is never evaluated; the block was skipped.',
      ]);
    },
  );
  test('exec in a block that does not apply anyway is not spoken of', async () => {
    expect((await resolve('web', { config: 'Match host other exec true\n User evil' })).notes).toEqual([]);
  });
  test('a tag chooses blocks', async () => {
    const config = 'Host web\n Tag prod\nMatch tagged prod\n User deploy';
    expect(await resolve('web', { config })).toMatchObject({ user: 'deploy' });
    expect(await resolve('other', { config })).toMatchObject({ user: 'me' });
  });
  test.each(['nonsense web', 'host', ''])('"Match %s" is a problem with its place', async (criteria) => {
    expect(await ask('web', { config: `\nMatch ${criteria}` })).toMatchObject({
      problem: { code: 'hosts.configMatch', args: { line: 2 } },
    });
  });
});

describe('Include', () => {
  const others = {
    '/home/me/.ssh/conf.d/10-a': 'User a',
    '/home/me/.ssh/conf.d/20-b': 'User b\nPort 20',
    '/home/me/.ssh/conf.d/.hidden': 'User hidden',
    '/etc/ssh/conf.d/x': 'Port 7',
  };
  test.each([
    ['Include conf.d/*', { user: 'a', port: 20 }],
    ['Include conf.d/2?-b', { user: 'b', port: 20 }],
    ['Include conf.d/[!1]*', { user: 'b', port: 20 }],
    ['Include ~/.ssh/conf.d/20-b conf.d/10-a', { user: 'b', port: 20 }],
    ['Include conf.d/missing conf.d/no*', { user: 'me', port: 22 }],
    ['Host other\n Include conf.d/*', { user: 'me', port: 22 }],
    ['Host web\n Include conf.d/10-a\nHost other\n Port 9', { user: 'a', port: 22 }],
  ])('%j', async (config, expected) => {
    expect(await resolve('web', { config, others })).toMatchObject(expected);
  });
  test("of the system's file is relative to its folder", async () => {
    expect(await resolve('web', { config: '', system: 'Include conf.d/x', others })).toMatchObject({ port: 7 });
  });
  test('Host blocks of an included file end with it, and count only where the outer one does', async () => {
    const inner = { '/home/me/.ssh/inner': 'Host web\n Port 5' };
    expect(await resolve('web', { config: 'Include inner\nUser after', others: inner })).toMatchObject({
      port: 5,
      user: 'after',
    });
    expect(await resolve('web', { config: 'Host other\n Include inner', others: inner })).toMatchObject({ port: 22 });
  });
  test('in a circle', async () => {
    const circle = { '/home/me/.ssh/a': 'Include b', '/home/me/.ssh/b': '# here\nInclude a' };
    expect(await ask('web', { config: 'Include a', others: circle })).toMatchObject({
      problem: { code: 'hosts.configCycle', args: { file: '/home/me/.ssh/b', line: 2 } },
    });
  });
  test('too deep', async () => {
    const deep = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`/home/me/.ssh/d${n}`, `Include d${n + 1}`]));
    expect(await ask('web', { config: 'Include d0', others: deep })).toMatchObject({
      problem: { code: 'hosts.configDepth' },
    });
  });
});

describe('problems carry file and line', () => {
  test.each([
    ['KnownHostsCommand /bin/x', 'hosts.configRefused'],
    ['RevokedHostKeys /etc/revoked', 'hosts.configRefused'],
    ['PubkeyAuthentication no', 'hosts.configRefused'],
    ['BindInterface eth0', 'hosts.configRefused'],
    ['Frobnicate yes', 'hosts.configUnknown'],
    ['Port abc', 'hosts.configBadValue'],
    ['Port 0', 'hosts.configBadValue'],
    ['IdentitiesOnly maybe', 'hosts.configBadValue'],
    ['ConnectTimeout soon', 'hosts.configBadValue'],
    ['AddressFamily ipx', 'hosts.configBadValue'],
    ['User', 'hosts.configNoValue'],
    ['User "me', 'hosts.configQuote'],
    ['ProxyJump a,-b', 'hosts.configBadJump'],
  ])('%s', async (line, code) => {
    const answer = await ask('web', { config: `Host web\n\n ${line}` });
    expect(answer).toMatchObject({ problem: { code, args: { file: '/home/me/.ssh/config', line: 3 } } });
    if ('problem' in answer) expect(say('zh-cn', answer.problem)).not.toMatch(/\{\w+\}/);
  });
  test.each([
    'KnownHostsCommand none',
    'ProxyUseFdpass no',
    'IgnoreUnknown Frob*\n Frobnicate yes',
    'UseKeychain yes',
    'ForwardAgent yes',
    'PasswordAuthentication yes',
    'LocalCommand "unclosed',
  ])('none for %j', async (line) => {
    expect(await ask('web', { config: `Host web\n ${line}` })).toHaveProperty('host');
  });
  test('none where the block does not apply', async () => {
    expect(await ask('web', { config: 'Host other\n KnownHostsCommand /bin/x\n Frobnicate yes' })).toHaveProperty(
      'host',
    );
  });
});

describe('StrictHostKeyChecking', () => {
  test.each([
    ['yes', 'refuse', 0],
    ['ask', 'ask', 0],
    ['no', 'ask', 1],
    ['off', 'ask', 1],
    ['accept-new', 'ask', 1],
  ])('%s', async (value, unknownHostKey, notes) => {
    const host = await resolve('web', { config: `StrictHostKeyChecking ${value}` });
    expect({ unknownHostKey: host.unknownHostKey, notes: host.notes.length }).toEqual({ unknownHostKey, notes });
  });
});

describe('CanonicalizeHostname', () => {
  const config = [
    'CanonicalizeHostname yes',
    'CanonicalDomains a.example b.example',
    'Host *.b.example\n User canonical',
    'Match canonical\n Port 7',
    'Host dead\n CanonicalizeFallbackLocal no',
  ].join('\n');
  const asked: Asked = { config, names: ['web.b.example', 'web.a.example.org'] };
  test.each([
    ['web', { hostName: 'web.b.example', user: 'canonical', port: 7 }],
    ['WEB', { hostName: 'web.b.example', user: 'canonical', port: 7 }],
    ['elsewhere', { hostName: 'elsewhere', user: 'me', port: 7 }],
    ['x.y.z', { hostName: 'x.y.z', user: 'me', port: 7 }],
    ['web.b.example.', { hostName: 'web.b.example', user: 'canonical', port: 7 }],
  ])('%s', async (name, expected) => {
    expect(await resolve(name, asked)).toMatchObject(expected);
  });
  test('without a fallback an unknown name is a problem', async () => {
    const strict = `CanonicalizeFallbackLocal no\n${config}`;
    expect(await ask('dead', { config: strict })).toMatchObject({ problem: { code: 'hosts.configNotCanonical' } });
  });
  test('a host behind a jump only with "always"', async () => {
    const jump = (mode: string): string =>
      `CanonicalizeHostname ${mode}\nCanonicalDomains b.example\nHost web\n ProxyJump j`;
    expect(await resolve('web', { config: jump('yes'), names: ['web.b.example'] })).toMatchObject({ hostName: 'web' });
    expect(await resolve('web', { config: jump('always'), names: ['web.b.example'] })).toMatchObject({
      hostName: 'web.b.example',
    });
  });
});

describe('ProxyJump', () => {
  const config = [
    'Host web\n ProxyJump ops@one:2201,two',
    'Host one\n HostName 10.0.0.1\n User ignored',
    'Host two\n HostName 10.0.0.2\n User deep\n ProxyJump never',
    'Host nested\n ProxyJump inner',
    'Host inner\n ProxyJump one',
    'Host loop\n ProxyJump loop2',
    'Host loop2\n ProxyJump loop',
    'Host tokens\n User u\n Port 5\n ProxyJump %r@gate-%h:%p',
    'Host none\n ProxyJump none',
    'Host command\n ProxyCommand nc %h %p\n ProxyJump one',
    'Host both\n ProxyJump one\n ProxyCommand nc %h %p',
  ].join('\n');
  const way = async (name: string): Promise<readonly string[]> =>
    (await resolve(name, { config })).jumps.map(({ user, hostName, port }) => `${user}@${hostName}:${port}`);

  test.each([
    ['web', ['ops@10.0.0.1:2201', 'deep@10.0.0.2:22']],
    ['nested', ['ignored@10.0.0.1:22', 'me@inner:22']],
    ['tokens', ['u@gate-tokens:5']],
    ['none', []],
    ['command', []],
    ['both', ['ignored@10.0.0.1:22']],
  ])('%s', async (name, expected) => {
    expect(await way(name)).toEqual(expected);
  });
  test('of ProxyJump and ProxyCommand the first one counts', async () => {
    expect((await resolve('command', { config })).proxyCommand?.text).toBe('nc command 22');
    expect((await resolve('both', { config })).proxyCommand).toBeUndefined();
  });
  test('in a circle', async () => {
    expect(await ask('loop', { config })).toMatchObject({ problem: { code: 'hosts.tooManyJumps' } });
  });
});

describe('ProxyCommand', () => {
  test('keeps the quotes and comments of its line', async () => {
    const config = `Host web\n ProxyCommand = sh -c "nc '%h' %p" # here`;
    expect((await resolve('web', { config })).proxyCommand).toEqual({
      text: `sh -c "nc 'web' 22" # here`,
      place: { file: '/home/me/.ssh/config', line: 2 },
    });
  });
  test.each([
    ['a;reboot', 'HostName a;reboot'],
    ['login', 'User $(reboot)'],
  ])('nothing gets into the shell by %s', async (_, line) => {
    const config = `Host web\n ${line}\n ProxyCommand nc %h %p %r`;
    expect(await ask('web', { config })).toMatchObject({ problem: { code: 'hosts.configBadValue' } });
  });
});
