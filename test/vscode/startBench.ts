// What the runs of these tests run on: a real sshd, a real agent with its key, and a workspace with runbooks.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeKey } from '../support/makeKey.ts';
import { startAgent } from '../support/startAgent.ts';
import type { SoftAgent } from '../support/startSoftAgent.ts';
import { startSshd } from '../support/startSshd.ts';
import { tempFolder } from '../support/tempFolder.ts';

export interface Bench {
  /** The workspace's folder. */
  readonly workspace: string;
  /** HOME of whatever runs on the host `bench`. */
  readonly home: string;
  readonly agentSocket: string;
  /** Knows the host `bench`. */
  readonly sshConfig: string;
  /** `SHA256:…` of the host's key. */
  readonly fingerprint: string;
  /** Writes a file of the workspace. */
  write(file: string, text: string): Promise<void>;
  stop(): Promise<void>;
}

export interface BenchOptions {
  /** An agent that asks a person before it signs, for another name of the host: `careful`. */
  readonly careful?: SoftAgent;
}

/** Starts them, with `files` of the workspace by path. */
export async function startBench(
  files: Readonly<Record<string, string>>,
  { careful }: BenchOptions = {},
): Promise<Bench> {
  const folder = await tempFolder('bench');
  const key = await makeKey(folder.path, 'id');
  const agent = await startAgent([key.file]);
  const sshd = await startSshd({ authorizedKeys: [key.line, ...(careful === undefined ? [] : [careful.line])] });
  const known = join(folder.path, 'known_hosts');
  await writeFile(known, sshd.knownHosts);
  const workspace = join(folder.path, 'team');
  const write = async (file: string, text: string): Promise<void> => {
    await mkdir(dirname(join(workspace, file)), { recursive: true });
    await writeFile(join(workspace, file), text);
  };
  for (const [file, text] of Object.entries(files)) await write(file, text);
  const sshConfig = [
    ...(careful === undefined ? [] : ['Host careful', `  IdentityAgent ${careful.socket}`]),
    `Host bench${careful === undefined ? '' : ' careful'}`,
    '  HostName 127.0.0.1',
    `  Port ${sshd.port}`,
    `  User ${sshd.user}`,
    `  UserKnownHostsFile ${known}`,
  ];
  return {
    workspace,
    home: sshd.home,
    agentSocket: agent.socket,
    sshConfig: `${sshConfig.join('\n')}\n`,
    fingerprint: sshd.hostKeys[0]?.fingerprint ?? '',
    write,
    async stop() {
      await sshd.stop();
      await agent.stop();
      await folder.remove();
    },
  };
}
