// A template's parts: text, and the expressions between `{{` and `}}`.

/** A part with its place: offsets into the template. An expression's are those of what stands between the braces. */
export interface TemplatePart {
  /** `unclosed`: a `{{` without its `}}`, to the end of the template. */
  readonly kind: 'literal' | 'expression' | 'unclosed';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Splits a template. Braces inside an expression's strings and maps do not end it. Literal braces are written `{{ "{{" }}`. */
export function templateParts(template: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  const add = (kind: TemplatePart['kind'], start: number, end: number): void => {
    if (kind !== 'literal' || end > start) parts.push({ kind, text: template.slice(start, end), start, end });
  };
  let position = 0;
  while (position < template.length) {
    const open = template.indexOf('{{', position);
    if (open < 0) break;
    add('literal', position, open);
    const close = expressionEnd(template, open + 2);
    if (close === undefined) {
      add('unclosed', open, template.length);
      return parts;
    }
    add('expression', open + 2, close);
    position = close + 2;
  }
  add('literal', position, template.length);
  return parts;
}

/** The offset of the `}}` that ends the expression beginning at `from`; undefined where there is none. */
export function expressionEnd(template: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < template.length; at++) {
    const character = template[at];
    if (character === '"' || character === "'") {
      const end = stringEnd(template, at);
      if (end === undefined) return undefined;
      at = end - 1;
    } else if (character === '{') depth++;
    else if (character === '}') {
      if (depth > 0) depth--;
      else if (template[at + 1] === '}') return at;
    }
  }
  return undefined;
}

/** The offset after the CEL string that begins at `open`, single or triple quoted. A backslash protects what follows it. */
function stringEnd(template: string, open: number): number | undefined {
  const quote = template.charAt(open);
  const fence = template.startsWith(quote.repeat(3), open) ? quote.repeat(3) : quote;
  for (let at = open + fence.length; at < template.length; at++) {
    if (template[at] === '\\') at++;
    else if (template.startsWith(fence, at)) return at + fence.length;
    else if (fence.length === 1 && template[at] === '\n') return undefined;
  }
  return undefined;
}
