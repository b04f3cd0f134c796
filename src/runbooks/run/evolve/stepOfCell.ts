// From a cell's key back to its step.

/** The id of the step of a {@link cellKey}. */
export function stepOfCell(key: string): string {
  return key.slice(0, key.indexOf('@'));
}
