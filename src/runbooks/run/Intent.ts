// What a run wants to happen next. Each has a key: what is under way already is not begun again.
import type { Command, LimitRequest } from '../hosts/Host.ts';
import type { LeaseHolder, LeaseProof } from '../hosts/HostLeases.ts';
import type { GateRef, ReadRef, RunEvent, Where } from './Event.ts';
import type { OutputPart, Question } from './Ports.ts';

export type Intent =
  /** Something that follows from the state alone. */
  | { readonly kind: 'record'; readonly event: RunEvent }
  | { readonly kind: 'connect'; readonly key: string; readonly host: string; readonly delay: number }
  | {
      readonly kind: 'read';
      readonly key: string;
      readonly ref: ReadRef;
      readonly command: Command;
      readonly redact: readonly string[];
      readonly evidence: string | undefined;
    }
  | {
      readonly kind: 'sample';
      readonly key: string;
      readonly ref: GateRef;
      /** One; or one a host, where the gate compares them. */
      readonly probes: readonly { readonly host: string; readonly command: Command }[];
      readonly redact: readonly string[];
      readonly due: number;
    }
  | {
      readonly kind: 'launch';
      readonly key: string;
      readonly where: Where;
      readonly part: OutputPart;
      readonly spool: string;
      readonly command: Command;
      readonly redact: readonly string[];
      readonly limit: LimitRequest | undefined;
    }
  | {
      readonly kind: 'takeLease';
      readonly key: string;
      readonly host: string;
      readonly become: readonly Command['become'][];
      /** The holder it is taken from, as a person decided. */
      readonly over: LeaseHolder | undefined;
    }
  | {
      readonly kind: 'awaitLease';
      readonly key: string;
      readonly host: string;
      readonly become: readonly Command['become'][];
      /** Until it is free, another's, or nothing is heard of its run. */
      readonly holder: LeaseHolder;
    }
  | { readonly kind: 'releaseLease'; readonly key: string; readonly host: string; readonly lease: LeaseProof }
  | {
      readonly kind: 'attach';
      readonly key: string;
      readonly where: Where;
      readonly part: OutputPart;
      readonly spool: string;
      readonly become: Command['become'];
      readonly redact: readonly string[];
    }
  | {
      readonly kind: 'kill';
      readonly key: string;
      readonly where: Where;
      readonly part: OutputPart;
      readonly spool: string;
      readonly become: Command['become'];
    }
  | { readonly kind: 'ask'; readonly key: string; readonly question: Question; readonly prepared: string | undefined }
  | { readonly kind: 'wait'; readonly key: string; readonly timer: string; readonly due: number };
