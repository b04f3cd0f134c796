// Where ssh has an opinion (`ssh -G`), ours is the same.
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { homedir, hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diskFiles } from '../../../../../src/runbooks/hosts/ssh/config/diskFiles.ts';
import { handlingOf, keywordOf } from '../../../../../src/runbooks/hosts/ssh/config/keywords.ts';
import { resolveHost } from '../../../../../src/runbooks/hosts/ssh/config/resolveHost.ts';
import type { Machine } from '../../../../../src/runbooks/hosts/ssh/Machine.ts';
import { tempFolder } from '../../../../support/tempFolder.ts';
import type { TempFolder } from '../../../../support/tempFolder.ts';

const run = promisify(execFile);
const { username, uid } = userInfo();
// ssh looks its user up in the account, whatever HOME says; only text of the config is compared, no file there is read.
const machine: Machine = {
  ...{ platform: 'linux', env: process.env, user: username, uid: String(uid) },
  ...{ home: userInfo().homedir || homedir(), hostname: hostname() },
};

let folder: TempFolder;
beforeAll(async () => {
  folder = await tempFolder('same-as-ssh');
  await mkdir(join(folder.path, 'd'));
  await writeFile(join(folder.path, 'd', '1'), 'Host web\n  Port 41\n');
  await writeFile(join(folder.path, 'd', '2'), 'User two\nHost db\n  User never\n');
});
afterAll(() => folder.remove());

type Opinion = Readonly<Record<string, string>>;
let files = 0;
// So that a jump host for all is none for itself.
const AHEAD = 'Match originalhost one\n  ProxyJump none\nMatch all\n';

async function both(config: string, host: string): Promise<{ ssh: Opinion; ours: Opinion }> {
  const file = join(folder.path, `config${files++}`);
  await writeFile(file, `${AHEAD}${config.replaceAll('FOLDER', folder.path)}`);
  const { stdout } = await run('ssh', ['-G', '-F', file, host]);
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => /^(\S+) ?(.*)$/.exec(line) ?? []);
  const all = (key: string): string[] => answers.filter(([, name]) => name === key).map(([, , value = '']) => value);
  const one = (key: string): string => all(key)[0] ?? '';
  const resolved = await resolveHost(host, {
    ...{ machine, files: diskFiles, userConfig: file, exists: () => Promise.resolve(false) },
  });
  if ('problem' in resolved) throw new Error(JSON.stringify(resolved.problem));
  const its = resolved.host;
  // ssh expands these two only when it uses them.
  const expanded = (text: string): string => text.replace(/^~(?=\/)/, machine.home);
  const isSet = (value: string): boolean => value !== '' && value !== 'none';
  const seconds = (value: string): string => (isSet(value) && value !== '0' ? String(Number(value) * 1000) : '');
  return {
    ssh: {
      hostname: one('hostname').toLowerCase(),
      user: one('user'),
      port: one('port'),
      identityfile: all('identityfile')
        .map(expanded)
        .filter((path) => !/id_(dsa|xmss)$/.test(path))
        .join(' '),
      certificatefile: all('certificatefile').map(expanded).join(' '),
      identitiesonly: one('identitiesonly'),
      hostkeyalias: isSet(one('hostkeyalias')) ? one('hostkeyalias') : '',
      userknownhostsfile: one('userknownhostsfile'),
      addressfamily: one('addressfamily'),
      connecttimeout: seconds(one('connecttimeout')) || '15000',
      serveraliveinterval: seconds(one('serveraliveinterval')) || '10000',
      serveralivecountmax: one('serveralivecountmax'),
      requiredrsasize: one('requiredrsasize'),
      proxy: [one('proxyjump'), one('proxycommand')].filter(isSet).join(),
    },
    ours: {
      hostname: its.hostName,
      user: its.user,
      port: String(its.port),
      identityfile: its.identityFiles.join(' '),
      certificatefile: its.certificateFiles.join(' '),
      identitiesonly: its.identitiesOnly ? 'yes' : 'no',
      hostkeyalias: its.hostKeyAlias ?? '',
      userknownhostsfile: its.knownHostsFiles.filter((path) => !path.startsWith('/etc/ssh/')).join(' '),
      addressfamily: its.addressFamily,
      connecttimeout: String(its.connectTimeout),
      serveraliveinterval: String(its.serverAliveInterval),
      serveralivecountmax: String(its.serverAliveCountMax),
      requiredrsasize: String(its.rsaBits),
      proxy: its.proxyCommand?.text ?? its.jumps.map((jump) => jump.name).join(),
    },
  };
}

