// Every reference of a runbook to another one.
import type { Path } from '../document/Node.ts';
import type { Runbook, UseStep, VerdictGate } from '../schema.ts';
import { plainSteps } from './parts.ts';

export interface UseIn {
  readonly use: string;
  /** Of the `use` itself. */
  readonly path: Path;
  readonly by: UseStep | VerdictGate;
  /** The role whose hosts take turns around it. */
  readonly each: string | undefined;
  /** Whether the path may lead out of the folder it is relative to. */
  readonly escapes: boolean;
  readonly isRunbook: boolean;
}

/** All of them, preconditions first. */
export function usesIn(runbook: Runbook): readonly UseIn[] {
  const uses: UseIn[] = [];
  const add = (by: UseIn['by'], path: Path, each: string | undefined): void => {
    const { use } = by;
    uses.push({ use, path: [...path, 'use'], by, each, escapes: escapes(use), isRunbook: /\.ya?ml$/.test(use) });
  };
  for (const [index, part] of runbook.preconditions.entries()) {
    if ('use' in part) add(part, ['preconditions', index], undefined);
  }
  for (const { part, path, each } of plainSteps(runbook)) if ('use' in part) add(part, path, each);
  return uses;
}

/** By `..`, from a root, a home, a drive, or as a URI. */
function escapes(path: string): boolean {
  if (/^([a-z][a-z0-9+.-]*:|[/\\~])/i.test(path)) return true;
  return path.includes('\\') || path.includes('%') || path.split('/').includes('..');
}
