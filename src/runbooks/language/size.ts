// Sizes as runbooks write them.

/** Bytes of `512`, `64KiB`, `2GiB`, `1GB`; undefined where it is none. */
export function parseSize(_text: string): bigint | undefined {
  throw new Error('not built yet');
}
