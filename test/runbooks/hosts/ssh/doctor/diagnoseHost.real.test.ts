// The doctor on a real host, well and ill.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { diagnoseHost } from '../../../../../src/runbooks/hosts/ssh/doctor/diagnoseHost.ts';
import type { Finding } from '../../../../../src/runbooks/hosts/ssh/doctor/Finding.ts';
import { say } from '../../../../../src/runbooks/texts/say.ts';
import { makeKey } from '../../../../support/makeKey.ts';
import { startAgent } from '../../../../support/startAgent.ts';
import type { TestAgent } from '../../../../support/startAgent.ts';
import { startSshd } from '../../../../support/startSshd.ts';
import type { TestSshd } from '../../../../support/startSshd.ts';
import { world } from '../connection/world.ts';
import type { World } from '../connection/world.ts';

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
  await here.write(
    'config',
    [
      `Host it it-through\n  HostName 127.0.0.1\n  Port ${sshd.port}\n  StrictHostKeyChecking no`,
      `Host it-through\n  ProxyJump jump`,
      `Host lost\n  HostName 127.0.0.1\n  ProxyJump gone`,
      `Host jump\n  HostName 127.0.0.1\n  Port ${sshd.port}`,
      `Host gone\n  HostName 127.0.0.1\n  Port 1`,
      `Host refused\n  KnownHostsCommand /bin/true`,
    ].join('\n'),
  );
});
afterAll(async () => {
  await here.end();
  await sshd.stop();
  await agent.stop();
});

const diagnose = async (name: string): Promise<readonly Finding[]> => {
  const findings: Finding[] = [];
  for await (const finding of diagnoseHost(name, here.options)) findings.push(finding);
  for (const { message } of findings)
    for (const locale of ['en', 'zh-cn'] as const) expect(say(locale, message)).not.toMatch(/\{\w+\}/);
  return findings;
};
const summary = (findings: readonly Finding[]): string[] => findings.map(({ check, status }) => `${check} ${status}`);

test('a host that is well', async () => {
  const findings = await diagnose('it');
  expect(summary(findings)).toEqual([
    ...['config ok', 'config warn', 'agent ok', 'hostKey ok', 'login ok'],
    ...['sudo ok', 'detach ok', expect.stringMatching(/^state/) as string, 'utilities ok'],
  ]);
  expect(findings.find(({ check }) => check === 'hostKey')?.message.args?.['key']).toContain(
    sshd.hostKeys[0]?.fingerprint,
  );
});

test('a host behind another one', async () => {
  expect(summary(await diagnose('it-through'))).toContain('jumps ok');
});

test.each([
  ['refused', ['config bad']],
  ['lost', ['config ok', 'agent ok', 'agent ok', 'jumps bad']],
  ['nobody@it', ['config ok', 'config warn', 'agent ok', 'hostKey ok', 'login ok', 'shell bad']],
  [`127.0.0.1:1`, ['config ok', 'agent ok', 'config bad']],
])('%s', async (name, expected) => {
  expect(summary(await diagnose(name))).toEqual(expected);
});

test('an agent that is locked stops it', async () => {
  await agent.lock('secret');
  expect(summary(await diagnose('it'))).toEqual(['config ok', 'config warn', 'agent bad']);
  await agent.unlock('secret');
});
