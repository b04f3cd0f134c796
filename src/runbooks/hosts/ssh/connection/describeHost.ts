// What can be said of a host without connecting to it.
import type { Message } from '../../../texts/Message.ts';
import type { ResolvedHost } from '../config/ResolvedHost.ts';
import { knownKeyTypes } from '../knownHosts/judgeHostKey.ts';
import { readKnownHosts } from '../knownHosts/readKnownHosts.ts';
import { ConnectProblem } from './ConnectProblem.ts';
import { findHost } from './findHost.ts';
import { sshContext } from './SshContext.ts';
import type { SshOptions } from './SshOptions.ts';

export interface HostDescription {
  /** `user@hostname:port`. */
  readonly address: string;
  /** The hosts on the way, `user@hostname:port`. */
  readonly jumps: readonly string[];
  /** `pinned`: it can only be one. `unknown`: a person will be asked. `refused`: and the configuration forbids asking. */
  readonly hostKey: 'known' | 'unknown' | 'refused' | 'pinned';
}

/** Reads the configuration and known_hosts; where the configuration can't be obeyed, the problem with file and line. */
export async function describeHost(
  name: string,
  options: SshOptions,
): Promise<HostDescription | { readonly problem: Message }> {
  const context = sshContext(options);
  try {
    const host = await findHost(name, context);
    const fixed = options.targets?.[name] !== undefined;
    const lines = fixed ? [] : await readKnownHosts([options.acceptedHostKeys, ...host.knownHostsFiles], context.files);
    const unknown = host.unknownHostKey === 'refuse' ? 'refused' : 'unknown';
    const known = knownKeyTypes(lines, host).length > 0;
    return {
      address: addressOf(host),
      jumps: host.jumps.map(addressOf),
      hostKey: fixed ? 'pinned' : known ? 'known' : unknown,
    };
  } catch (error) {
    if (error instanceof ConnectProblem) return { problem: error.failure };
    throw error;
  }
}

function addressOf({ user, hostName, port }: ResolvedHost): string {
  return `${user}@${hostName}:${port}`;
}
