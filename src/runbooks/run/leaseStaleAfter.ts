// When a lease counts as stale.

/** Milliseconds without a word from its run, by the host's own clock. A run that lives says so every twenty seconds. */
export const leaseStaleAfter = 120_000;
