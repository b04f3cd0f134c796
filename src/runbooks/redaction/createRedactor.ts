// Hides secrets before anything becomes an event: declared secrets in every encoding, known shapes, and a runbook's own patterns.
import { Finder } from './Finder.ts';
import { RedactingText } from './RedactingText.ts';

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

/**
 * A redactor for these secret values and patterns (RE2 syntax), besides the built-in shapes. What is hidden becomes
 * `[redacted]`, and is the same however a text is cut into chunks.
 *
 * A secret is hidden as it is, escaped as in URLs, JSON, HTML and shells, and as base64, wrapped and inside longer base64 too.
 * One of fewer than 4 characters is hidden only where it stands alone, and as it is. A pattern is matched within a line; where
 * it has a group, group 1 is hidden, else all of the match. Throws for a pattern that does not compile.
 */
export function createRedactor(secrets: readonly string[], patterns: readonly string[]): Redactor {
  const finder = new Finder(secrets, patterns);
  return {
    text(whole) {
      const stream = new RedactingText(finder);
      return stream.push(whole) + stream.end();
    },
    stream: () => new RedactingText(finder),
  };
}
