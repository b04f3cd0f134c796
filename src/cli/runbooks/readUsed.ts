// Reads the runbooks that a runbook uses: beside it or below, and never by a way that leads out of there.
import { realpath } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import type { ReadUsed } from '../../runbooks/index.ts';
import { readSource } from './readSource.ts';

/** Reads files named as in `from`, the runbook's own name, which lies at `path`. */
export function readUsed(from: string, path: string): ReadUsed {
  const root = dirname(path);
  const named = from.slice(0, Math.max(from.lastIndexOf('/'), from.lastIndexOf('\\')) + 1);
  return async (uri) => {
    const file = resolve(root, uri.slice(named.length));
    const real = await realpath(file).catch(() => undefined);
    if (real === undefined) return 'missing';
    if (!real.startsWith((await realpath(root)) + sep)) return 'outside';
    return { text: (await readSource(real, uri)).text };
  };
}
