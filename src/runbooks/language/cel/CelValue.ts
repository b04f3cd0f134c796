// The values that expressions work on, as the CEL library has them.
import type { Optional } from '@marcbachmann/cel-js';

/** A duration as the library has it; made by celDuration.ts. */
export interface CelDuration {
  readonly seconds: bigint;
  readonly nanos: number;
}

/** bigint is CEL's int, number its double. */
export type CelValue =
  | bigint
  | number
  | string
  | boolean
  | null
  | CelDuration
  | Optional
  | readonly CelValue[]
  | { readonly [key: string]: CelValue };

/** Names and what they hold at the moment of evaluation. */
export type Scope = Readonly<Record<string, CelValue>>;

/** A CEL type as the library writes it: `int`, `list<string>`, `map<string, int>`, `optional<bool>`, `dyn`. */
export type CelType = string;
