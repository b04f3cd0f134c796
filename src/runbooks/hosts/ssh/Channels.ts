// The port between a connection and what speaks through it: a way to start a program on the host.
import type { Readable, Writable } from 'node:stream';

/** How a program's channel ended; `lost` when the connection went. */
export type ChannelEnd = { readonly code: number } | { readonly signal: string } | { readonly lost: string };

export interface Channel {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly ended: Promise<ChannelEnd>;
  close(): void;
}

/** An open connection. Over ssh2 in connection/; over a local `sh` in tests. */
export interface Channels {
  /** Runs `command` by the login shell. Rejects when the connection is gone or the host refuses the channel for good. */
  open(command: string): Promise<Channel>;
  /** Resolves with the reason when the connection is gone. */
  readonly lost: Promise<string>;
  close(): Promise<void>;
}
