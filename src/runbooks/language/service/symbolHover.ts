// What is said about an input, a role, a capture or a step.
import type { Input } from '../schema.ts';
import { entryOf, nodeAt } from '../document/nodeAt.ts';
import type { Node } from '../document/Node.ts';
import { plainOf } from '../document/plainOf.ts';
import { localise } from '../localise.ts';
import type { Message } from '../../texts/Message.ts';
import { say } from '../../texts/say.ts';
import type { Locale } from '../../texts/say.ts';
import { baseNames } from '../scope/baseNames.ts';
import type { Name } from '../scope/Name.ts';
import { textSchema } from '../schema/primitives.ts';
import type { HoverPart } from './HoverPart.ts';
import type { RunbookSymbol } from './RunbookSymbol.ts';
import type { Study } from './Study.ts';
import { symbolTable, touches } from './usesOf.ts';

/** What there is to say about `symbol`, as it is seen from `offset`. */
export function symbolHover(study: Study, symbol: RunbookSymbol, offset: number, locale: Locale): readonly HoverPart[] {
  const declaration = nodeAt(study.root, symbol.path);
  const name = nameSeenFrom(study, symbol, offset);
  const type = name?.type ?? name?.bare;
  const expression = symbol.kind === 'capture' ? textOf(declaration) : undefined;
  const said = messagesOf(study, symbol).map((message) => say(locale, message));
  if (symbol.kind === 'capture' && name?.because !== undefined) said.push(say(locale, name.because));
  const own = declaration?.kind === 'map' ? ownTexts(declaration, locale) : [];
  return [
    { kind: 'code', text: type === undefined ? symbol.name : `${symbol.name}: ${type}` },
    ...(expression === undefined ? [] : [{ kind: 'code' as const, text: expression }]),
    { kind: 'markdown', text: said.join(' ') },
    ...own.map((text) => ({ kind: 'plain' as const, text })),
  ];
}

/** As a name of the place of the use; at the declaration, as what it is at first. */
function nameSeenFrom(study: Study, symbol: RunbookSymbol, offset: number): Name | undefined {
  if (symbol.kind === 'step') return undefined;
  const { uses } = symbolTable(study);
  const here = uses.find((use) => use.symbol === symbol && touches(use.span, offset));
  if (here?.place !== undefined) return here.place.names.get(symbol.name);
  const { value: runbook } = study.shaped;
  if (symbol.kind !== 'capture') return runbook && baseNames(runbook).get(symbol.name);
  const later = study.places.findLast(({ names }) => names.get(symbol.name)?.bare ?? names.get(symbol.name)?.type);
  const name = later?.names.get(symbol.name);
  return name && { inShell: name.inShell, type: name.bare ?? name.type ?? 'dyn' };
}

function messagesOf(study: Study, symbol: RunbookSymbol): Message[] {
  const { value: runbook } = study.shaped;
  switch (symbol.kind) {
    case 'input': {
      const input = runbook?.inputs[symbol.name];
      return input === undefined ? [] : inputMessages(input);
    }
    case 'role': {
      const count = runbook?.targets[symbol.name]?.count;
      return [
        count === undefined ? { code: 'service.symbol.role' } : { code: 'service.symbol.roleOf', args: { count } },
      ];
    }
    case 'capture': {
      const step = nodeAt(study.root, symbol.path.slice(0, -2));
      const id = step?.kind === 'map' ? textOf(entryOf(step, 'id')?.value) : undefined;
      return [{ code: 'service.symbol.capture', args: { step: quoted(id ?? '…') } }];
    }
    case 'step': {
      const step = nodeAt(study.root, symbol.path);
      const effect = step?.kind === 'map' ? textOf(entryOf(step, 'effect')?.value) : undefined;
      return [{ code: 'service.symbol.step', args: { effect: quoted(effect ?? 'change') } }];
    }
  }
}

function inputMessages(input: Input): Message[] {
  const messages: Message[] = [{ code: 'service.symbol.input', args: { type: input.type } }];
  if (input.type === 'enum')
    messages.push({ code: 'service.symbol.oneOf', args: { values: quoted(input.values.join(', ')) } });
  if ('min' in input || 'max' in input) {
    const { min, max } = input;
    if (min !== undefined && max !== undefined)
      messages.push({ code: 'service.symbol.range', args: { min: quoted(String(min)), max: quoted(String(max)) } });
    else if (min !== undefined) messages.push({ code: 'service.symbol.atLeast', args: { min: quoted(String(min)) } });
    else if (max !== undefined) messages.push({ code: 'service.symbol.atMost', args: { max: quoted(String(max)) } });
  }
  if (input.type !== 'secret' && input.perHost === true) messages.push({ code: 'schema.input.perHost' });
  const normal = 'default' in input ? input.default : undefined;
  if (normal !== undefined) messages.push({ code: 'service.symbol.default', args: { text: quoted(String(normal)) } });
  else if (input.type !== 'secret') messages.push({ code: 'service.symbol.required' });
  return messages;
}

function ownTexts(node: Extract<Node, { kind: 'map' }>, locale: Locale): string[] {
  return ['title', 'description'].flatMap((key) => {
    const value = entryOf(node, key)?.value;
    const read = value === undefined ? undefined : textSchema.safeParse(plainOf(value));
    return read?.success === true ? [localise(read.data, locale)] : [];
  });
}

function textOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && node.value !== null ? String(node.value) : undefined;
}

/** A text of the author between the backticks of ours, where nothing in it means anything. */
function quoted(text: string): string {
  const line = text.replaceAll('`', 'ˋ').replace(/\s+/g, ' ');
  if (line === '') return '""';
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
