// References to other runbooks.
import type { Locator } from '../document/Locator.ts';
import type { Path } from '../document/Node.ts';
import type { Problem } from '../document/Problem.ts';
import type { Runbook } from '../schema.ts';
import { plainSteps } from './parts.ts';

/** Problems of every `use`: a runbook uses only what lies in its folder or below. */
export function referenceProblems(runbook: Runbook, locator: Locator): Problem[] {
  const uses: { readonly use: string; readonly path: Path }[] = [];
  for (const [index, part] of runbook.preconditions.entries()) {
    if ('use' in part) uses.push({ use: part.use, path: ['preconditions', index, 'use'] });
  }
  for (const { part, path } of plainSteps(runbook))
    if ('use' in part) uses.push({ use: part.use, path: [...path, 'use'] });
  return uses.flatMap(({ use, path }): Problem[] => {
    if (escapes(use)) return [{ code: 'language.useEscapes', span: locator.at(path), args: { use } }];
    return /\.ya?ml$/.test(use) ? [] : [{ code: 'language.useNoRunbook', span: locator.at(path), args: { use } }];
  });
}

/** Whether a path may lead out of the folder it is relative to: by `..`, from a root, a home, a drive, or as a URI. */
function escapes(path: string): boolean {
  if (/^([a-z][a-z0-9+.-]*:|[/\\~])/i.test(path)) return true;
  return path.includes('\\') || path.includes('%') || path.split('/').includes('..');
}