const CONFIGS: readonly string[] = [
  '',
  '# a comment\n\n   \t\nHost web # and more\n\tUser=ops#x # here\n',
  'Host web\n  User "a b"\n  IdentityFile "~/.ssh/my key"\n',
  'Host web\n  User a\\ b\n  HostKeyAlias "say \\"hi\\""\n',
  "Host web\n  HostKeyAlias 'it''s'\n",
  'host WEB\n  user no\nHOST web\n  uSeR yes\n  PORT = 2200\n  Port 1\n',
  'Port=2200\nUser =ops\nHostName= 10.0.0.1\n',
  '"Port" 2201\n',
  'Host *\n  User all\nHost web\n  User late\n  Port 5\n',
  'Host w?b !web\n  User no\nHost *eb\n  User yes\n',
  'Host !db\n  User negation-only\n',
  'Host db web\n  User several\n',
  'Host web,db\n  User comma\n',
  'Host web\n  HostName %h.example.com\nMatch host web.example.com\n  User matched\nMatch originalhost web\n  Port 7\n',
  'Host web\n  HostName 100%%\n',
  'Host web\n  HostName WEB.Example.COM\n',
  'Match host web,db\n  User comma\n',
  'Match host !db,*\n  User negated-pattern\n',
  'Match !host db\n  User negated\n',
  'Match host web user nobody\n  Port 1\nMatch user root,me host w*\n  Port 2\n',
  'User ops\nMatch user ops\n  Port 2\n',
  'Match localuser root\n  Port 3\nMatch localuser nobody\n  Port 4\n',
  'Match all\n  Port 9\n',
  'Match final\n  Port 9\nHost web\n  Port 8\n',
  'Match final host b.example\n  User final\nHost b.example\n  Port 99\nHost web\n  HostName b.example\n',
  'Match canonical\n  Port 9\n',
  'Match final all\n  User f\nMatch canonical\n  Port 9\n',
  'CanonicalizeHostname yes\nMatch canonical\n  Port 9\n',
  'CanonicalizeHostname yes\nHost web\n HostName b\nHost b\n  Port 4\n',
  'IdentityFile ~/a\nIdentityFile ~/b\nIdentityFile ~/a\nCertificateFile ~/c\nIdentitiesOnly yes\n',
  'Host web\n  IdentityFile /first\nHost *\n  IdentityFile /second\n',
  'UserKnownHostsFile ~/one /two\nUserKnownHostsFile /three\n',
  'UserKnownHostsFile ${HOME}/%n\n',
  'ConnectTimeout 90\nServerAliveInterval 7\nServerAliveCountMax 9\nAddressFamily inet6\nRequiredRSASize 3072\n',
  'ConnectTimeout 1m30s\n',
  'ConnectTimeout none\n',
  'ProxyJump one\n',
  'ProxyJump none\nHost web\n ProxyJump one\n',
  'ProxyJump ops@one:22\nProxyCommand nc %h %p\n',
  'ProxyCommand none\nProxyJump one\n',
  'ProxyJump none\nProxyCommand go there # now\n',
  'Include FOLDER/d/*\n',
  'Host web\n  Include FOLDER/d/1\nHost db\n  Include FOLDER/d/2\n',
  'Include "FOLDER/d/2" FOLDER/d/1\n',
  'Host db\n  Include FOLDER/d/1\nHost *\n  User outer\n',
  'IgnoreUnknown Foo*,bar\nFooBar yes\nBar 1\nUser after\n',
  'IdentityFile2 ~/old\nPubkeyAcceptedKeyTypes +ssh-rsa\nUser x\n',
];

describe.each(CONFIGS)('%j', (config) => {
  test.each(['web', 'db', 'ops@web'])('%s', async (host) => {
    const { ssh, ours } = await both(config, host);
    expect(ours).toEqual(ssh);
  });
});

test('any configuration of blocks and first values', async () => {
  const pattern = fc.constantFrom('web', 'db', '*', 'w*', '!web', '!db', '?b', '*.example', 'b.example');
  const patterns = fc.array(pattern, { minLength: 1, maxLength: 3 });
  const criterion = fc.oneof(
    patterns.map((list) => `host ${list.join(',')}`),
    patterns.map((list) => `originalhost ${list.join(',')}`),
    fc.constantFrom('user root', 'user ops', 'user !ops,*', 'localuser root', '!user ops', '!host web'),
  );
  const line = fc.oneof(
    patterns.map((list) => `Host ${list.join(' ')}`),
    fc.array(criterion, { minLength: 1, maxLength: 2 }).map((list) => `Match ${list.join(' ')}`),
    fc.constantFrom('Match all', 'Match final', 'Match canonical', 'CanonicalizeHostname yes'),
    fc.constantFrom('User ops', 'User root', 'Port 1', 'Port 2', 'HostName b.example', 'HostName %h.example'),
    fc.constantFrom('IdentityFile /a', 'IdentityFile /b', 'ProxyJump one', 'ProxyCommand x', 'ProxyJump none'),
    fc.constantFrom('Include FOLDER/d/*', 'HostKeyAlias k', 'ConnectTimeout 5'),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 12 }),
      fc.constantFrom('web', 'db', 'ops@web'),
      async (lines, host) => {
        const { ssh, ours } = await both(`${lines.join('\n')}\n`, host);
        expect(ours).toEqual(ssh);
      },
    ),
    { numRuns: 100 },
  );
});

test('every keyword that ssh prints is in a table', async () => {
  const { stdout } = await run('ssh', ['-G', '-F', 'none', 'web']);
  const printed = stdout.split('\n').flatMap((line) => /^[a-z0-9]+/i.exec(line)?.[0] ?? []);
  expect(printed.length).toBeGreaterThan(50);
  expect(printed.filter((name) => name !== 'host' && handlingOf(keywordOf(name)) === undefined)).toEqual([]);
});
