// Ids of steps, whichever round they are of.

/** The id without the numbers of its rounds: `rebuild.2.stop` is `rebuild.stop`. */
export function withoutRounds(id: string): string {
  return id.replaceAll(/\.\d+/g, '');
}
