// A shell is opened through whatever stands before it, or it is said why not.
import { afterEach, describe, expect, test } from 'vitest';
import type { Channels } from '../../../../../src/runbooks/hosts/ssh/Channels.ts';
import { HostRefusal } from '../../../../../src/runbooks/hosts/HostRefusal.ts';
import { createSshHost } from '../../../../../src/runbooks/hosts/ssh/createSshHost.ts';
import { localChannels, shellNames } from '../../../../support/localChannels.ts';
import type { LocalOptions } from '../../../../support/localChannels.ts';
import { localHost, probe, somebody } from '../../../../support/localHost.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});
const open = async (...[shell, options]: Parameters<typeof localHost>) => {
  const local = await localHost(shell, options);
  closing.push(() => local.close());
  return local;
};
const connect = async (local: LocalOptions, patience = 5000) => {
  const channels = await localChannels('dash', local);
  closing.push(() => channels.close());
  return createSshHost(channels, somebody, { patience });
};

describe.each(shellNames)('%s', (shell) => {
  test('the first answer says who the host is', async () => {
    const { host } = await open(shell);
    const { stdout } = await probe(host, 'cat /etc/machine-id /proc/sys/kernel/random/boot_id');
    expect(`${host.identity.machineId}\n${host.identity.bootId}\n`).toBe(stdout.toString());
    expect(host.identity.name).toBe('here');
  });

  test('what a login prints before is skipped, on both streams', async () => {
    const noise = 'echo Welcome; printf "no newline"; echo warning >&2; yes | head -c 300000; exec sh';
    const { host } = await open(shell, { local: { command: noise } });
    expect((await probe(host, 'echo clean')).stdout.toString()).toBe('clean\n');
  });

  test('scripts start in a known surrounding, whatever the login has set', async () => {
    const env = { LC_ALL: 'tr_TR.UTF-8', LANGUAGE: 'de', PAGER: 'less', CDPATH: '/tmp', ENV: '/nowhere', IFS: 'x' };
    const { host } = await open(shell, { local: { env } });
    const script =
      'echo "$LC_ALL|${LANGUAGE-}|$PAGER|$SYSTEMD_PAGER|$GIT_PAGER|${CDPATH-}|${ENV-}"; pwd; umask; echo "$PATH"';
    const [surrounding, folder, mask, path] = (await probe(host, script)).stdout.toString().split('\n');
    expect([surrounding, folder, mask]).toEqual(['C.UTF-8||cat|cat|cat||', '/', '0022']);
    expect(path?.split(':')).toEqual(expect.arrayContaining(['/usr/local/sbin', '/usr/sbin', '/sbin']));
  });

  test('without a UTF-8 locale it is C', async () => {
    const { host } = await open(shell, { local: { programs: { locale: '#!/bin/sh\necho C; echo POSIX\n' } } });
    expect((await probe(host, 'echo "$LC_ALL"')).stdout.toString()).toBe('C\n');
  });

  test('root goes through sudo, in a shell of its own', async () => {
    const sudo = '#!/bin/sh\n[ "$1" = -n ] || exit 9\nshift; AS_ROOT=yes exec "$@"\n';
    const id = '#!/bin/sh\n[ "$1" = -un ] && echo alice || echo 1000\n';
    const { host, channels } = await open(shell, { local: { programs: { sudo, id } } });
    const as = (become: 'root' | 'login') => probe(host, 'echo "${AS_ROOT-no}"', { become });
    const heard = await Promise.all([as('root'), as('login'), as('root')]);
    expect(heard.map(({ stdout }) => stdout.toString())).toEqual(['yes\n', 'no\n', 'yes\n']);
    expect(channels.opened.length).toBe(2);
    await host.exec(
      { script: 'true', variables: {}, become: 'root', timeout: 5000 },
      { lane: 'guard', onOutput: () => undefined },
    );
    expect(channels.opened.length).toBe(3);
  });
});

const alice = { id: '#!/bin/sh\n[ "$1" = -un ] && echo alice || echo 1000\n' };

test('sudo that refuses: the line that is missing, and what sudo said', async () => {
  const sudo = '#!/bin/sh\necho "sudo: a password is required" >&2; exit 1\n';
  const { host } = await open('dash', { local: { programs: { ...alice, sudo } } });
  const refused = await probe(host, 'true', { become: 'root' }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(HostRefusal);
  expect((refused as HostRefusal).refusal).toEqual({
    code: 'shell.sudoRefused',
    args: {
      host: 'here',
      login: 'alice',
      said: 'sudo: a password is required',
      line: 'alice ALL=(root) NOPASSWD: /bin/sh',
    },
  });
  // As the login it goes on.
  expect((await probe(host, 'exit 3')).exit).toEqual({ code: 3 });
});

test('no sudo at all', async () => {
  // What can't be executed is, for dash, not there.
  const { host } = await open('dash', { local: { programs: { ...alice, sudo: '#!/nowhere\n' } } });
  await expect(probe(host, 'true', { become: 'root' })).rejects.toMatchObject({ refusal: { code: 'shell.noSudo' } });
});

test.each([
  {
    what: 'a login that is closed',
    command: 'echo "This account is currently not available."; exit 1',
    says: /exit 1.*not available/,
  },
  { what: 'no sh', command: 'exec /nowhere/sh', says: /exit 127/ },
  { what: 'a forced command', command: 'echo "only backups here"', says: /exit 0.*only backups/ },
  { what: 'a login that is killed', command: 'kill -9 $$', says: /SIGKILL/ },
])('$what is told in its own words', async ({ command, says }) => {
  const connected = await connect({ command });
  expect(connected).toMatchObject({ final: true, failure: { code: 'shell.noShell' } });
  expect(JSON.stringify(connected)).toMatch(says);
});

test.each([
  { what: 'is silent', command: 'cat >/dev/null' },
  { what: 'echoes what it gets', command: 'cat' },
  { what: 'never reads', command: 'exec sleep 30' },
])('a host that $what is given up in time', async ({ command }) => {
  const connected = await connect({ command }, 500);
  expect(connected).toMatchObject({
    final: false,
    failure: { code: 'shell.lost', args: { reason: 'the host does not answer' } },
  });
});

test('a channel that is refused is a lost host', async () => {
  const channels: Channels = {
    open: () => Promise.reject(new Error('open failed')),
    lost: new Promise(() => undefined),
    close: () => Promise.resolve(),
  };
  expect(await createSshHost(channels, somebody)).toMatchObject({ failure: { args: { reason: 'open failed' } } });
});
