// Hosts that are not as one would wish, behind a real sshd: each works, or ends in time with a message that a person can act on.
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { userInfo } from 'node:os';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connected } from '../../../../../src/runbooks/hosts/Host.ts';
import { HostRefusal } from '../../../../../src/runbooks/hosts/HostRefusal.ts';
import { connectSsh } from '../../../../../src/runbooks/hosts/ssh/connectSsh.ts';
import { say } from '../../../../../src/runbooks/texts/say.ts';
import type { Message } from '../../../../../src/runbooks/texts/Message.ts';
import { change, probe } from '../../../../support/localHost.ts';
import { makeKey, type KeyFiles } from '../../../../support/makeKey.ts';
import { startAgent, type TestAgent } from '../../../../support/startAgent.ts';
import { startSshd } from '../../../../support/startSshd.ts';
import { tempFolder, type TempFolder } from '../../../../support/tempFolder.ts';

const all = process.env['TEST_MATRIX'] === 'all';
const isRoot = process.getuid?.() === 0;

interface Hostile {
  readonly what: string;
  /** Sh lines in the mount namespace of the server. In them and in `config`, PLACE is a folder of the row's own, with a home in it. */
  readonly surroundings: string;
  readonly user?: 'op';
  readonly config?: readonly string[];
  readonly become?: 'root';
  /** The code of what is said where it can't be connected, read, or changed. Absent: it works. */
  readonly connects?: string;
  readonly reads?: string;
  readonly changes?: string;
  /** Besides the code: what the sentence has to name. */
  readonly says?: RegExp;
  readonly full?: true;
}

/** A login without rights, whose shell is the given one. */
const op = (shell = '/bin/sh', home = 'PLACE/op'): string => `
mkdir -p PLACE/op
chown 12345:12345 PLACE/op
{ cat /etc/passwd; echo "op:x:12345:12345::${home}:${shell}"; } >PLACE/passwd
mount --bind PLACE/passwd /etc/passwd`;
const program = (name: string, text: string): string => `
mkdir -p PLACE/bin
cat >PLACE/bin/${name} <<'END'
#!/bin/sh
${text}
END
chmod 755 PLACE/bin PLACE/bin/${name}`;
const readOnly = (...folders: readonly string[]): string =>
  folders.map((folder) => `mount --bind ${folder} ${folder}\nmount -o remount,ro,bind ${folder}`).join('\n');
const shellOf = (shell: string): string => `
sed "s|^root:.*|root:x:0:0:root:/root:${shell}|" /etc/passwd >PLACE/passwd
mount --bind PLACE/passwd /etc/passwd`;

// A shell that knows neither POSIX nor quotes, only how to run a word with its words; fish, csh and elvish can at least that.
const foreign =
  'case $1 in -c) shift ;; esac\ncase $1 in *[\\;\\&\\|\\$\\"\\(\\<\\>]*) echo "foreign: cannot parse: $1" >&2; exit 2 ;; esac\nset -f\n$1';

