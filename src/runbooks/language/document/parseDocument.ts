// YAML text to a located document: strict YAML 1.2, without what a runbook has no use for (aliases, tags, directives).
import { Composer, CST, Lexer, Parser } from 'yaml';
import type { Document } from 'yaml';
import { locate } from './locate.ts';
import type { Node, Span } from './Node.ts';
import type { Problem } from './Problem.ts';
import { problemsOfYaml } from './problemsOfYaml.ts';

/** Bytes of UTF-8 that a runbook may have. */
const MAX_BYTES = 1024 * 1024;
/** How deep lists and maps may be nested. */
const MAX_DEPTH = 32;

export interface ParsedDocument {
  /** Absent where the text can't be read at all. */
  readonly root?: Node;
  readonly problems: readonly Problem[];
}

/** Reads one YAML document. Never throws. */
export function parseDocument(text: string): ParsedDocument {
  if (text.length > MAX_BYTES || new TextEncoder().encode(text).length > MAX_BYTES) {
    return { problems: [{ code: 'language.tooLarge', span: { start: 0, end: 0 }, args: { limit: '1 MiB' } }] };
  }
  const { tokens, problems } = tokensOf(text);
  if (problems.some(({ code }) => code === 'language.tooDeep' || code === 'language.alias')) return { problems };

  const [document, second] = composed(tokens, text.length);
  if (second !== undefined) {
    problems.push({ code: 'language.severalDocuments', span: firstLine(text, second.range[0]) });
  }
  const syntax = problemsOfYaml(document?.errors ?? [], text);
  problems.push(...syntax.problems);
  if (syntax.broken || document === undefined) return { problems };
  const contents = document.contents;
  if (contents === null || contents.range[0] === contents.range[1]) {
    problems.push({ code: 'language.emptyFile', span: { start: 0, end: 0 } });
    return { problems };
  }
  return { root: locate(contents, text, problems), problems };
}

/** The concrete syntax, and what is refused in it. A text that is too deep is left before anything recurses into it. */
function tokensOf(text: string): { tokens: CST.Token[]; problems: Problem[] } {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  const problems: Problem[] = [];
  let literal = false;
  for (const lexeme of new Lexer().lex(text)) {
    const span = { start: parser.offset, end: parser.offset + lexeme.length };
    if (!literal) problems.push(...refused(lexeme, span));
    literal = lexeme === CST.SCALAR;
    for (const token of parser.next(lexeme)) if (token.type !== 'directive') tokens.push(token);
    if (parser.stack.length > MAX_DEPTH && depthOf(parser.stack) > MAX_DEPTH) {
      problems.push({ code: 'language.tooDeep', span, args: { limit: MAX_DEPTH } });
      return { tokens, problems };
    }
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens, problems };
}

function refused(lexeme: string, span: Span): Problem[] {
  switch (CST.tokenType(lexeme)) {
    case 'anchor':
    case 'alias':
      return [{ code: 'language.alias', span, args: { text: lexeme } }];
    case 'tag':
      return [{ code: 'language.tag', span, args: { text: lexeme } }];
    case 'directive-line':
      return [{ code: 'language.directive', span }];
    default:
      return [];
  }
}

function depthOf(stack: readonly CST.Token[]): number {
  return stack.filter(({ type }) => type === 'block-map' || type === 'block-seq' || type === 'flow-collection').length;
}

function composed(tokens: CST.Token[], length: number): Document.Parsed[] {
  // Unique keys are checked in `locate`: the library's own check takes a time that grows with the square of the keys.
  const composer = new Composer({ version: '1.2', schema: 'core', strict: true, uniqueKeys: false });
  return [...composer.compose(tokens, true, length)] as Document.Parsed[];
}

function firstLine(text: string, start: number): Span {
  const end = text.indexOf('\n', start);
  return { start, end: end === -1 ? text.length : end };
}
