// What connecting over SSH may use, and whom it may ask.
import type { Message } from '../../../texts/Message.ts';
import type { ConfigFiles } from '../config/ConfigFiles.ts';
import type { Machine } from '../Machine.ts';

/** An unknown host's key, for a person to decide on. */
export interface HostKeyQuestion {
  /** As the person named it, with the target in brackets where it is a jump host. */
  readonly host: string;
  /** `user@hostname:port`. */
  readonly address: string;
  /** The hosts on the way, `user@hostname:port`. */
  readonly jumps: readonly string[];
  /** `ssh-ed25519`. */
  readonly type: string;
  /** `SHA256:…` */
  readonly fingerprint: string;
}

/** A ProxyCommand of the person's own config, shown before it runs for the first time. */
export interface ProxyCommandQuestion {
  readonly host: string;
  readonly command: string;
  readonly file: string;
  readonly line: number;
}

/** A host whose whole address is known: nothing of the person's ~/.ssh is looked at. */
export interface FixedTarget {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** Socket of the agent that holds its key. */
  readonly agent: string;
  /** The only host key accepted: `ssh-ed25519 AAAA…`. */
  readonly hostKey: string;
}

export interface SshOptions {
  /** File of ours for host keys that were accepted; made when needed. */
  readonly acceptedHostKeys: string;
  /** Fingerprints (`SHA256:…`) accepted ahead for unknown hosts. */
  readonly acceptHostKeys?: readonly string[];
  /** Asks a person; without, an unknown host is refused. */
  readonly decideHostKey?: (question: HostKeyQuestion, signal: AbortSignal) => Promise<boolean>;
  /** Asks a person once for each command; without, a host behind a ProxyCommand is refused. */
  readonly approveProxyCommand?: (question: ProxyCommandQuestion, signal: AbortSignal) => Promise<boolean>;
  /** Told when an agent takes so long that it must be asking somebody. */
  readonly onWaiting?: (waiting: { readonly host: string; readonly key: string }) => void;
  /** Told what the person should know about how the config was read; each note once. */
  readonly onNote?: (note: Message) => void;
  /** Hosts that are found here first. */
  readonly targets?: Readonly<Record<string, FixedTarget>>;
  /** Logins under way at one server; more wait. Default 8, below sshd's MaxStartups. */
  readonly startups?: number;
  /** Default: this machine, its disk, `~/.ssh/config` and `/etc/ssh/ssh_config`. */
  readonly machine?: Machine;
  readonly files?: ConfigFiles;
  readonly userConfig?: string;
  /** `none` for no configuration of the system's. */
  readonly systemConfig?: string;
}
