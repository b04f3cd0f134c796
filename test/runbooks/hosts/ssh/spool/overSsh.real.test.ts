// The same over a real sshd: how many round trips it takes, and what a broken connection leaves.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Host } from '../../../../../src/runbooks/hosts/Host.ts';
import { connectSsh } from '../../../../../src/runbooks/hosts/ssh/connectSsh.ts';
import { delayProxy } from '../../../../support/delayProxy.ts';
import type { DelayProxy } from '../../../../support/delayProxy.ts';
import { change, hear, probe } from '../../../../support/localHost.ts';
import { makeKey } from '../../../../support/makeKey.ts';
import { startAgent } from '../../../../support/startAgent.ts';
import type { TestAgent } from '../../../../support/startAgent.ts';
import { startSshd } from '../../../../support/startSshd.ts';
import type { TestSshd } from '../../../../support/startSshd.ts';
import { tempFolder } from '../../../../support/tempFolder.ts';
import type { TempFolder } from '../../../../support/tempFolder.ts';

const sleep = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

/** Those of the spool without ssh are in every shell. */
const shells = process.env['TEST_MATRIX'] === 'all' ? ['dash', 'bash', 'busybox sh'] : ['dash'];

describe.each(shells)('%s', (shell) => {
  let folder: TempFolder;
  let agent: TestAgent;
  let sshd: TestSshd;
  let proxy: DelayProxy;
  const hosts: Host[] = [];
  beforeAll(async () => {
    folder = await tempFolder('spool');
    const key = await makeKey(folder.path, 'id');
    agent = await startAgent([key.file]);
    sshd = await startSshd({ authorizedKeys: [key.line], shell });
  });
  afterAll(async () => {
    await sshd.stop();
    await agent.stop();
    await folder.remove();
  });
  beforeEach(async () => {
    proxy = await delayProxy({ to: { port: sshd.port } });
  });
  afterEach(async () => {
    await Promise.all(hosts.splice(0).map((host) => host.close()));
    await proxy.stop();
  });
  const connect = async (): Promise<Host> => {
    const target = {
      host: '127.0.0.1',
      port: proxy.port,
      user: sshd.user,
      agent: agent.socket,
      hostKey: sshd.hostKeys[0]?.line.split(' ').slice(0, 2).join(' ') ?? '',
    };
    const connecting = connectSsh({
      acceptedHostKeys: join(folder.path, 'accepted'),
      targets: { target },
      host: { stateFolder: join(folder.path, 'state') },
    });
    const connected = await connecting('target', new AbortController().signal);
    if ('failure' in connected) throw new Error(JSON.stringify(connected.failure));
    hosts.push(connected.host);
    return connected.host;
  };

  test('one round trip a probe, one for thirty, one for a change with its limit', async () => {
    const host = await connect();
    await probe(host, 'true');
    await change(host, { spool: `warm-${shell}` }, 'true');
    const turnsOf = async (work: () => Promise<unknown>): Promise<number> => {
      // What is still under way, like windows that are opened again, must not be counted.
      await sleep(100);
      const before = proxy.turns;
      await work();
      return proxy.turns - before;
    };
    proxy.setDelay(150);
    expect(await turnsOf(() => probe(host, 'echo a'))).toBe(1);
    expect(
      await turnsOf(() => Promise.all(Array.from({ length: 30 }, () => probe(host, 'echo a')))),
    ).toBeLessThanOrEqual(2);
    const limit = { key: 'k', times: 9, within: 60_000, token: 't' };
    expect(await turnsOf(() => change(host, { spool: `one-${shell}`, limit }, 'true'))).toBe(1);
    proxy.setDelay(0);
  });

  test.each(['the connection is reset', 'the session is killed'] as const)(
    'a step goes on when %s, and is picked up at the byte where it stopped',
    async (how) => {
      const spool = `${how}-${shell}`.replaceAll(' ', '-');
      const effect = join(folder.path, spool);
      const script = `i=0; while [ $i -lt 200 ]; do echo "line $i"; i=$((i + 1)); sleep 0.01; done; echo ran >>"$effect"; exit 42`;
      const first = await connect();
      let received = '';
      const launched = await first.launch(
        { script, variables: { effect }, become: 'root', timeout: 20_000 },
        { spool },
        {
          poll: 20,
          onOutput: ({ bytes }) => {
            const early = received === '';
            received += Buffer.from(bytes).toString();
            if (!early) return;
            if (how === 'the connection is reset') proxy.reset();
            else expect(sshd.killSessions()).toBeGreaterThan(0);
          },
        },
      );
      expect(launched).toHaveProperty('lost');
      expect(received).not.toContain('line 199\n');
      const second = await connect();
      const heard = await hear((onOutput) =>
        second.attach(spool, 'root', { stdout: received.length, stderr: 0 }, { onOutput, poll: 20 }),
      );
      expect(heard.exit).toEqual({ exit: { code: 42 } });
      const lines = Array.from({ length: 200 }, (_, at) => `line ${at}\n`).join('');
      expect(received + heard.stdout.toString()).toBe(lines);
      expect(readFileSync(effect, 'utf8')).toBe('ran\n');
      await second.acknowledge(spool, 'root');
    },
  );

  test('probes end with the connection', async () => {
    const host = await connect();
    const mark = join(folder.path, `probe-${shell.replace(' ', '-')}`);
    const running = probe(host, `trap '' HUP TERM PIPE; sleep 1; : >"$mark"`, { variables: { mark } });
    await sleep(400);
    proxy.reset();
    expect((await running).exit).toHaveProperty('lost');
    await sleep(1000);
    expect(() => readFileSync(mark)).toThrow(/ENOENT/);
  });

  test('200 MB through a slow reader, and probes beside it', async () => {
    const host = await connect();
    let received = 0;
    const { exit } = await change(
      host,
      { spool: `big-${shell}` },
      'head -c 200000000 /dev/zero',
      { timeout: 60_000 },
      {
        onOutput: async ({ bytes }) => {
          received += bytes.length;
          if (received % 20 === 0) await probe(host, 'true');
          await new Promise((done) => setImmediate(done));
        },
      },
    );
    expect([exit, received]).toEqual([{ code: 0 }, 200_000_000]);
    await host.acknowledge(`big-${shell}`, 'root');
  });

  test('a reader that fails leaves the step running and the host usable', async () => {
    const host = await connect();
    const full = change(
      host,
      { spool: `full-${shell}` },
      'head -c 5000000 /dev/zero; exit 3',
      {},
      {
        onOutput: () => Promise.reject(new Error('no space left')),
      },
    );
    await expect(full).rejects.toThrow('no space left');
    const heard = await hear((onOutput) =>
      host.attach(`full-${shell}`, 'login', { stdout: 0, stderr: 0 }, { onOutput }),
    );
    expect([heard.exit, heard.stdout.length]).toEqual([{ exit: { code: 3 } }, 5_000_000]);
  });
});
