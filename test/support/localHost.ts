// A Host over a local sh, with a state folder of its own, and what tests ask of it again and again.
import { join } from 'node:path';
import type { Command, Exit, Host, Launched, LaunchOptions, SpoolRequest } from '../../src/runbooks/hosts/Host.ts';
import { createSshHost } from '../../src/runbooks/hosts/ssh/createSshHost.ts';
import type { SshHostOptions } from '../../src/runbooks/hosts/ssh/createSshHost.ts';
import type { Channels } from '../../src/runbooks/hosts/ssh/Channels.ts';
import { localChannels } from './localChannels.ts';
import type { LocalChannels, LocalOptions, ShellName } from './localChannels.ts';

/** What a script printed and how it ended. */
export interface Heard<E = Exit> {
  readonly exit: E;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

export interface LocalHost {
  readonly host: Host;
  readonly channels: LocalChannels;
  readonly stateFolder: string;
  close(): Promise<void>;
}

/** Who the tests say they are connected to. */
export const somebody = { name: 'here', address: 'me@here:22', jumps: [], hostKey: '', agentKey: '' } as const;

/** Connects; throws the code of the failure where it can't. */
export async function hostOver(channels: Channels, options: SshHostOptions = {}): Promise<Host> {
  const connected = await createSshHost(channels, somebody, options);
  if ('failure' in connected) throw new Error(connected.failure.code);
  return connected.host;
}

export async function localHost(
  shell: ShellName,
  options: SshHostOptions & { readonly local?: LocalOptions } = {},
): Promise<LocalHost> {
  const channels = await localChannels(shell, options.local);
  const stateFolder = options.stateFolder ?? join(channels.home, 'state');
  const host = await hostOver(channels, { ...options, stateFolder });
  return { host, channels, stateFolder, close: () => host.close() };
}

/** Runs a probe as the login and collects its output. */
export function probe(
  host: Host,
  script: string,
  command: Partial<Command> = {},
  signal?: AbortSignal,
): Promise<Heard> {
  return hear((onOutput) =>
    host.exec(
      { script, variables: {}, become: 'login', timeout: 20_000, ...command },
      { onOutput, ...(signal === undefined ? {} : { signal }) },
    ),
  );
}

/** Launches a change as the login and collects its output. */
export function change(
  host: Host,
  request: SpoolRequest,
  script: string,
  command: Partial<Command> = {},
  options: Partial<LaunchOptions> = {},
): Promise<Heard<Launched>> {
  return hear((onOutput) =>
    host.launch({ script, variables: {}, become: 'login', timeout: 20_000, ...command }, request, {
      onOutput,
      poll: 50,
      ...options,
    }),
  );
}

/** Collects what `work` is told while it runs. */
export async function hear<E>(work: (onOutput: LaunchOptions['onOutput']) => Promise<E>): Promise<Heard<E>> {
  const parts: Record<'stdout' | 'stderr', Uint8Array[]> = { stdout: [], stderr: [] };
  const exit = await work(({ stream, bytes }) => void parts[stream].push(Uint8Array.from(bytes)));
  return { exit, stdout: Buffer.concat(parts.stdout), stderr: Buffer.concat(parts.stderr) };
}
