// Templates: `{{ expression }}` in titles, messages, durations, paths and contents.
import type { Message } from '../texts/Message.ts';
import { isDuration, nanosecondsOf } from './cel/celDuration.ts';
import type { CelValue, Scope } from './cel/CelValue.ts';
import { evaluate } from './cel/evaluate.ts';
import { isList, kindOf } from './cel/kindOf.ts';
import { formatDuration } from './duration.ts';
import type { LocalText } from './schema.ts';
import { templateParts, type TemplatePart } from './templateParts.ts';

/** The text with every `{{ }}` filled in, or why one could not be. */
export function render(template: string, scope: Scope): { readonly text: string } | { readonly problem: Message } {
  let text = '';
  for (const part of templateParts(template)) {
    const filled = fill(part, scope);
    if ('problem' in filled) return filled;
    text += filled.text;
  }
  return { text };
}

/** The same for a text in several languages. A part that can't be evaluated stays as written: a title must not stop a run. */
export function renderText(text: LocalText, scope: Scope): LocalText {
  if (typeof text !== 'string')
    return { en: asFarAsPossible(text.en, scope), 'zh-cn': asFarAsPossible(text['zh-cn'], scope) };
  return asFarAsPossible(text, scope);
}

function asFarAsPossible(template: string, scope: Scope): string {
  return templateParts(template)
    .map((part) => {
      const filled = fill(part, scope);
      if ('text' in filled) return filled.text;
      return part.kind === 'expression' ? `{{${part.text}}}` : part.text;
    })
    .join('');
}

function fill(part: TemplatePart, scope: Scope): { readonly text: string } | { readonly problem: Message } {
  if (part.kind === 'literal') return { text: part.text };
  if (part.kind === 'unclosed') return { problem: { code: 'cel.unclosedTemplate' } };
  const evaluated = evaluate(part.text, scope);
  if ('problem' in evaluated) return evaluated;
  const text = textOf(evaluated.value);
  if (text !== undefined) return { text };
  return { problem: { code: 'cel.noText', args: { text: part.text.trim(), type: kindOf(evaluated.value) } } };
}

/** Numbers as CEL writes them, durations as runbooks do, lists with commas; undefined for maps, null and what is missing. */
function textOf(value: CelValue): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || typeof value === 'bigint' || typeof value === 'number') return String(value);
  if (value === null) return undefined;
  if (isDuration(value)) return formatDuration(Number(nanosecondsOf(value) / 1_000_000n));
  if (!isList(value)) return undefined;
  const texts = value.map(textOf);
  return texts.includes(undefined) ? undefined : texts.join(', ');
}
