// Going from a name to where it is declared and used.
import type { Position, Range } from '../Diagnostic.ts';
import { nodeAt } from '../document/nodeAt.ts';
import type { Node, Path } from '../document/Node.ts';
import type { Source } from '../readRunbook.ts';
import { offsetAt } from './offsetAt.ts';
import { scalarAt } from './scalarAt.ts';
import { studyOf } from './Study.ts';
import { symbolAt, symbolTable } from './usesOf.ts';

/** Where something is defined: in this text, in a file beside it, or as a runbook that is known by name. */
export type Definition =
  | {
      readonly kind: 'here';
      /** The name that was asked about. */
      readonly from: Range;
      /** The name in its declaration, and all of that. */
      readonly name: Range;
      readonly whole: Range;
    }
  | { readonly kind: 'file' | 'runbook'; readonly from: Range; readonly path: string };

/** What the name at `position` is defined by. */
export function findDefinition(source: Source, position: Position): Definition | undefined {
  const study = studyOf(source.text);
  const offset = offsetAt(source.text, position);
  const found = symbolAt(study, offset);
  if (found !== undefined) {
    const { symbol, span } = found;
    return {
      kind: 'here',
      from: study.positions.rangeAt(span),
      name: study.positions.rangeAt(symbol.span),
      whole: study.positions.rangeAt(symbol.whole),
    };
  }
  const scalar = scalarAt(study.root, offset);
  if (scalar?.at !== 'value' || typeof scalar.node.value !== 'string') return undefined;
  const path = scalar.node.value;
  if (isUse(scalar.path, study.root) && isBelow(path)) {
    return { kind: 'file', from: study.positions.rangeAt(scalar.node.span), path };
  }
  if (scalar.path[0] !== 'verdicts' || scalar.path[2] !== 'next') return undefined;
  return { kind: 'runbook', from: study.positions.rangeAt(scalar.node.span), path };
}

function isUse(path: Path, root: Node): boolean {
  return path.at(-1) === 'use' && typeof path.at(-2) === 'number' && nodeAt(root, path.slice(0, -1))?.kind === 'map';
}

/** A runbook uses only what lies in its folder or below. */
function isBelow(path: string): boolean {
  return /^[\w.]/.test(path) && !/[\\%:]/.test(path) && !path.split('/').includes('..');
}

export interface Occurrence {
  readonly range: Range;
  readonly declaration: boolean;
}

/** All places of the name at `position`, its declaration among them; empty where there is none. */
export function findOccurrences(source: Source, position: Position): readonly Occurrence[] {
  const study = studyOf(source.text);
  const found = symbolAt(study, offsetAt(source.text, position));
  if (found === undefined) return [];
  const uses = symbolTable(study).uses.filter(({ symbol }) => symbol === found.symbol);
  return [
    { range: study.positions.rangeAt(found.symbol.span), declaration: true },
    ...uses.map(({ span }) => ({ range: study.positions.rangeAt(span), declaration: false })),
  ];
}
