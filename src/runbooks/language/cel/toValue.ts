// Between CEL's values and those that survive JSON.
import type { Value } from '../Value.ts';
import type { CelValue } from './CelValue.ts';

/** The value as a capture, or undefined where its type or size (64 KiB) is not one a capture may have. */
export function toValue(_value: CelValue): Value | undefined {
  throw new Error('not built yet');
}

/** The CEL value of a capture. */
export function fromValue(_value: Value): CelValue {
  throw new Error('not built yet');
}