const hosts: readonly Hostile[] = [
  ...[{ size: 30_000 }, { size: 200_000, connects: 'hosts.badPacket', says: /Banner/ }].map(
    ({ size, ...row }): Hostile => ({
      ...row,
      what: `a banner of ${String(size)} bytes`,
      surroundings: `yes 'This is our host.' | head -c ${String(size)} >PLACE/banner`,
      config: ['Banner PLACE/banner'],
    }),
  ),
  {
    what: 'noise in the login’s start files, on both streams',
    surroundings: `${shellOf('/bin/bash')}
printf '%s\\n' 'yes motd | head -c 200000' 'yes warning | head -c 200000 >&2' 'echo "no newline at the end\\c"' >PLACE/home/.bashrc`,
    config: ['SetEnv HOME=PLACE/home'],
  },
  {
    what: 'a login shell that is no POSIX shell',
    surroundings: `${program('foreign', foreign)}${shellOf('PLACE/bin/foreign')}`,
  },
  ...['/usr/bin/fish', '/usr/bin/tcsh', '/bin/csh'].map((shell): Hostile => ({
    what: `${shell} as login shell, where it is`,
    surroundings: `[ ! -x ${shell} ] || { :${shellOf(shell)}\n}`,
    full: true,
  })),
  {
    what: 'a login shell nologin',
    surroundings: shellOf('/usr/sbin/nologin'),
    connects: 'shell.noShell',
    says: /exit 1.*not available.*chsh/s,
  },
  {
    what: 'a home and a /tmp that can only be read',
    surroundings: `${op('/bin/sh', '/home')}\n${readOnly('/home', '/tmp', '/var/tmp')}`,
    user: 'op',
    config: ['SetEnv HOME=/home'],
    changes: 'shell.stateUnwritable',
    says: /remount the file system for writing/,
  },
  {
    what: 'no folder at all that can be written',
    surroundings: `${op()}\n${readOnly('/dev/shm', '/run', '/tmp', '/var/tmp')}`,
    user: 'op',
    connects: 'shell.noFolder',
    says: /\/dev\/shm, \/run, \/tmp, \/var\/tmp/,
  },
  {
    what: 'no setsid',
    surroundings: 'mount --bind /dev/null /usr/bin/setsid',
    changes: 'shell.noDetach',
    says: /util-linux/,
  },
  {
    what: 'no sudo',
    surroundings: op(),
    user: 'op',
    become: 'root',
    reads: 'shell.noSudo',
    changes: 'shell.noSudo',
    says: /connect as root/,
  },
  {
    what: 'sudo that wants a terminal (requiretty)',
    surroundings: `${op()}${program('sudo', 'echo "sudo: sorry, you must have a tty to run sudo" >&2; exit 1')}`,
    user: 'op',
    config: ['SetEnv HOME=PLACE/home PATH=PLACE/bin:/usr/bin:/bin'],
    become: 'root',
    reads: 'shell.sudoTty',
    changes: 'shell.sudoTty',
    says: /Defaults:op !requiretty/,
  },
  {
    what: 'a PATH on which nothing is but a shell',
    surroundings: program('sh', 'exec /bin/dash "$@"'),
    config: ['SetEnv HOME=PLACE/home PATH=PLACE/bin'],
  },
  {
    what: 'a PATH that names nothing',
    surroundings: '',
    config: ['SetEnv PATH=/nowhere'],
    connects: 'shell.noShell',
    says: /exit 127.*not found/s,
  },
  {
    what: 'a host without coreutils',
    surroundings: `${shellOf('/bin/sh')}
mkdir PLACE/sh; cp /bin/dash PLACE/sh/sh
for folder in /usr/bin /bin; do [ -L "$folder" ] || mount --bind PLACE/sh "$folder"; done`,
    connects: 'shell.noUtilities',
    says: /coreutils/,
  },
  ...[0, 4_000_000_000].map((now): Hostile => ({
    what: `a clock that says ${new Date(now * 1000).toISOString().slice(0, 4)}`,
    surroundings: program('date', `[ "$1" = +%s ] && echo ${String(now)} || exec /usr/bin/date "$@"`),
    config: ['SetEnv HOME=PLACE/home PATH=PLACE/bin:/usr/bin:/bin'],
  })),
];

let folder: TempFolder;
let key: KeyFiles;
let agent: TestAgent;
beforeAll(async () => {
  folder = await tempFolder('hostile');
  key = await makeKey(folder.path, 'key');
  agent = await startAgent([key.file]);
});
afterAll(async () => {
  await agent.stop();
  await folder.remove();
});

/** The sentence is whole in both languages, and names what the row wants. */
function expectSaid(message: Message, code: string, says = /./): void {
  expect(message.code).toBe(code);
  expect(say('en', message)).toMatch(says);
  for (const locale of ['en', 'zh-cn'] as const) expect(say(locale, message)).not.toMatch(/\{\w+\}/);
}

