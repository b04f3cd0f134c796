// The fixtures themselves, with OpenSSH's own client as the judge.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { delayProxy } from './delayProxy.ts';
import { makeKey } from './makeKey.ts';
import { startAgent } from './startAgent.ts';
import type { TestAgent } from './startAgent.ts';
import { startSshd } from './startSshd.ts';
import type { TestSshd } from './startSshd.ts';
import { tempFolder } from './tempFolder.ts';
import type { TempFolder } from './tempFolder.ts';

const run = promisify(execFile);

describe('the fixtures', () => {
  let folder: TempFolder;
  let agent: TestAgent;
  let sshd: TestSshd;
  beforeAll(async () => {
    folder = await tempFolder('fixtures');
    const key = await makeKey(folder.path, 'id');
    agent = await startAgent([key.file]);
    sshd = await startSshd({ authorizedKeys: [key.line], shell: 'busybox sh' });
    await writeFile(join(folder.path, 'known_hosts'), sshd.knownHosts);
  });
  afterAll(async () => {
    await sshd.stop();
    await agent.stop();
    await folder.remove();
  });
  const ssh = (port: number, command: string) =>
    run('ssh', [
      ...['-F', 'none', '-p', String(port), '-o', `HostKeyAlias=[127.0.0.1]:${sshd.port}`, '-o', 'BatchMode=yes'],
      ...['-o', `UserKnownHostsFile=${join(folder.path, 'known_hosts')}`, '-o', `IdentityAgent=${agent.socket}`],
      ...[`${sshd.user}@127.0.0.1`, command],
    ]);

  test('an agent key logs in, and the chosen shell runs the command', async () => {
    expect((await ssh(sshd.port, 'readlink /proc/$$/exe; true')).stdout).toMatch(/busybox/);
  });
  test('a locked agent signs nothing until it is unlocked', async () => {
    await agent.lock('secret');
    await expect(ssh(sshd.port, 'true')).rejects.toThrow(/Permission denied/);
    await agent.unlock('secret');
    await ssh(sshd.port, 'true');
  });
  test('the proxy delays, counts and breaks', async () => {
    const proxy = await delayProxy({ to: { port: sshd.port }, delayMs: 20 });
    const started = Date.now();
    await ssh(proxy.port, 'true');
    expect(Date.now() - started).toBeGreaterThan(40 * 5);
    expect(proxy.turns).toBeGreaterThan(5);
    expect(proxy.bytes.up).toBeGreaterThan(1000);
    const broken = ssh(proxy.port, 'echo here; sleep 20');
    const judged = expect(broken).rejects.toMatchObject({ code: 255 });
    await new Promise((done) => setTimeout(done, 800));
    proxy.reset();
    await judged;
    await proxy.stop();
  });
  test('killed sessions end the client', async () => {
    const started = (): number => sshd.log().split('Starting session').length;
    const before = started();
    const session = expect(ssh(sshd.port, 'sleep 20')).rejects.toMatchObject({ code: 255 });
    while (started() === before) await new Promise((done) => setTimeout(done, 20));
    expect(sshd.killSessions()).toBeGreaterThan(0);
    await session;
  });
});
