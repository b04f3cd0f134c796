// What can be written behind `$` in a script.
import { namesInScript } from '../../namesInScript.ts';
import type { Names } from '../../scope/Name.ts';
import { MARK } from '../cursorAt.ts';
import { nameText } from '../nameText.ts';
import { symbolTable } from '../usesOf.ts';
import { rangeAround } from './Completing.ts';
import type { Completing } from './Completing.ts';
import type { CompletionItem } from './CompletionItem.ts';
import { nameAfter } from './nameAround.ts';

/** The variables that a script has here, where one begins: not in single quotes, not in comments. */
export function scriptItems(
  completing: Completing,
  names: Names,
  before: string,
  after: string,
): readonly CompletionItem[] {
  const match = /\$(\{?)((?:[A-Za-z_]\w*)?)$/.exec(before);
  if (match === null) return [];
  const [, brace = '', word = ''] = match;
  const rest = nameAfter(after);
  const start = before.length - word.length;
  const script = namesInScript(before + MARK + after);
  if (!script.uses.some((use) => use.start === start)) return [];
  const closing = brace === '' || /^[}:?+=#%-]/.test(after.slice(rest.length)) ? '' : '\\}';
  const range = rangeAround(completing, word.length, rest.length);
  const { symbols } = symbolTable(completing.study);
  const known = [...names].filter(([, { inShell }]) => inShell).map(([name]) => name);
  const own = [...script.assigns].filter((name) => !name.includes(MARK) && !known.includes(name));
  return [...known, ...own].map((name) => {
    const symbol = symbols.find((one) => one.name === name && one.kind !== 'step');
    const type = names.get(name)?.bare ?? names.get(name)?.type;
    const documentation = nameText(name, completing.options.locale);
    return {
      label: name,
      kind: symbol?.kind ?? 'variable',
      ...(type === undefined ? {} : { detail: type }),
      ...(documentation === undefined ? {} : { documentation }),
      range,
      insert: name + closing,
      sort: `${own.includes(name) ? 2 : 1}${name}`,
    };
  });
}
