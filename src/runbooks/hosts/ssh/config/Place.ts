// Where in a configuration something stands.

/** A line of a file, counted from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
}
