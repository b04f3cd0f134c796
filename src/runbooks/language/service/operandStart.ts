// What stands before a dot in an expression that is being written.

const OPENING: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Where the operand that ends at `end` begins: a name, a call, an index, a text, or what is in brackets; `end` where there is none. */
export function operandStart(expression: string, end: number): number {
  let at = end;
  for (;;) {
    const next = partStart(expression, at);
    if (next === at) return at;
    at = next;
    // `a.b(c).d`: what is before the dot belongs to it.
    const dot = /\.\??\s*$/.exec(expression.slice(0, at));
    if (dot === null) return at;
    at -= dot[0].length;
  }
}

/** One part: a name with the brackets behind it. */
function partStart(expression: string, end: number): number {
  let at = end;
  for (;;) {
    const last = expression.charAt(at - 1);
    if (OPENING[last] === undefined) break;
    const open = openingOf(expression, at - 1);
    if (open === undefined) return end;
    at = open;
  }
  const last = expression.charAt(at - 1);
  if (at === end && (last === '"' || last === "'")) return textStart(expression, at - 1);
  return at - (/(?<!\w)[A-Za-z_]\w*$/.exec(expression.slice(0, at))?.[0].length ?? 0);
}

function openingOf(expression: string, close: number): number | undefined {
  const wanted: string[] = [];
  for (let at = close; at >= 0; at -= 1) {
    const character = expression.charAt(at);
    if (character === '"' || character === "'") at = textStart(expression, at);
    else if (OPENING[character] !== undefined) wanted.push(OPENING[character]);
    else if (character === wanted.at(-1)) {
      wanted.pop();
      if (wanted.length === 0) return at;
    }
  }
  return undefined;
}

/** Where the text whose closing quote stands at `close` begins. */
function textStart(expression: string, close: number): number {
  const quote = expression.charAt(close);
  for (let at = close - 1; at >= 0; at -= 1) {
    if (expression.charAt(at) === quote && !/(?<!\\)(?:\\\\)*\\$/.test(expression.slice(0, at))) return at;
  }
  return close;
}
