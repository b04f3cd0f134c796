// Hover: what stands at a position, in the person's language.
import { signaturesOf } from '../cel/overloads.ts';
import type { Position, Range } from '../Diagnostic.ts';
import { nodeAt } from '../document/nodeAt.ts';
import type { Span } from '../document/Node.ts';
import type { Source } from '../readRunbook.ts';
import { runbookSchema } from '../schema.ts';
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';
import type { Place } from '../scope/Place.ts';
import { templateParts } from '../templateParts.ts';
import { functionText } from './functionText.ts';
import type { HoverPart } from './HoverPart.ts';
import { keyHover } from './keyHover.ts';
import { nameText } from './nameText.ts';
import { offsetAt } from './offsetAt.ts';
import type { Study } from './Study.ts';
import { studyOf } from './Study.ts';
import { symbolHover } from './symbolHover.ts';
import { symbolAt, touches } from './usesOf.ts';

export interface Hover {
  readonly range: Range;
  readonly parts: readonly HoverPart[];
}

/** What there is to say about `position`. */
export function hover(source: Source, position: Position, locale: Locale): Hover | undefined {
  const study = studyOf(source.text);
  const offset = offsetAt(source.text, position);
  const found = symbolAt(study, offset);
  if (found !== undefined) {
    return { range: study.positions.rangeAt(found.span), parts: symbolHover(study, found.symbol, offset, locale) };
  }
  return wordHover(study, offset, locale) ?? keyHover(study, runbookSchema, offset, locale);
}

/** A function or one of the engine's names in an expression or script. */
function wordHover(study: Study, offset: number, locale: Locale): Hover | undefined {
  const place = study.places.find(({ path }) => {
    const node = nodeAt(study.shaped.root, path);
    return node !== undefined && touches(node.span, offset);
  });
  const word = place && wordAt(study, place, offset);
  if (place === undefined || word === undefined) return undefined;
  const range = study.positions.rangeAt(word.span);
  const code = word.called ? functionText(word.name) : undefined;
  if (code !== undefined) {
    const signatures = [false, true].map((method) => signaturesOf(word.name, method)).filter((text) => text !== '');
    return {
      range,
      parts: [
        ...signatures.map((text) => ({ kind: 'code' as const, text: text.replaceAll(' · ', '\n') })),
        { kind: 'markdown', text: say(locale, { code }) },
      ],
    };
  }
  const name = place.names.get(word.name);
  const text = nameText(word.name, locale);
  if (text === undefined || word.called || (name === undefined && word.name !== 'verdict')) return undefined;
  const because = name?.because;
  return {
    range,
    parts: [
      ...(name?.type === undefined ? [] : [{ kind: 'code' as const, text: `${word.name}: ${name.type}` }]),
      { kind: 'markdown', text },
      ...(because === undefined ? [] : [{ kind: 'markdown' as const, text: say(locale, because) }]),
    ],
  };
}

interface Word {
  readonly name: string;
  readonly span: Span;
  readonly called: boolean;
}

function wordAt(study: Study, place: Place, offset: number): Word | undefined {
  for (const { start, text } of codeOf(place)) {
    for (const match of text.matchAll(
      place.notation === 'sh' ? /(?<=\$\{?)[A-Za-z_]\w*/g : /[A-Za-z_]\w*(?=(\s*\()?)/g,
    )) {
      const from = start + match.index;
      const span = study.locator.within(place.path, from, from + match[0].length);
      if (touches(span, offset)) return { name: match[0], span, called: match[1] !== undefined };
    }
  }
  return undefined;
}

/** The parts of a text in which names mean something. */
function codeOf({ notation, text }: Place): readonly { readonly start: number; readonly text: string }[] {
  if (notation === 'cel' || notation === 'sh') return [{ start: 0, text }];
  return templateParts(text).filter(({ kind }) => kind === 'expression');
}