async function refusal(work: Promise<unknown>): Promise<Message> {
  const error = await work.then(
    (value) => new Error(`not refused: ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof HostRefusal)) throw error;
  return error.refusal;
}

describe.skipIf(!isRoot)('a host with', () => {
  it.each(hosts.filter(({ full }) => all || full === undefined))(
    '$what',
    async (row) => {
      const place = await tempFolder('surroundings');
      await chmod(place.path, 0o711);
      await mkdir(join(place.path, 'home'));
      const sshd = await startSshd({
        authorizedKeys: [key.line],
        surroundings: row.surroundings.replaceAll('PLACE', place.path),
        extraConfig: (row.config ?? []).map((line) => line.replaceAll('PLACE', place.path)),
      });
      try {
        const connected = await connect({
          port: sshd.port,
          user: row.user ?? userInfo().username,
          hostKey: sshd.hostKeys[0]?.line ?? '',
        });
        if (row.connects !== undefined) {
          if (!('failure' in connected)) throw new Error('it connected');
          expectSaid(connected.failure, row.connects, row.says);
          return;
        }
        if ('failure' in connected) throw new Error(say('en', connected.failure));
        const { host } = connected;
        try {
          const as = { become: row.become ?? 'login' } as const;
          const reading = probe(host, 'echo read; echo said >&2', as);
          if (row.reads === undefined) expect((await reading).stdout.toString()).toBe('read\n');
          else expectSaid(await refusal(reading), row.reads, row.says);
          const limit = { key: 'k', times: 1, within: 3_600_000, token: 'once' };
          const changing = change(host, { spool: 'r.act.1.run', limit }, 'echo changed', as);
          if (row.changes !== undefined) {
            expectSaid(await refusal(changing), row.changes, row.says);
            if (row.reads !== undefined) return;
            expect((await probe(host, 'sleep 60', { ...as, timeout: 200 })).exit).toEqual({ timedOut: true });
            return;
          }
          expect((await changing).stdout.toString()).toBe('changed\n');
          const again = { spool: 'r.act.2.run', limit: { ...limit, token: 'twice' } };
          expect((await change(host, again, 'true', as)).exit).toHaveProperty('refused');
          const lease = { token: 't', become: ['login'], run: 'r', runbook: 'b', by: 'me' } as const;
          expect(await host.leases.take(lease)).toHaveProperty('taken');
          const held = await host.leases.look(['login']);
          expect('held' in held && held.held.held).toBeLessThan(3_600_000);
        } finally {
          await host.close();
        }
      } finally {
        await sshd.stop();
        await place.remove();
      }
    },
    120_000,
  );
});

it('a server that never stops talking before it says who it is, is given up in time', async () => {
  const server = createServer((socket) => {
    const flood = (): void => {
      while (!socket.destroyed && socket.write(`${'welcome '.repeat(1000)}\r\n`));
    };
    socket.on('drain', flood).on('error', () => undefined);
    flood();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const connected = await connect({ port, user: 'op', hostKey: key.line });
    if (!('failure' in connected)) throw new Error('it connected');
    expect(say('en', connected.failure)).not.toMatch(/\{\w+\}/);
  } finally {
    server.close();
  }
}, 120_000);

interface Target {
  readonly port: number;
  readonly user: string;
  readonly hostKey: string;
}

async function connect({ port, user, hostKey }: Target): Promise<Connected> {
  const accepted = join(folder.path, 'accepted');
  await writeFile(accepted, '', { flag: 'a' });
  const target = {
    host: '127.0.0.1',
    port,
    user,
    agent: agent.socket,
    hostKey: hostKey.split(' ').slice(0, 2).join(' '),
  };
  const connecting = connectSsh({ acceptedHostKeys: accepted, targets: { it: target } });
  return connecting('it', new AbortController().signal);
}
