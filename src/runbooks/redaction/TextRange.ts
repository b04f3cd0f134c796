// A part of a text that is hidden.

/** Offsets in UTF-16 units; `end` is behind the last one. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}
