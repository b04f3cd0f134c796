// What every effect has at hand.
import type { Host } from '../../hosts/Host.ts';
import type { Redactor } from '../../redaction/createRedactor.ts';
import type { Mailbox } from '../Mailbox.ts';
import type { Ports } from '../Ports.ts';
import type { RunState } from '../RunState.ts';

export interface Looking {
  readonly ports: Ports;
  readonly mailbox: Mailbox;
  /** The state as it is now. */
  state(): RunState;
  /** A redactor for the run's secrets and these patterns besides the runbook's. */
  redactor(patterns: readonly string[]): Redactor;
  /** Ends the effect. */
  readonly signal: AbortSignal;
  /** The host, while it is connected. */
  host(name: string): Host | undefined;
  /** Says that a host was found to be gone. */
  lost(name: string, host: Host, reason: string): Promise<void>;
}
