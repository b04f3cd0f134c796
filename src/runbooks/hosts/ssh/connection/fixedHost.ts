// A fixed target as if the configuration had described it.
import type { ResolvedHost } from '../config/ResolvedHost.ts';
import type { FixedTarget } from './SshOptions.ts';

/** Nothing of it comes from files. */
export function fixedHost(name: string, target: FixedTarget): ResolvedHost {
  return {
    name,
    hostName: target.host,
    port: target.port,
    user: target.user,
    jumps: [],
    agent: target.agent,
    identityFiles: [],
    certificateFiles: [],
    identitiesOnly: false,
    knownHostsFiles: [],
    unknownHostKey: 'refuse',
    connectTimeout: 15_000,
    serverAliveInterval: 10_000,
    serverAliveCountMax: 3,
    addressFamily: 'any',
    algorithms: {},
    rsaBits: 1024,
    notes: [],
  };
}
