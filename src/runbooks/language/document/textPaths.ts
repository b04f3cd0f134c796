// Texts that may be written once for all languages or once for each.
import type { LocalText } from '../schema.ts';
import type { Path } from './Node.ts';

/** Each text of `text` with its path; `path` is that of the whole. */
export function textPaths(text: LocalText | undefined, path: Path): { readonly path: Path; readonly text: string }[] {
  if (text === undefined) return [];
  if (typeof text === 'string') return [{ path, text }];
  return Object.entries(text).map(([locale, one]) => ({ path: [...path, locale], text: one }));
}
