// Brings one practice host up: its walls, its agent and its door.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeKey } from './makeKey.ts';
import type { PracticeHost } from './Practice.ts';
import { startAgent } from './startAgent.ts';
import { startSandbox, type SandboxOptions } from './startSandbox.ts';
import { startSshServer } from './startSshServer.ts';

export interface HostOptions<Name extends string> extends Omit<SandboxOptions, 'folder'> {
  readonly name: Name;
  /** Where the host's own throwaway folder is made. */
  readonly folder: string;
}

/** The host, up, and what ends it. Rejects where it can't be had. */
export async function startHost<Name extends string>(
  options: HostOptions<Name>,
): Promise<{ readonly host: PracticeHost & { readonly name: Name }; close(): Promise<void> }> {
  const { name, log } = options;
  const doors = mkdtempSync(join(options.folder, 'practice-'));
  const inside = mkdtempSync(join(doors, 'host-'));
  const key = makeKey();
  const agentSocket = join(doors, 'agent');
  const knownHosts = join(doors, 'known_hosts');
  const ends: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of ends.splice(0).reverse()) await end();
    rmSync(doors, { recursive: true, force: true });
  };
  try {
    const sandbox = await startSandbox({ ...options, folder: inside });
    ends.push(() => sandbox.close());
    const agent = await startAgent(agentSocket, key);
    ends.push(() => agent.close());
    const server = await startSshServer('root', key, sandbox, log);
    ends.push(() => server.close());
    writeFileSync(knownHosts, `${server.hostKey.line}\n`, { mode: 0o600 });
    const { port, hostKey } = server;
    const reach = { hostname: '127.0.0.1', port, user: 'root', hostKey } as const;
    return { host: { name, ...reach, knownHosts, agentSocket, agentKey: key.fingerprint }, close };
  } catch (error) {
    await close();
    throw error;
  }
}
