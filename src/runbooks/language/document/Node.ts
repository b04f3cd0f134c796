// A YAML document as the checks see it: plain values that know where they stand.

/** A part of the text: offsets in UTF-16 units, the end not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Keys and indexes from the root of a document to one of its values. */
export type Path = readonly (string | number)[];

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  readonly style: ScalarStyle;
  /** As written: quotes and block header included, the last line break of a block not. Empty where nothing is written. */
  readonly span: Span;
}

/** A list or map that lost something. */
interface Collection {
  /** Something in it was at fault and has been left out, so that nothing follows from its absence. */
  readonly damaged?: true;
}

export interface ListNode extends Collection {
  readonly kind: 'list';
  readonly items: readonly Node[];
  readonly span: Span;
}

export interface MapEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Node;
}

export interface MapNode extends Collection {
  readonly kind: 'map';
  /** Keys are unique. */
  readonly entries: readonly MapEntry[];
  readonly span: Span;
}

export type Node = ScalarNode | ListNode | MapNode;
