// A way of running `true` on a host: the engine's, and those it stands beside.

/** What `sample` reports of one time. */
export interface Way {
  readonly name: string;
  /** Does it once. Rejects when it went wrong: a fast failure is no result. */
  once(): Promise<void>;
  /** How often it is measured; slow ways less. */
  readonly times: number;
  close?(): Promise<void>;
}
