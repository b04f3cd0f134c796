// Texts become numbers whole or not at all: a gate must never read a number out of an empty or broken output.

/** What a shell prints around a number: blanks and line ends of ASCII, no others. */
function trimmed(text: string): string {
  return text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
}

/** The range of CEL's int. */
export function isInt64(value: bigint): boolean {
  return value === BigInt.asIntN(64, value);
}

/** The int that the whole trimmed text is: decimal digits, a sign perhaps. No hex, no underscores, no fraction; 64 bits. */
export function wholeNumber(text: string): bigint | undefined {
  const digits = trimmed(text);
  if (!/^[+-]?\d{1,40}$/.test(digits)) return undefined;
  const value = BigInt(digits.replace('+', ''));
  return isInt64(value) ? value : undefined;
}

/**
 * The double that the whole trimmed text is: `3`, `-0.5`, `.5`, and the decimal exponents that awk prints (`1.5e+06`). No hex,
 * no infinities, no NaN, nothing so small that it would become zero.
 */
export function decimalNumber(text: string): number | undefined {
  const digits = trimmed(text);
  if (digits.length > 400 || !/^[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(digits)) return undefined;
  const value = Number(digits);
  const vanished = value === 0 && /[1-9]/.test(digits.replace(/[eE].*/, ''));
  return Number.isFinite(value) && !vanished ? value : undefined;
}

/** The int that a double is exactly; undefined for fractions and for what a double can't tell apart (beyond 2^53). */
export function exactInt(value: number): bigint | undefined {
  return Number.isSafeInteger(value) ? BigInt(value) : undefined;
}
