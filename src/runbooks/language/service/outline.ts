// The outline of a runbook: inputs, roles, conditions, steps with their effects, verdicts; of broken documents too.
import type { Range } from '../Diagnostic.ts';
import { entryOf } from '../document/nodeAt.ts';
import type { MapEntry, MapNode, Node } from '../document/Node.ts';
import { plainOf } from '../document/plainOf.ts';
import { localise } from '../localise.ts';
import type { Source } from '../readRunbook.ts';
import { textSchema } from '../schema/primitives.ts';
import type { Locale } from '../../texts/say.ts';
import { studyOf } from './Study.ts';
import type { Study } from './Study.ts';

export type OutlineKind = 'section' | 'input' | 'role' | 'gate' | 'step' | 'verdict';

export interface OutlineItem {
  readonly kind: OutlineKind;
  readonly name: string;
  /** A type, an effect, a title. */
  readonly detail: string;
  readonly range: Range;
  /** What is shown when it is gone to; within `range`. */
  readonly selection: Range;
  readonly children: readonly OutlineItem[];
}

const SECTIONS: readonly (readonly [key: string, kind: OutlineKind])[] = [
  ['inputs', 'input'],
  ['targets', 'role'],
  ['preconditions', 'gate'],
  ['guards', 'gate'],
  ['steps', 'step'],
  ['postconditions', 'gate'],
  ['verdicts', 'verdict'],
];

/** The outline of `source`, in the order of the text. */
export function outline(source: Source, locale: Locale): readonly OutlineItem[] {
  const study = studyOf(source.text);
  const { root } = study;
  if (root.kind !== 'map') return [];
  return root.entries.flatMap((entry) => {
    const section = SECTIONS.find(([key]) => key === entry.key);
    if (section === undefined) return [];
    const [key, kind] = section;
    return [itemOf(study, 'section', entry, key, '', children(study, entry.value, kind, locale))];
  });
}

function children(study: Study, node: Node, kind: OutlineKind, locale: Locale): OutlineItem[] {
  if (node.kind === 'map') {
    return node.entries.map((entry) => {
      const type = entry.value.kind === 'map' ? textOf(entryOf(entry.value, 'type')?.value, locale) : undefined;
      return itemOf(study, kind, entry, entry.key, type ?? '', []);
    });
  }
  if (node.kind !== 'list') return [];
  return node.items.flatMap((item) => (item.kind === 'map' ? listed(study, item, kind, locale) : []));
}

function listed(study: Study, map: MapNode, kind: OutlineKind, locale: Locale): OutlineItem[] {
  const first = map.entries[0];
  if (first === undefined) return [];
  const of = (key: string): string | undefined => textOf(entryOf(map, key)?.value, locale);
  const range = study.positions.rangeAt({ start: map.span.start, end: Math.max(map.span.end, first.keySpan.end) });
  if (kind === 'gate') {
    const title = entryOf(map, 'title') ?? entryOf(map, 'run') ?? first;
    const name = of('title') ?? of('run')?.split('\n')[0] ?? of('use') ?? first.key;
    return [
      {
        kind,
        name,
        detail: of('expect') ?? '',
        range,
        selection: study.positions.rangeAt(title.keySpan),
        children: [],
      },
    ];
  }
  const id = entryOf(map, 'id');
  const effect = kind === 'step' && entryOf(map, 'each') === undefined ? (of('effect') ?? 'change') : undefined;
  return [
    {
      kind,
      name: of('id') ?? first.key,
      detail: [effect, of('title')].filter((text) => text !== undefined).join(' · '),
      range,
      selection: study.positions.rangeAt(id?.value.span ?? first.keySpan),
      children: kind === 'step' ? within(study, map, locale) : [],
    },
  ];
}

/** A step's gates, those of its undo among them, and the steps in it, as they come. */
function within(study: Study, step: MapNode, locale: Locale): OutlineItem[] {
  return step.entries.flatMap(({ key, value }) => {
    if (key === 'require' || key === 'verify') return children(study, value, 'gate', locale);
    if (key === 'steps') return children(study, value, 'step', locale);
    return key === 'undo' && value.kind === 'map' ? within(study, value, locale) : [];
  });
}

function itemOf(
  { positions }: Study,
  kind: OutlineKind,
  { keySpan, value }: MapEntry,
  name: string,
  detail: string,
  inside: readonly OutlineItem[],
): OutlineItem {
  return {
    kind,
    name,
    detail,
    range: positions.rangeAt({ start: keySpan.start, end: Math.max(keySpan.end, value.span.end) }),
    selection: positions.rangeAt(keySpan),
    children: inside,
  };
}

function textOf(node: Node | undefined, locale: Locale): string | undefined {
  const read = node === undefined ? undefined : textSchema.safeParse(plainOf(node));
  return read?.success === true && read.data !== '' ? localise(read.data, locale) : undefined;
}
