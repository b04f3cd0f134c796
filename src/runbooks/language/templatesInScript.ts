// Templates in scripts, where they are a mistake: a script gets its values as shell variables.
import { checkExpression } from './cel/checkExpression.ts';
import { expressionEnd } from './templateParts.ts';

/** A `{{ … }}` over a declared name, with the offsets of all of it. */
export interface TemplateInScript {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The templates of a script that mean declared names. Other programs' braces, such as `{{.State}}`, are left alone. */
export function templatesInScript(script: string, declared: Iterable<string>): readonly TemplateInScript[] {
  const names = Object.fromEntries(Array.from(declared, (name) => [name, 'dyn']));
  const found: TemplateInScript[] = [];
  for (let open = script.indexOf('{{'); open >= 0; open = script.indexOf('{{', open + 2)) {
    const close = expressionEnd(script, open + 2);
    const root = /\s*([A-Za-z_]\w*)/y;
    root.lastIndex = open + 2;
    const first = root.exec(script)?.[1];
    const end = close === undefined ? root.lastIndex : close + 2;
    const name =
      first !== undefined && Object.hasOwn(names, first) ? first : usedIn(script.slice(open + 2, close), names);
    if (name !== undefined) found.push({ name, start: open, end });
  }
  return found;
}

/** The first declared name that an expression uses. */
function usedIn(expression: string, names: Readonly<Record<string, string>>): string | undefined {
  const checked = checkExpression(expression, names);
  return 'uses' in checked ? checked.uses.values().next().value : undefined;
}
