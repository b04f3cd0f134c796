// A host behind a real sshd and a real ssh-agent, with a home whose ~/.ssh/config knows it as `web`.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeKey } from '../../support/makeKey.ts';
import { startAgent } from '../../support/startAgent.ts';
import { startSshd, type TestSshd } from '../../support/startSshd.ts';
import { tempFolder } from '../../support/tempFolder.ts';
import type { InstalledCommand } from './installCommand.ts';

export interface RealHost {
  readonly sshd: TestSshd;
  /** With it the command finds the agent. */
  readonly environment: Readonly<Record<string, string>>;
  /** A folder on the host where steps leave what they did. */
  readonly traces: string;
  stop(): Promise<void>;
}

/** Starts it for `command`. The host's key is known there, unless `known` is false. */
export async function realHost(command: InstalledCommand, known = true): Promise<RealHost> {
  const folder = await tempFolder('host');
  const key = await makeKey(folder.path, 'key');
  const agent = await startAgent([key.file]);
  const sshd = await startSshd({ authorizedKeys: [key.line] });
  const ssh = join(command.home, '.ssh');
  await mkdir(ssh, { recursive: true, mode: 0o700 });
  const lines = ['Host web', '  HostName 127.0.0.1', `  Port ${String(sshd.port)}`, `  User ${sshd.user}`];
  await writeFile(join(ssh, 'config'), `${lines.join('\n')}\n`);
  await writeFile(join(ssh, 'known_hosts'), known ? sshd.knownHosts : '');
  const traces = join(folder.path, 'traces');
  await mkdir(traces);
  return {
    sshd,
    environment: { SSH_AUTH_SOCK: agent.socket },
    traces,
    async stop() {
      await sshd.stop();
      await agent.stop();
      await folder.remove();
    },
  };
}
