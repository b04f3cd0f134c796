// Many probes at once: none delays another, each ends in time, and nothing outlives the shell.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { shellNames } from '../../../../support/localChannels.ts';
import { localHost, probe } from '../../../../support/localHost.ts';
import type { LocalHost } from '../../../../support/localHost.ts';

const sleep = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

/** Command lines of the living that have `word` in theirs. */
function living(word: string): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readIfThere(`/proc/${name}/cmdline`).replaceAll('\0', ' '))
    .filter((line) => line.includes(word));
}

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!holds()) {
    expect(Date.now()).toBeLessThan(end);
    await sleep(20);
  }
}

function zombiesBelow(ancestor: number | undefined): number {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), stat: readIfThere(`/proc/${name}/stat`) }))
    .map(({ pid, stat }) => {
      const [, state = '', parent = ''] = /\) (\S) (\d+)/.exec(stat) ?? [];
      return { pid, state, parent: Number(parent) };
    });
  const below = (pid: number): boolean =>
    pid === ancestor || processes.some((process) => process.pid === pid && below(process.parent));
  expect(processes.some(({ parent }) => parent === ancestor)).toBe(true);
  return processes.filter(({ state, parent }) => state === 'Z' && below(parent)).length;
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    // A process may end while it is looked at.
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
    throw error;
  }
}

/** A number of seconds to sleep that no other test sleeps. */
let unique = 1000;
const oneOfAKind = (): string => `${++unique}.${process.pid}`;
const folderOf = async (local: LocalHost): Promise<string> => {
  const { stdout } = await probe(local.host, 'readlink -f /proc/self/fd/1');
  return stdout.toString().replace(/\/[^/]*\n$/, '');
};

describe.each(shellNames)('%s', (shell) => {
  let local: LocalHost;
  beforeEach(async () => {
    local = await localHost(shell);
  });
  afterEach(() => local.close());

  test('run together, end one by one, and do not mix', async () => {
    const order: number[] = [];
    const script = 'sleep "$pause"; i=0; while [ $i -lt 200 ]; do echo "$name"; echo "e$name" >&2; i=$((i + 1)); done';
    const all = Array.from({ length: 30 }, async (_, at) => {
      const variables = { name: String(at), pause: at % 3 === 0 ? '3' : '0' };
      const heard = await probe(local.host, script, { variables });
      order.push(at);
      expect(heard.stdout.toString()).toBe(`${at}\n`.repeat(200));
      expect(heard.stderr.toString()).toBe(`e${at}\n`.repeat(200));
    });
    await Promise.all(all);
    expect(order.slice(-10).every((at) => at % 3 === 0)).toBe(true);
  });

  test('a hung one delays no other, and none after it', async () => {
    const order: string[] = [];
    const script = `trap '' TERM; sleep ${oneOfAKind()}`;
    const hung = probe(local.host, script, { timeout: 4000 }).finally(() => order.push('hung'));
    await Promise.all(Array.from({ length: 5 }, () => probe(local.host, 'true')));
    await probe(local.host, 'true').finally(() => order.push('after'));
    expect(order).toEqual(['after']);
    expect((await hung).exit).toEqual({ timedOut: true });
  });

  test('a timeout ends the whole group, and what was printed is kept', async () => {
    const name = oneOfAKind();
    const { exit, stdout } = await probe(local.host, `echo early; sleep ${name} & sleep ${name}; echo late`, {
      timeout: 300,
    });
    expect([exit, stdout.toString()]).toEqual([{ timedOut: true }, 'early\n']);
    await until(() => living(name).length === 0);
  });

  test('one that ignores TERM is killed, with its children', async () => {
    const name = oneOfAKind();
    const { exit } = await probe(local.host, `trap '' TERM; sleep ${name} & sleep ${name}`, { timeout: 200 });
    expect(exit).toEqual({ timedOut: true });
    await until(() => living(name).length === 0);
  });

  test('a very short timeout is one too', async () => {
    const heard = await Promise.all([1, 2, 5, 10].map((timeout) => probe(local.host, 'sleep 30', { timeout })));
    expect(heard.map(({ exit }) => exit)).toEqual(Array(4).fill({ timedOut: true }));
  });

  test('aborting ends the group; aborted before, it never starts', async () => {
    const name = oneOfAKind();
    const abort = new AbortController();
    const running = probe(local.host, `sleep ${name}`, {}, abort.signal);
    await until(() => living(name).length > 0);
    abort.abort();
    expect((await running).exit).toEqual({ signal: 'SIGTERM' });
    // The signal went to all of the group at once; one of them may take a moment longer to die of it.
    await until(() => living(name).length === 0);
    expect((await probe(local.host, `echo ran`, {}, AbortSignal.abort())).stdout.toString()).toBe('');
  });

  test('what a probe leaves behind in its group is ended', async () => {
    const name = oneOfAKind();
    // It takes them a moment to be what they are called.
    await probe(local.host, `sleep ${name} & sleep ${name} & sleep 0.3`);
    await until(() => living(name).length === 0);
  });

  test.each(['closed', 'dropped', 'killed'] as const)('a shell that was %s leaves nothing', async (how) => {
    const folder = await folderOf(local);
    expect(existsSync(folder)).toBe(true);
    const name = oneOfAKind();
    const running = probe(local.host, `trap '' TERM HUP; sleep ${name} & sleep ${name}`);
    await until(() => living(name).length > 0);
    if (how === 'closed') await local.host.close();
    if (how === 'dropped') local.channels.drop('unplugged');
    if (how === 'killed') local.channels.opened[0]?.kill('SIGKILL');
    expect((await running).exit).toEqual({
      lost: { closed: 'closed', dropped: 'unplugged', killed: 'the shell on the host ended' }[how],
    });
    await until(() => living(name).length === 0 && !existsSync(folder) && !existsSync(`${folder}.ended`));
    // A shell that ended alone is opened anew.
    if (how === 'killed') expect((await probe(local.host, 'exit 5')).exit).toEqual({ code: 5 });
    else expect((await probe(local.host, 'exit 5')).exit).toHaveProperty('lost');
  });

  test('hundreds leave neither zombies nor files', async () => {
    // A thousand in the full tier.
    const rounds = process.env['TEST_MATRIX'] === 'all' ? 40 : 8;
    for (let round = 0; round < rounds; round++) {
      await Promise.all(Array.from({ length: 25 }, () => probe(local.host, 'echo x')));
    }
    const folder = await folderOf(local);
    await until(() => readdirSync(folder).filter((name) => /^[oepxy]\d/.test(name)).length <= 3);
    expect(zombiesBelow(local.channels.opened[0]?.pid)).toBeLessThan(10);
  });
});
