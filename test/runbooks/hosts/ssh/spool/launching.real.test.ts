// A detached step: how it ends, what it prints, and that it is started once.
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Launched } from '../../../../../src/runbooks/hosts/Host.ts';
import { shellNames } from '../../../../support/localChannels.ts';
import { change, localHost, probe } from '../../../../support/localHost.ts';
import type { LocalHost } from '../../../../support/localHost.ts';

interface Ending {
  readonly what: string;
  readonly script: string;
  readonly exit: Launched;
  readonly stdout?: string;
}

const endings: readonly Ending[] = [
  { what: 'an exit code', script: 'echo a; exit 7', exit: { code: 7 }, stdout: 'a\n' },
  { what: 'kill $$', script: 'echo a; kill $$; sleep 5', exit: { signal: 'SIGTERM' }, stdout: 'a\n' },
  { what: 'kill -9 $$', script: 'kill -9 $$; sleep 5', exit: { signal: 'SIGKILL' } },
  { what: 'kill 0', script: 'echo a; kill 0; sleep 5', exit: { signal: 'SIGTERM' }, stdout: 'a\n' },
  { what: 'kill -9 0', script: 'kill -9 0; sleep 5', exit: { signal: 'SIGKILL' } },
  { what: 'exec', script: 'exec sh -c "echo b; exit 8"', exit: { code: 8 }, stdout: 'b\n' },
  { what: 'set -e', script: 'set -e; false; echo b', exit: { code: 1 }, stdout: '' },
  { what: 'a read from stdin', script: 'cat; echo "$?"', exit: { code: 0 }, stdout: '0\n' },
  { what: 'closed files', script: 'exec 0<&- 1>&- 2>&-; sleep 0.1; exit 4', exit: { code: 4 }, stdout: '' },
  { what: 'a trap on exit', script: "trap 'echo bye' EXIT; exit 3", exit: { code: 3 }, stdout: 'bye\n' },
  { what: 'opened /dev/stdout', script: 'echo a; echo b >/dev/stdout; echo c', exit: { code: 0 }, stdout: 'a\nb\nc\n' },
  { what: 'no trailing newline', script: 'printf abc', exit: { code: 0 }, stdout: 'abc' },
  {
    what: 'its surrounding',
    script: 'pwd; umask; echo "${gr_poke-none}"',
    exit: { code: 0 },
    stdout: '/\n0022\nnone\n',
  },
  { what: 'output that comes slowly', script: 'echo a; sleep 0.3; echo b', exit: { code: 0 }, stdout: 'a\nb\n' },
];

