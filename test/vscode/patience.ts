// How long these tests wait for something that a quiet machine does at once.

/** Milliseconds; a busy machine is ten times slower than a quiet one. */
export const patience = 90_000;
