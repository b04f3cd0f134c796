// Which gates of the last run were red when they were closed.
import type { ReachedHost } from './reachHost.ts';

const parts: Readonly<Record<string, string>> = { precondition: 'preconditions', postcondition: 'postconditions' };

/** As the runbook's own places: `preconditions.0`, `steps.restart.verify.1`, `steps.restart.undo.verify.0`. Sorted. */
export async function redGates(reached: ReachedHost): Promise<readonly string[]> {
  const red = (await reached.lastEvents()).flatMap((event) => {
    if (event.type !== 'gateClosed' || event.verdict === 'pass' || event.part === 'before') return [];
    const { step, part, index } = event;
    const place =
      step === undefined ? (parts[part] ?? part) : `steps.${step}.${part === 'undo' ? 'undo.verify' : part}`;
    return [`${place}.${String(index)}`];
  });
  return red.sort();
}
