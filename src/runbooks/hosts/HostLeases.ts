// The port to a host's lease: who may change it, judged by the host alone.
import type { Command } from './Host.ts';

type Become = Command['become'];

/** Who holds a host's lease, as the host tells it. Its texts were written by others: data, to be shown and not trusted. */
export interface LeaseHolder {
  /** Names the lease. */
  readonly token: string;
  /** The run's id, its runbook, and who runs it: `user@machine`. */
  readonly run: string;
  readonly runbook: string;
  readonly by: string;
  /** The spool of the step that was launched last; empty before the first. */
  readonly spool: string;
  /** For how many milliseconds it has been held, and since when nothing was heard of the run; by the host's own clock. */
  readonly held: number;
  readonly silent: number;
}

/** A lease as whoever holds it shows it. */
export interface LeaseProof {
  readonly token: string;
  /** Its number in each state folder in which it is held. Numbers only grow; the highest is the lease. */
  readonly numbers: Readonly<Partial<Record<Become, number>>>;
}

export interface LeaseRequest {
  /** `[A-Za-z0-9-]+`; asking twice with the same takes once. */
  readonly token: string;
  /** As whom the run changes the host. */
  readonly become: readonly Become[];
  readonly run: string;
  readonly runbook: string;
  readonly by: string;
  /** The token of a lease that is taken from its holder. */
  readonly over?: string;
}

/** A step of another run that is still at work. */
export interface ForeignSpool {
  readonly spool: string;
  readonly become: Become;
}

export type LeaseTaken =
  | {
      readonly taken: LeaseProof;
      /** Root's lease binds everybody who changes the machine; a login's only that login. */
      readonly binds: 'machine' | 'login';
      readonly foreign: readonly ForeignSpool[];
    }
  | { readonly held: LeaseHolder }
  | { readonly lost: string };

/** Every method rejects with a `HostRefusal` where the state folder can't be used. */
export interface HostLeases {
  /** Takes the lease where it is free, one's own, or named by `over`. Of several who ask at once, one gets it. */
  take(request: LeaseRequest): Promise<LeaseTaken>;
  /** Looks only. */
  look(
    become: readonly Become[],
  ): Promise<{ readonly free: true } | { readonly held: LeaseHolder } | { readonly lost: string }>;
  /** Says that its run lives. `gone`: it is another's by now (absent: nobody's). */
  renew(
    lease: LeaseProof,
  ): Promise<{ readonly renewed: true } | { readonly gone: LeaseHolder | undefined } | { readonly lost: string }>;
  /** Gives it back; one that is another's by now is left alone. */
  release(lease: LeaseProof): Promise<{ readonly released: true } | { readonly lost: string }>;
}
