// On whose hosts a part of a runbook runs.
import type { Runbook } from '../schema.ts';

/** The roles of a `target`; without one, `otherwise`, or the only role there is. */
export function rolesOf(
  target: string | readonly string[] | undefined,
  targets: Runbook['targets'],
  otherwise?: string,
): readonly string[] {
  if (target !== undefined) return typeof target === 'string' ? [target] : target;
  if (otherwise !== undefined) return [otherwise];
  const all = Object.keys(targets);
  return all.length === 1 ? all : [];
}
