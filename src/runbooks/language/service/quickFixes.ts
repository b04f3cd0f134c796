// Quick fixes: the edits that mend what a diagnostic is about.
import type { Diagnostic, Range } from '../Diagnostic.ts';
import { entryOf, nodeAt } from '../document/nodeAt.ts';
import type { MapNode, Node, Path, ScalarNode } from '../document/Node.ts';
import type { Source } from '../readRunbook.ts';
import type { Message } from '../../texts/Message.ts';
import type { Locale } from '../../texts/say.ts';
import { inWords } from './inWords.ts';
import { offsetAt } from './offsetAt.ts';
import { scalarAt } from './scalarAt.ts';
import { studyOf } from './Study.ts';
import type { Study } from './Study.ts';
import type { TextEdit } from './TextEdit.ts';

export interface QuickFix {
  readonly title: Message;
  readonly edits: readonly TextEdit[];
}

/** What mends `diagnostic`, which is about `source` as it is now; empty where only its author can. */
export function quickFixes(source: Source, diagnostic: Diagnostic, locale: Locale): readonly QuickFix[] {
  const study = studyOf(source.text);
  const offset = offsetAt(source.text, diagnostic.range.start);
  switch (diagnostic.code) {
    case 'language.templateInScript':
      return templateFix(study, diagnostic, offset);
    case 'language.changeWithoutVerify':
      return addition(study, offset, GATE, locale);
    case 'language.destructiveWithoutConfirm':
      return addition(study, offset, CONFIRM, locale);
    case 'cel.intOfText':
      return renamedCall(study, diagnostic.range, offset, 'int', 'whole');
    case 'cel.doubleOfText':
      return renamedCall(study, diagnostic.range, offset, 'double', 'number');
    default:
      return (diagnostic.fixes ?? []).map(({ title, range, newText }) => fix(title, range, newText));
  }
}

function fix(title: Message['code'], range: Range, newText: string): QuickFix {
  return { title: { code: title, args: { newText } }, edits: [{ range, newText }] };
}

/** `{{ name }}` in a script becomes the variable, in quotes where it is not in quotes already. */
function templateFix(study: Study, { range, fixes = [] }: Diagnostic, offset: number): QuickFix[] {
  const scalar = scalarAt(study.root, offset);
  const variable = fixes[0]?.newText;
  if (variable === undefined || scalar?.at !== 'value') return [];
  const end = offsetAt(study.text, range.end);
  const quoted = inDoubleQuotes(study.text, scalar.node, offset);
  const goesOn = /\w/.test(study.text.charAt(end));
  const bare = goesOn ? `\${${variable.slice(1)}}` : variable;
  const quote = scalar.node.style === 'double' ? '\\"' : '"';
  return [fix('language.fix', range, quoted ? bare : `${quote}${bare}${quote}`)];
}

/** Whether a script has an open `"` before `offset`; single quotes and backslashes protect one. */
function inDoubleQuotes(text: string, { style, span }: ScalarNode, offset: number): boolean {
  const inside = style === 'double' || style === 'single' ? 1 : 0;
  const written = text.slice(span.start + inside, offset);
  const script =
    style === 'double' ? written.replace(/\\(.)/g, '$1') : style === 'single' ? written.replaceAll("''", "'") : written;
  let open = '';
  for (let at = 0; at < script.length; at += 1) {
    const character = script.charAt(at);
    if (character === '\\' && open !== "'") at += 1;
    else if (open !== '' && character === open) open = '';
    else if (open === '' && (character === '"' || character === "'")) open = character;
  }
  return open === '"';
}

/** The problem is shown at the whole call: its name is what changes. */
function renamedCall({ text, positions }: Study, range: Range, offset: number, from: string, to: string): QuickFix[] {
  if (!text.startsWith(from, offset)) return [];
  const span = { start: offset, end: Math.min(offset + from.length, offsetAt(text, range.end)) };
  return [fix('language.fix', positions.rangeAt(span), to)];
}

interface Addition {
  readonly title: Message;
  readonly lines: readonly string[];
  /** The same in one line, for a step that is written so. */
  readonly flow: string;
}

const GATE: Addition = {
  title: { code: 'service.fix.gate' },
  lines: ['verify:', '  - title: <worked>', '    run: exit 1 # <look>', '    expect: exit == 0'],
  flow: 'verify: [{ title: <worked>, run: exit 1, expect: exit == 0 }]',
};
const CONFIRM: Addition = {
  title: { code: 'service.fix.confirm' },
  lines: ['confirm:', '  message: <noReturn>'],
  flow: 'confirm: { message: <noReturn> }',
};

/** Adds to the step that holds `offset`, behind its last line. */
function addition(study: Study, offset: number, { title, lines, flow }: Addition, locale: Locale): QuickFix[] {
  const { text, positions, root } = study;
  const found = scalarAt(root, offset);
  const step = found && stepAround(root, found.path);
  const [first, last] = [step?.entries[0], step?.entries.at(-1)];
  if (step === undefined || first === undefined || last === undefined) return [];
  const inFlow = text.charAt(step.span.start) === '{';
  const column = positions.positionAt(first.keySpan.start).character;
  const end = inFlow ? Math.max(last.keySpan.end, last.value.span.end) : lineEnd(text, step.span.end);
  const newText = inFlow ? `, ${flow}` : lines.map((line) => `\n${' '.repeat(column)}${line}`).join('');
  return [{ title, edits: [{ range: positions.rangeAt({ start: end, end }), newText: inWords(newText, locale) }] }];
}

function lineEnd(text: string, from: number): number {
  const found = text.indexOf('\n', from);
  const end = found === -1 ? text.length : found;
  return text.charAt(end - 1) === '\r' ? end - 1 : end;
}

/** The innermost map around `path` that has an id. */
function stepAround(root: Node, path: Path): MapNode | undefined {
  for (let length = path.length - 1; length > 0; length -= 1) {
    const node = nodeAt(root, path.slice(0, length));
    if (node?.kind === 'map' && entryOf(node, 'id') !== undefined) return node;
  }
  return undefined;
}
