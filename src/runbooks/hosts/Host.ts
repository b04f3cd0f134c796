// The port to a host: what the engine needs of any way to reach one. Implemented over SSH in ssh/.
import type { Message } from '../texts/Message.ts';
import type { HostJournals, JournalPiece } from './HostJournals.ts';
import type { HostLeases, LeaseProof } from './HostLeases.ts';

/** Who a host is, read when it is connected. */
export interface HostIdentity {
  /** As the person names it: an alias, `user@name:port`, or `practice`. */
  readonly name: string;
  /** Where it really is: `user@hostname:port`, and the jumps on the way. */
  readonly address: string;
  readonly jumps: readonly string[];
  /** Contents of /etc/machine-id; empty where there is none. */
  readonly machineId: string;
  /** Contents of /proc/sys/kernel/random/boot_id; empty where there is none. */
  readonly bootId: string;
  /** `ssh-ed25519 SHA256:…` of the host key that was verified. */
  readonly hostKey: string;
  /** Comment and fingerprint of the agent's key that was accepted. */
  readonly agentKey: string;
}

/** A script with all it needs. It reaches the host whole or not at all, and never through argv, environment or a file. */
export interface Command {
  /** POSIX sh. */
  readonly script: string;
  /** Set as shell variables (not exported) ahead of the script. Only those that occur in the script are sent. */
  readonly variables: Readonly<Record<string, string>>;
  readonly become: 'root' | 'login';
  /** Milliseconds after which its process group is killed on the host. */
  readonly timeout: number;
}

/** How a script ended. `lost`: the connection went, so nobody knows. Never mixed with a verdict. */
export type Exit =
  { readonly code: number } | { readonly signal: string } | { readonly lost: string } | { readonly timedOut: true };

/** A piece of output, in the order of its stream. */
export interface OutputChunk {
  readonly stream: 'stdout' | 'stderr';
  readonly bytes: Uint8Array;
}

interface Heard {
  /** Called with each piece in order; a returned promise holds back the next one (backpressure). */
  readonly onOutput: (chunk: OutputChunk) => void | Promise<void>;
}

export interface ExecOptions extends Heard {
  /** Aborting kills the script's process group. */
  readonly signal?: AbortSignal;
  /** Which persistent shell: guards have one of their own. Default `probe`. */
  readonly lane?: 'probe' | 'guard';
}

/** A limit kept on the host: at most `times` reservations of `key` within `within` milliseconds. */
export interface LimitRequest {
  readonly key: string;
  readonly times: number;
  readonly within: number;
  /** Names this reservation, so that asking twice reserves once. */
  readonly token: string;
}

/** A detached step in the host's spool. Its id is unique to run, step, host, attempt and direction: `[A-Za-z0-9._-]+`. */
export interface SpoolRequest {
  readonly spool: string;
  readonly limit?: LimitRequest;
  /** Looked at on the host right before the start: where it is no longer the last one, nothing starts. */
  readonly lease?: LeaseProof;
  /** Goes ahead of it, so that a colleague finds what was announced. */
  readonly note?: JournalPiece;
}

/** Nothing here ends the script: a client that goes away leaves it running, and only `Host.kill` ends it. */
export interface LaunchOptions extends Heard {
  /** Milliseconds between looks at output and exit where the host can't tell at once. */
  readonly poll?: number;
  /** Told before the end when the host's disk could not keep all output: how many bytes at least are missing at each stream's end. */
  readonly onCut?: (missing: Offsets) => void;
}

/** What became of a launch. The script was not started where it is `refused` (the limit is used up) or `fenced` (the lease is another's). */
export type Launched =
  | Exit
  | { readonly refused: { readonly used: readonly number[]; readonly freeAt: number } }
  | { readonly fenced: true };

/**
 * What is found of a spool after a drop. `exit`: it was followed to its end. `gone`: the process went away without
 * leaving an exit code. `absent`: there is no such spool, so the script never reached this host (trust it only under the same boot id).
 */
export type Attached = { readonly exit: Exit } | { readonly gone: true } | { readonly absent: true };

/** Bytes of each stream that are safely in the run's own files. */
export interface Offsets {
  readonly stdout: number;
  readonly stderr: number;
}

/**
 * A connected host. Every method ends with `{ lost }`, never with a throw, when the connection goes. Where the host refuses what
 * is asked until a person changes something there (sudo, the state folder), every method rejects with a `HostRefusal`, and
 * nothing was started.
 */
export interface Host {
  readonly identity: HostIdentity;
  /** Runs a probe in the persistent shell: one round trip. It dies with the connection. */
  exec(command: Command, options: ExecOptions): Promise<Exit>;
  /**
   * Starts a changing script detached in its spool and follows it to its end. It survives the connection. Starting the same
   * spool twice runs the script once: the second call only follows.
   */
  launch(command: Command, request: SpoolRequest, options: LaunchOptions): Promise<Launched>;
  /** Picks a spool up again at `from`, looking only. */
  attach(spool: string, become: Command['become'], from: Offsets, options: LaunchOptions): Promise<Attached>;
  /**
   * Ends the process group of a spool: TERM, then KILL. `proven`: looked, and nothing of the group is left. With a lease that
   * is another's by now, nothing is touched.
   */
  kill(spool: string, become: Command['become'], lease?: LeaseProof): Promise<{ readonly proven: boolean }>;
  /** Removes a spool whose exit is in the journal. With a lease that is another's by now, it is left alone. */
  acknowledge(spool: string, become: Command['become'], lease?: LeaseProof): Promise<void>;
  /** Who may change this host. */
  readonly leases: HostLeases;
  /** What colleagues may read of runs. */
  readonly journals: HostJournals;
  /** Resolves when the connection is gone, with the reason. */
  readonly lost: Promise<string>;
  close(): Promise<void>;
}

/** Why a host could not be connected. `final`: trying again would not help, a person has to act. */
export interface ConnectFailure {
  readonly failure: Message;
  readonly final: boolean;
}
export type Connected = { readonly host: Host } | ConnectFailure;

/**
 * Connects a host by its name. Never throws for what the world does. `onAgent` is told the key's comment when an agent takes so
 * long to sign that it must be asking somebody.
 */
export type Connect = (name: string, signal: AbortSignal, onAgent?: (key: string) => void) => Promise<Connected>;
