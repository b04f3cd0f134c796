// What of a runbook can be folded: sections, steps, gates, scripts and texts of several lines, runs of comments.
import type { Node, Span } from '../document/Node.ts';
import type { Source } from '../readRunbook.ts';
import { studyOf } from './Study.ts';

/** Lines from 0; the first one stays. */
export interface Folding {
  readonly start: number;
  readonly end: number;
  readonly comment: boolean;
}

/** All that can be folded. */
export function folding(source: Source): readonly Folding[] {
  const { root, positions } = studyOf(source.text);
  const spans = new Map<number, Folding>();
  const add = ({ start, end }: Span): void => {
    const [first, last] = [positions.positionAt(start).line, positions.positionAt(Math.max(start, end)).line];
    const known = spans.get(first);
    if (last > first && (known === undefined || known.end < last))
      spans.set(first, { start: first, end: last, comment: false });
  };
  const visit = (node: Node): void => {
    if (node.kind === 'list') {
      for (const item of node.items) {
        if (item.kind !== 'scalar') add(item.span);
        visit(item);
      }
    }
    if (node.kind !== 'map') return;
    for (const { keySpan, value } of node.entries) {
      add({ start: keySpan.start, end: value.span.end });
      visit(value);
    }
  };
  visit(root);
  return [...spans.values(), ...comments(source.text)].sort((a, b) => a.start - b.start);
}

function comments(text: string): Folding[] {
  const found: Folding[] = [];
  let start: number | undefined;
  const lines = [...text.split('\n'), ''];
  for (const [line, content] of lines.entries()) {
    if (content.startsWith('#')) start ??= line;
    else {
      if (start !== undefined && line - 1 > start) found.push({ start, end: line - 1, comment: true });
      start = undefined;
    }
  }
  return found;
}
