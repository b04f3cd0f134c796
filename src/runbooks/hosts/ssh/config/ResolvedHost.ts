// All that the configuration says about reaching a host.
import type { Message } from '../../../texts/Message.ts';
import type { Place } from './Place.ts';

/** Lists in ssh_config's notation (`+a,b`, `-a*`, `^a`, or `a,b`); undefined: ours. */
export interface AlgorithmLists {
  readonly ciphers?: string;
  readonly macs?: string;
  readonly kex?: string;
  readonly hostKeys?: string;
  readonly userKeys?: string;
}

export interface ResolvedHost {
  /** As the person named it. */
  readonly name: string;
  readonly hostName: string;
  readonly port: number;
  readonly user: string;
  /** Looked up in known_hosts instead of host name and port. */
  readonly hostKeyAlias?: string;
  /** The hosts to go through, first one first. Their own `jumps` are empty: all are in this list. */
  readonly jumps: readonly ResolvedHost[];
  /** A command of the person's own config that makes the connection, tokens replaced. */
  readonly proxyCommand?: { readonly text: string; readonly place: Place };
  /** Value of IdentityAgent: `none`, `SSH_AUTH_SOCK`, `$NAME` or a path; undefined where there is none. */
  readonly agent: string | undefined;
  /** Paths of IdentityFile; of these only `<path>.pub` is ever read. */
  readonly identityFiles: readonly string[];
  readonly certificateFiles: readonly string[];
  readonly identitiesOnly: boolean;
  /** The user's files, then the system's. */
  readonly knownHostsFiles: readonly string[];
  /** `refuse`: an unknown host key is refused without asking. */
  readonly unknownHostKey: 'ask' | 'refuse';
  /** Milliseconds for each stage of connecting. */
  readonly connectTimeout: number;
  /** Milliseconds between signs of life that are asked for. */
  readonly serverAliveInterval: number;
  readonly serverAliveCountMax: number;
  readonly addressFamily: 'any' | 'inet' | 'inet6';
  readonly bindAddress?: string;
  readonly algorithms: AlgorithmLists;
  /** Fewest bits of an RSA key, theirs or ours. */
  readonly rsaBits: number;
  /** What the person should know about how the config was read. */
  readonly notes: readonly Message[];
}
