// The whole way: from a name to a host that runs scripts.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectSsh } from '../../../../../src/runbooks/hosts/ssh/connectSsh.ts';
import { makeKey } from '../../../../support/makeKey.ts';
import { startAgent } from '../../../../support/startAgent.ts';
import type { TestAgent } from '../../../../support/startAgent.ts';
import { startSshd } from '../../../../support/startSshd.ts';
import type { TestSshd } from '../../../../support/startSshd.ts';
import { world } from './world.ts';
import type { World } from './world.ts';

let sshd: TestSshd;
let agent: TestAgent;
let here: World;
beforeAll(async () => {
  agent = await startAgent();
  here = await world(agent.socket);
  const mine = await makeKey(here.home, 'mine');
  await agent.add(mine.file);
  sshd = await startSshd({ authorizedKeys: [mine.line] });
  await here.write('known_hosts', sshd.knownHosts);
  await here.write('config', `Host it\n  HostName 127.0.0.1\n  Port ${sshd.port}\n`);
});
afterAll(async () => {
  await here.end();
  await sshd.stop();
  await agent.stop();
});

const run = async (name: string, signal = new AbortController().signal) => connectSsh(here.options)(name, signal);

test('a host runs a script, and says when it is lost', async () => {
  const connected = await run('it');
  if ('failure' in connected) throw new Error(connected.failure.code);
  const { host } = connected;
  let output = '';
  const exit = await host.exec(
    { script: 'echo "hello $who"', variables: { who: 'you' }, become: 'login', timeout: 10_000 },
    { onOutput: ({ bytes }) => void (output += Buffer.from(bytes).toString()) },
  );
  expect({ exit, output }).toEqual({ exit: { code: 0 }, output: 'hello you\n' });
  sshd.killSessions();
  expect(await host.lost).not.toBe('');
  await host.close();
});

test('a login without a shell is a failure, and nothing stays connected', async () => {
  const before = sshd.log().split('Disconnected from').length;
  expect(await run('nobody@it')).toMatchObject({ failure: { code: 'shell.noShell' }, final: true });
  while (sshd.log().split('Disconnected from').length === before) await new Promise((done) => setTimeout(done, 20));
});

test('a cancelled connection is a failure', async () => {
  expect(await run('it', AbortSignal.abort())).toMatchObject({ failure: { code: 'hosts.cancelled' }, final: true });
});
