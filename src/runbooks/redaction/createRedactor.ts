// Hides secrets before anything becomes an event: declared secrets in every encoding, known shapes, and a runbook's own patterns.

/** Hides in a stream; a match across the border of two chunks is found. */
export interface RedactingStream {
  /** Text that is safe to show now; the rest is held back until it is known to be. */
  push(text: string): string;
  /** What was held back, hidden as needed. */
  end(): string;
}
export interface Redactor {
  /** Hides in a whole text. */
  text(whole: string): string;
  stream(): RedactingStream;
}

/** A redactor for these secret values and patterns (RE2 syntax), besides the built-in shapes. */
export function createRedactor(_secrets: readonly string[], _patterns: readonly string[]): Redactor {
  throw new Error('not built yet');
}
