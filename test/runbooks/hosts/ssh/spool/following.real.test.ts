// After a drop: a spool is picked up at the byte where it stopped, ended, or told to be gone.
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Attached, Host, Offsets } from '../../../../../src/runbooks/hosts/Host.ts';
import { localChannels, shellNames } from '../../../../support/localChannels.ts';
import type { ShellName } from '../../../../support/localChannels.ts';
import { change, hear, hostOver, localHost } from '../../../../support/localHost.ts';
import type { Heard, LocalHost } from '../../../../support/localHost.ts';

const sleep = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));
const start: Offsets = { stdout: 0, stderr: 0 };
const attach = (host: Host, spool: string, from = start): Promise<Heard<Attached>> =>
  hear((onOutput) => host.attach(spool, 'login', from, { onOutput, poll: 50 }));
const isAlive = (pid: number): boolean => {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    // No such process, which is the answer.
    return false;
  }
};

/** The living whose working folder is `folder` or below. */
function workingIn(folder: string): readonly string[] {
  return readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readlinkSync(`/proc/${name}/cwd`).startsWith(folder);
    } catch {
      // It ended while it was looked at, or is a zombie.
      return false;
    }
  });
}

describe.each(shellNames)('%s', (shell) => {
  let local: LocalHost;
  let stateFolder: string;
  beforeEach(async () => {
    stateFolder = join('/var/tmp', `runbooks-state-${randomUUID()}`);
    local = await localHost(shell, { stateFolder });
  });
  afterEach(async () => {
    await local.close();
    // Whatever a test did: no follower, timer or collector of its spools is left.
    await until(() => workingIn(stateFolder).length === 0);
    await rm(stateFolder, { recursive: true });
  });
  const spoolFile = (spool: string, file: string): string => join(stateFolder, 'spool', spool, file);
  const numberIn = async (spool: string, file: string): Promise<number> =>
    Number.parseInt(await readFile(spoolFile(spool, file), 'utf8'), 10);
  const again = async (): Promise<Host> => {
    local = await localHost(shell, { stateFolder });
    return local.host;
  };
  const until = async (holds: () => Promise<boolean> | boolean): Promise<void> => {
    const end = Date.now() + 10_000;
    while (!(await holds()) && Date.now() < end) await sleep(20);
    expect(await holds()).toBe(true);
  };

  test('dropped in the middle of its output, again and again: no byte lost, none doubled, the real exit', async () => {
    const script = `i=0; while [ $i -lt 3000 ]; do echo "line $i"; echo "error $i" >&2; i=$((i + 1))
      if [ $((i % 500)) = 0 ]; then sleep 0.2; fi; done; exit 42`;
    const received = { stdout: '', stderr: '' };
    const take = ({ stream, bytes }: { stream: 'stdout' | 'stderr'; bytes: Uint8Array }): void => {
      received[stream] += Buffer.from(bytes).toString();
      if (received.stdout.length > drops * 9000) {
        drops++;
        local.channels.drop('unplugged');
      }
    };
    let drops = 1;
    const command = { script, variables: {}, become: 'login', timeout: 20_000 } as const;
    const launched = await local.host.launch(command, { spool: 'a' }, { onOutput: take, poll: 20 });
    expect(launched).toEqual({ lost: 'unplugged' });
    let found: Attached = { exit: { lost: '' } };
    while ('exit' in found && 'lost' in found.exit) {
      const host = await again();
      const from = { stdout: received.stdout.length, stderr: received.stderr.length };
      found = await host.attach('a', 'login', from, { onOutput: take, poll: 20 });
    }
    expect(drops).toBeGreaterThan(2);
    expect(found).toEqual({ exit: { code: 42 } });
    const lines = (word: string): string => Array.from({ length: 3000 }, (_, at) => `${word} ${at}\n`).join('');
    expect(received).toEqual({ stdout: lines('line'), stderr: lines('error') });
  });

  test('ended while nobody was there, and read from any byte', async () => {
    const launched = change(
      local.host,
      { spool: 'a' },
      'sleep 0.3; i=0; while [ $i -lt 70000 ]; do echo "$i"; i=$((i + 1)); done; exit 9',
    );
    await until(() => isFilled());
    local.channels.drop('unplugged');
    await launched;
    const host = await again();
    const whole = Array.from({ length: 70_000 }, (_, at) => `${at}\n`).join('');
    for (const from of [0, 1, 65_535, 65_536, 65_537, 200_000, whole.length]) {
      const heard = await attach(host, 'a', { stdout: from, stderr: 0 });
      expect([from, heard.exit, heard.stdout.toString() === whole.slice(from)]).toEqual([
        from,
        { exit: { code: 9 } },
        true,
      ]);
    }
    async function isFilled(): Promise<boolean> {
      return (await readFile(spoolFile('a', 'pid')).catch(() => '')).length > 0;
    }
  });

  test('a timeout holds while the client is away', async () => {
    const launched = change(local.host, { spool: 'a' }, 'echo a; sleep 60', { timeout: 600 });
    await until(async () => (await numberIn('a', 'script').catch(() => 0)) > 0);
    local.channels.drop('unplugged');
    await launched;
    const script = await numberIn('a', 'script');
    await until(() => !isAlive(script));
    const heard = await attach(await again(), 'a');
    expect([heard.exit, heard.stdout.toString()]).toEqual([{ exit: { timedOut: true } }, 'a\n']);
  });

  test('there is none', async () => {
    expect((await attach(local.host, 'never')).exit).toEqual({ absent: true });
    await rm(join(stateFolder, 'spool'), { recursive: true });
    expect((await attach(local.host, 'never')).exit).toEqual({ absent: true });
    await mkdir(join(stateFolder, 'spool'));
  });

  test('it went away without leaving an exit code', async () => {
    const launched = change(local.host, { spool: 'a' }, 'echo a; sleep 60');
    await until(async () => (await readFile(spoolFile('a', 'out')).catch(() => '')).length > 0);
    for (const file of ['pid', 'script']) process.kill(-(await numberIn('a', file)), 'SIGKILL');
    expect((await launched).exit).toHaveProperty('lost');
    const heard = await attach(local.host, 'a');
    expect(heard).toMatchObject({ exit: { gone: true }, stdout: Buffer.from('a\n') });
  });

  test.each([
    { what: 'another process has its number', forge: (words: string[]) => [String(process.pid), ...words.slice(1)] },
    { what: 'the host was booted since', forge: (words: string[]) => [...words.slice(0, 2), randomUUID()] },
    { what: 'its launcher went before it noted it', forge: () => [] },
  ])('gone, although $what', async ({ forge }) => {
    await change(local.host, { spool: 'a' }, 'true');
    const words = (await readFile(spoolFile('a', 'pid'), 'utf8')).trim().split(' ');
    const forged = forge(words).join(' ');
    await writeFile(spoolFile('a', 'pid'), forged === '' ? '' : `${forged}\n`);
    await writeFile(spoolFile('a', 'status'), `${'-'.padEnd(15)}\n`);
    expect((await attach(local.host, 'a')).exit).toEqual({ gone: true });
  });

  test('killed: TERM, then KILL, with children in groups and folders of their own, and proven', async () => {
    const script = `trap '' TERM; sleep 61 & sh -c 'trap "" TERM; sleep 62; :' & sleep 63`;
    const launched = change(local.host, { spool: 'a' }, script);
    await until(async () => (await numberIn('a', 'script').catch(() => 0)) > 0);
    await sleep(200);
    expect(await local.host.kill('a', 'login')).toEqual({ proven: true });
    expect((await launched).exit).toEqual({ signal: 'SIGKILL' });
    for (const file of ['pid', 'script']) expect(isAlive(await numberIn('a', file))).toBe(false);
    expect((await attach(local.host, 'a')).exit).toEqual({ exit: { signal: 'SIGKILL' } });
    expect(await local.host.kill('a', 'login')).toEqual({ proven: true });
  });

  test('killed by TERM, it may still say what it does', async () => {
    const launched = change(local.host, { spool: 'a' }, "trap 'echo cleaning; exit 3' TERM; echo up; sleep 60 & wait");
    await until(async () => (await readFile(spoolFile('a', 'out')).catch(() => '')).length > 0);
    expect(await local.host.kill('a', 'login')).toEqual({ proven: true });
    const { exit, stdout } = await launched;
    expect([exit, stdout.toString()]).toEqual([{ code: 3 }, 'up\ncleaning\n']);
  });

  test('a kill that overtakes the launch keeps it from starting', async () => {
    expect(await local.host.kill('a', 'login')).toEqual({ proven: true });
    const heard = await change(local.host, { spool: 'a' }, 'echo ran');
    expect([heard.exit, heard.stdout.toString()]).toEqual([{ signal: 'SIGKILL' }, '']);
  });

  test('a kill never reaches a process that only has the number', async () => {
    await change(local.host, { spool: 'a' }, 'true');
    await writeFile(spoolFile('a', 'script'), `${process.pid} 1\n`);
    expect(await local.host.kill('a', 'login')).toEqual({ proven: true });
  });

  test('a limit is used up, frees itself, and counts a token once', async () => {
    const limit = (token: string) => ({ key: 'unit restarts', times: 2, within: 3000, token });
    const spool = (name: string) => ({ spool: name, limit: limit(name) });
    const before = Date.now();
    expect((await change(local.host, spool('a'), 'true')).exit).toEqual({ code: 0 });
    // The same token in another spool: reserved once.
    expect((await change(local.host, { spool: 'a2', limit: limit('a') }, 'true')).exit).toEqual({ code: 0 });
    expect((await change(local.host, spool('b'), 'true')).exit).toEqual({ code: 0 });
    const refused = await change(local.host, spool('c'), `echo ran`);
    expect(refused.stdout.toString()).toBe('');
    const { used, freeAt } = (refused.exit as { refused: { used: number[]; freeAt: number } }).refused;
    expect(used.length).toBe(2);
    expect(freeAt).toBe((used[0] ?? 0) + 3000);
    expect(freeAt).toBeGreaterThan(before);
    // Another limit is another, and one that has started is followed without asking.
    expect((await change(local.host, { spool: 'd', limit: { ...limit('d'), key: 'other' } }, 'true')).exit).toEqual({
      code: 0,
    });
    expect((await change(local.host, spool('a'), 'true')).exit).toEqual({ code: 0 });
    await sleep(Math.max(0, freeAt + 1100 - Date.now()));
    expect((await change(local.host, spool('c'), 'true')).exit).toEqual({ code: 0 });
  });

  test('many who ask at once never get more than the limit', async () => {
    const others = await Promise.all([1, 2, 3, 4].map(() => localHost(shell, { stateFolder })));
    const limit = { key: 'k', times: 2, within: 60_000 };
    const heard = await Promise.all(
      others.map(({ host }, at) => change(host, { spool: `s${at}`, limit: { ...limit, token: `t${at}` } }, 'true')),
    );
    expect(heard.filter(({ exit }) => 'refused' in exit).length).toBe(2);
    await Promise.all(others.map((other) => other.close()));
  });

  test('the lock of one who died is taken away, of one who lives it is not', async () => {
    const limit = { key: 'k', times: 5, within: 60_000 };
    await change(local.host, { spool: 'a', limit: { ...limit, token: 'a' } }, 'true');
    const [key = ''] = await readdir(join(stateFolder, 'limits'));
    const lock = join(stateFolder, 'limits', `${key}.lock`);
    const bootId = local.host.identity.bootId;
    await writeFile(lock, `${process.pid} 1 ${bootId}\n`);
    expect((await change(local.host, { spool: 'b', limit: { ...limit, token: 'b' } }, 'true')).exit).toEqual({
      code: 0,
    });
    const started =
      readFileSync('/proc/self/stat', 'utf8')
        .replace(/^.*\) /, '')
        .split(' ')[19] ?? '';
    await writeFile(lock, `${process.pid} ${started} ${bootId}\n`);
    const refused = change(local.host, { spool: 'c', limit: { ...limit, token: 'c' } }, 'true');
    await expect(refused).rejects.toMatchObject({ refusal: { code: 'shell.limitLocked' } });
    await rm(lock);
  });
});

/** A change as somebody who is not root, in the default state folder: root's own is not the tests' to touch. */
async function asAlice(script: string, env: Readonly<Record<string, string>> = {}, shell: ShellName = 'dash') {
  const id = '#!/bin/sh\n[ "$1" = -un ] && echo alice || echo 1000\n';
  const channels = await localChannels(shell, { programs: { id }, env });
  const host = await hostOver(channels);
  try {
    return { home: channels.home, heard: await change(host, { spool: 'a' }, script) };
  } finally {
    await host.close();
  }
}

test('a state folder in memory is refused', async () => {
  const folder = join('/dev/shm', `runbooks-home-${randomUUID()}`);
  await expect(asAlice('true', { XDG_STATE_HOME: folder })).rejects.toMatchObject({
    refusal: { code: 'shell.stateMemory' },
  });
  await rm(folder, { recursive: true });
});

test.each(shellNames)('the state folder of a login, in %s', async (shell) => {
  const { heard, home } = await asAlice('stat -c "%a %n" "$HOME"/.local/state/*/spool/..', {}, shell);
  expect(heard.stdout.toString()).toBe(`700 ${home}/.local/state/gated-runbooks/spool/..\n`);
});