describe.each(shellNames)('%s', (shell) => {
  let local: LocalHost;
  beforeEach(async () => {
    local = await localHost(shell);
  });
  afterEach(() => local.close());

  test('each end is told as it was', async () => {
    for (const [at, { what, script, exit, stdout }] of endings.entries()) {
      const heard = await change(local.host, { spool: `s${at}` }, script);
      expect([what, heard.exit]).toEqual([what, exit]);
      if (stdout !== undefined) expect([what, heard.stdout.toString()]).toEqual([what, stdout]);
    }
    const syntax = await change(local.host, { spool: 'syntax' }, 'echo "a');
    expect(['1', '2', '127']).toContain(String('code' in syntax.exit && syntax.exit.code));
    expect(syntax.stderr.toString()).toMatch(/quot|matching/i);
  });

  test('both streams, binary, in order and complete', async () => {
    const script = "printf '\\000\\377\\n'; echo error >&2; i=0; while [ $i -lt 5000 ]; do echo $i; i=$((i + 1)); done";
    const { stdout, stderr } = await change(local.host, { spool: 'a' }, script);
    const lines = Array.from({ length: 5000 }, (_, at) => `${at}\n`).join('');
    expect(stdout).toEqual(Buffer.concat([Buffer.from([0, 255, 10]), Buffer.from(lines)]));
    expect(stderr.toString()).toBe('error\n');
  });

  test('variables arrive', async () => {
    const value = 'it\'s "$(id)" \\ \n漢';
    const { stdout } = await change(local.host, { spool: 'a' }, 'printf %s "$value"', { variables: { value } });
    expect(stdout.toString()).toBe(value);
  });

  test('launched twice, at once and later, it runs once and all follow it', async () => {
    const other = await localHost(shell, { stateFolder: local.stateFolder });
    const effect = join(local.channels.home, 'effect');
    const script = `echo ran >>'${effect}'; sleep 0.3; echo done; exit 5`;
    const heard = await Promise.all([
      change(local.host, { spool: 'twice' }, script),
      change(other.host, { spool: 'twice' }, script),
    ]);
    heard.push(await change(local.host, { spool: 'twice' }, script));
    await other.close();
    expect(heard.map(({ exit, stdout }) => [exit, stdout.toString()])).toEqual(Array(3).fill([{ code: 5 }, 'done\n']));
    expect(readFileSync(effect, 'utf8')).toBe('ran\n');
  });

  test('a child that keeps the output delays the end by a moment, and goes on living', async () => {
    const alive = join(local.channels.home, 'alive');
    const script = `(trap '' PIPE; sleep 4; echo late; : >'${alive}') & echo early`;
    const { exit, stdout } = await change(local.host, { spool: 'a' }, script);
    expect([exit, stdout.toString()]).toEqual([{ code: 0 }, 'early\n']);
    expect(existsSync(alive)).toBe(false);
    await new Promise((done) => setTimeout(done, 5000));
    expect(existsSync(alive)).toBe(true);
  });

  test('a timeout ends the group and is told from an exit', async () => {
    const heard = await change(local.host, { spool: 'a' }, 'echo a; sleep 60; echo b', { timeout: 300 });
    expect([heard.exit, heard.stdout.toString()]).toEqual([{ timedOut: true }, 'a\n']);
  });

  test('output that the disk cannot spare is counted, and the step goes on', async () => {
    const small = await localHost(shell, { stateFolder: local.stateFolder, spoolCap: 128 });
    let cut: unknown;
    const script = 'head -c 1000000 /dev/zero; echo fine >&2; exit 6';
    const { exit, stdout, stderr } = await change(
      small.host,
      { spool: 'a' },
      script,
      {},
      { onCut: (it) => (cut = it) },
    );
    await small.close();
    expect([exit, stdout.length, stderr.toString()]).toEqual([{ code: 6 }, 65_536, 'fine\n']);
    expect(cut).toMatchObject({ stderr: 0 });
    expect((cut as { stdout: number }).stdout).toBeGreaterThan(1_000_000 - 65_536 - 140_000);
    expect((cut as { stdout: number }).stdout).toBeLessThanOrEqual(1_000_000 - 65_536);
  });

  test('the next step waits for the one before, and probes do not wait', async () => {
    const order: string[] = [];
    const first = change(local.host, { spool: 'a' }, 'sleep 0.5').then(() => order.push('first'));
    const second = change(local.host, { spool: 'b' }, 'true').then(() => order.push('second'));
    await probe(local.host, 'true').then(() => order.push('probe'));
    await Promise.all([first, second]);
    expect(order).toEqual(['probe', 'first', 'second']);
  });

  test('an acknowledged spool is gone, a running one is not', async () => {
    await change(local.host, { spool: 'a' }, 'true');
    await local.host.acknowledge('a', 'login');
    const running = change(local.host, { spool: 'b' }, 'sleep 0.6; exit 3');
    await new Promise((done) => setTimeout(done, 200));
    await local.host.acknowledge('b', 'login');
    expect((await running).exit).toEqual({ code: 3 });
    // Removals that were cut short are finished by later ones, a few at a time.
    for (let at = 0; at < 30; at++) await mkdir(join(local.stateFolder, 'done', `old${at}`));
    await local.host.acknowledge('b', 'login');
    await local.host.acknowledge('never', 'login');
    expect(await readdir(join(local.stateFolder, 'spool'))).toEqual([]);
    expect((await readdir(join(local.stateFolder, 'done'))).length).toBe(11);
  });

  test('an acknowledged spool is never started again, whatever the one who asks remembers', async () => {
    const effects = join(local.channels.home, 'effects');
    const launch = (): ReturnType<typeof change> => change(local.host, { spool: 'a' }, `echo once >> ${effects}`);
    expect((await launch()).exit).toEqual({ code: 0 });
    await local.host.acknowledge('a', 'login');
    const again = await launch();
    const found = await local.host.attach('a', 'login', { stdout: 0, stderr: 0 }, { onOutput: () => undefined });
    const killed = await local.host.kill('a', 'login');
    expect(again.exit).toHaveProperty('lost');
    expect({ found, killed }).toEqual({ found: { gone: true }, killed: { proven: true } });
    expect(readFileSync(effects, 'utf8')).toBe('once\n');
  });

  test('200 MB arrive complete and in order, while the reader is slow', async () => {
    const before = process.memoryUsage.rss();
    let [received, expected, most, wrong] = [0, 0, 0, 0];
    const { exit } = await change(
      local.host,
      { spool: 'big' },
      'head -c 25000000 /dev/zero | tr "\\0" a; head -c 150000000 /dev/zero; head -c 25000000 /dev/zero | tr "\\0" b',
      { timeout: 60_000 },
      {
        onOutput: async ({ bytes }) => {
          expected = received < 25_000_000 ? 97 : received < 175_000_000 ? 0 : 98;
          if (bytes[0] !== expected) wrong++;
          received += bytes.length;
          most = Math.max(most, process.memoryUsage.rss() - before);
          await new Promise((done) => setImmediate(done));
        },
      },
    );
    expect([exit, received, wrong]).toEqual([{ code: 0 }, 200_000_000, 0]);
    expect(most).toBeLessThan(100_000_000);
  });
});

describe('the state folder', () => {
  const inHome = async (prepare: (state: string) => Promise<unknown>) => {
    const local = await localHost('dash');
    const state = join(local.channels.home, 'parent', 'gated-runbooks');
    await mkdir(join(local.channels.home, 'parent'));
    await prepare(state);
    const host = await localHost('dash', { stateFolder: state });
    const heard = await change(host.host, { spool: 'a' }, 'echo ran').catch((error: unknown) => error);
    await Promise.all([local.close(), host.close()]);
    return heard;
  };

  test.each([
    { what: 'a symbolic link', prepare: (state: string) => symlink('/tmp', state), code: 'shell.stateForeign' },
    {
      what: 'a link further in',
      prepare: async (state: string) => {
        await mkdir(state);
        await symlink('/tmp', join(state, 'spool'));
      },
      code: 'shell.stateForeign',
    },
    { what: 'a file', prepare: (state: string) => writeFile(state, ''), code: 'shell.stateUnwritable' },
  ])('$what is refused', async ({ prepare, code }) => {
    expect(await inHome(prepare)).toMatchObject({ refusal: { code } });
  });
});
