// What is known in the middle of an expression: whether a text is being written, and what the macros around have bound.
import { checkExpression } from '../cel/checkExpression.ts';
import type { CelType } from '../cel/CelValue.ts';
import { macroNames } from '../cel/overloads.ts';
import { parseType, typeText } from '../cel/Type.ts';
import { operandStart } from './operandStart.ts';

export type Types = Readonly<Record<string, CelType>>;

/** Brackets that are open at the end of `before`, innermost last; undefined inside a text. */
export function openBrackets(before: string): readonly number[] | undefined {
  const open: number[] = [];
  for (let at = 0; at < before.length; at += 1) {
    const character = before.charAt(at);
    if (character === '"' || character === "'") {
      const end = textEnd(before, at);
      if (end === undefined) return undefined;
      at = end;
    } else if (/[([{]/.test(character)) open.push(at);
    else if (/[)\]}]/.test(character)) open.pop();
  }
  return open;
}

function textEnd(expression: string, open: number): number | undefined {
  const quote = expression.charAt(open);
  for (let at = open + 1; at < expression.length; at += 1) {
    if (expression.charAt(at) === '\\') at += 1;
    else if (expression.charAt(at) === quote) return at;
  }
  return undefined;
}

/** `types` and those of the elements that the macros around the end of `before` go through. */
export function typesWithin(before: string, open: readonly number[], types: Types): Types {
  let known = types;
  for (const bracket of open) {
    const macro = /\.\s*(\w+)\s*$/.exec(before.slice(0, bracket));
    const variable = /^\s*([A-Za-z_]\w*)\s*,/.exec(before.slice(bracket + 1))?.[1];
    if (macro === null || variable === undefined || !macroNames.has(macro[1] ?? '')) continue;
    known = { ...known, [variable]: elementType(typeOfOperand(before.slice(0, macro.index), known)) };
  }
  return known;
}

/** The type of the operand that ends `before`; undefined where it has none. */
export function typeOfOperand(before: string, types: Types): CelType | undefined {
  const text = before.trimEnd();
  const checked = checkExpression(text.slice(operandStart(text, text.length)), types);
  return 'type' in checked ? checked.type : undefined;
}

function elementType(type: CelType | undefined): CelType {
  const parsed = type === undefined ? undefined : parseType(type);
  if (parsed?.kind === 'list') return typeText(parsed.of);
  return parsed?.kind === 'map' ? typeText(parsed.key) : 'dyn';
}
