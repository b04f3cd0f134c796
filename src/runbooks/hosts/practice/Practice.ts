// What the practice host is to those who use it: where it listens, how to trust it, how to end it.
import type { Message } from '../../texts/Message.ts';

/** What has happened on the host before anybody logs in. */
export const scenarios = ['daemon-oom-killed', 'daemon-hung', 'port-taken', 'disk-full', 'healthy'] as const;
export type Scenario = (typeof scenarios)[number];

/** The same of the two practice hosts, `practice-a` and `practice-b`, that are the nodes of a VerneMQ cluster. */
export const pairScenarios = [
  'vernemq-healthy',
  'vernemq-storm',
  'vernemq-empty-sync',
  'vernemq-split',
  'vernemq-peer-down',
] as const;
export type PairScenario = (typeof pairScenarios)[number];

/** By these names people mean practice hosts; a host of theirs that is called so can't be reached. */
export const practiceNames: readonly string[] = ['practice', 'practice-a', 'practice-b'];

/** Which of MCSManager's systemd units and daemons is installed: of September 2024 (10.2.1) or of today (10.18). */
export const generations = ['2024', 'current'] as const;
export type Generation = (typeof generations)[number];

export interface PracticeOptions {
  /** Default `daemon-oom-killed`. */
  readonly scenario?: Scenario;
  /** Default `2024`. */
  readonly unit?: Generation;
  /** Where the host's own throwaway folder is made. Default: a folder for temporary files that is on a disk. */
  readonly folder?: string;
  /** Gets what the host's machinery says, a line each; meant for finding faults. */
  readonly log?: (line: string) => void;
}

/** The host's key, pinned: nothing else may answer at its port. */
export interface PracticeHostKey {
  /** A line for known_hosts, with its port. */
  readonly line: string;
  /** `SHA256:…` */
  readonly fingerprint: string;
}

/** How to get onto a practice host that is up. */
export interface PracticeHost {
  readonly name: string;
  readonly hostname: '127.0.0.1';
  readonly port: number;
  /** The login. It is root inside, and nobody of importance outside. */
  readonly user: 'root';
  readonly hostKey: PracticeHostKey;
  /** A known_hosts file that holds `hostKey.line` and nothing else. */
  readonly knownHosts: string;
  /** The socket of the agent that holds the one accepted key; no file holds it. */
  readonly agentSocket: string;
  /** `SHA256:…` of the one accepted key. */
  readonly agentKey: string;
}

/** A practice host that is up. It ends with `close()`, or with the process that started it. */
export interface Practice extends PracticeHost {
  readonly name: 'practice';
  readonly scenario: Scenario;
  /** Says plainly that this host is a simulation. */
  readonly simulation: Message;
  /** Ends every process of the host and removes its folder. May be called again. */
  close(): Promise<void>;
}

/** Two practice hosts that are up and see each other. They end together, as one does. */
export interface PracticePair {
  readonly hosts: readonly [PracticeHost, PracticeHost];
  readonly scenario: PairScenario;
  readonly simulation: Message;
  close(): Promise<void>;
}
