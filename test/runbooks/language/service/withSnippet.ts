// What an editor writes when a completion is chosen.
import type { CompletionItem } from '../../../../src/runbooks/language/service/completion/CompletionItem.ts';
import { applyEdits } from './applyEdits.ts';

/** `text` with `item` in it: defaults stand in its stops, `otherwise` in those that have none. At the end of `text` where its range is. */
export function withSnippet(text: string, item: CompletionItem, otherwise = ''): string {
  const filled = item.insert
    .replace(/(?<!\\)\$\{\d+:((?:[^\\}]|\\.)*)\}/g, '$1')
    .replace(/(?<!\\)\$\d+/g, otherwise)
    .replace(/\\([\\$}])/g, '$1');
  return applyEdits(text, [{ range: item.range, newText: filled }]);
}
