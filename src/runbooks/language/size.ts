// Sizes as runbooks write them.

const units: Readonly<Record<string, bigint>> = {
  '': 1n,
  B: 1n,
  kB: 10n ** 3n,
  MB: 10n ** 6n,
  GB: 10n ** 9n,
  TB: 10n ** 12n,
  KiB: 2n ** 10n,
  MiB: 2n ** 20n,
  GiB: 2n ** 30n,
  TiB: 2n ** 40n,
};

/** The largest int of CEL and of most shells. */
const largest = 2n ** 63n - 1n;

/**
 * Bytes of `512`, `64KiB`, `1.5GiB`, `1GB`; undefined where it is none. A bare number is bytes. A fraction is allowed where it
 * comes to whole bytes. `K`, `M`, `G` alone are none, since programs disagree on what they mean. At most 2^63 - 1.
 */
export function parseSize(text: string): bigint | undefined {
  const match = /^(\d{1,19})(?:\.(\d{1,9}))?\s?([A-Za-z]*)$/.exec(text.trim());
  if (!match) return undefined;
  const [, whole = '', fraction = '', unitName = ''] = match;
  const unit = Object.hasOwn(units, unitName) ? units[unitName] : undefined;
  if (unit === undefined) return undefined;
  const scale = 10n ** BigInt(fraction.length);
  const scaled = BigInt(whole + fraction) * unit;
  if (scaled % scale !== 0n) return undefined;
  const bytes = scaled / scale;
  return bytes <= largest ? bytes : undefined;
}
