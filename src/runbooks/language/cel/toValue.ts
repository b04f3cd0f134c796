// Between CEL's values and those that survive JSON.
import type { Value } from '../Value.ts';
import type { CelValue } from './CelValue.ts';
import { isList } from './kindOf.ts';

/** A capture's largest size, in bytes of UTF-8. */
const largest = 64 * 1024;

/** The value as a capture, or undefined where its type or size (64 KiB) is not one a capture may have. */
export function toValue(value: CelValue): Value | undefined {
  switch (typeof value) {
    case 'boolean':
      return { type: 'bool', value };
    case 'bigint':
      return { type: 'int', value: String(value) };
    case 'number':
      return Number.isFinite(value) ? { type: 'double', value } : undefined;
    case 'string':
      return Buffer.byteLength(value) <= largest ? { type: 'string', value } : undefined;
    default:
      return isList(value) ? strings(value) : undefined;
  }
}

/** Each element counts its line end too, as it is sent to a script. */
function strings(list: readonly CelValue[]): Value | undefined {
  const texts = list.filter((element) => typeof element === 'string');
  const bytes = texts.reduce((sum, element) => sum + Buffer.byteLength(element) + 1, 0);
  return texts.length === list.length && bytes <= largest ? { type: 'strings', value: texts } : undefined;
}

/** The CEL value of a capture. */
export function fromValue(value: Value): CelValue {
  return value.type === 'int' ? BigInt(value.value) : value.value;
}
