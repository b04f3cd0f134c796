// What is wrong with the expressions of a template.
import type { Problem } from '../document/Problem.ts';
import type { Names } from '../scope/Name.ts';
import { templateParts } from '../templateParts.ts';
import { expressionProblems } from './expressionProblems.ts';
import type { Wanted, Within } from './expressionProblems.ts';

/** What can be written as a text. */
const TEXT: Wanted = {
  types: new Set([
    'string',
    'int',
    'double',
    'bool',
    'duration',
    'dyn',
    'list<string>',
    'list<int>',
    'list<double>',
    'list<bool>',
  ]),
  otherwise: 'language.notText',
};
const DURATION: Wanted = { types: new Set(['duration', 'string', 'dyn']), otherwise: 'language.notDuration' };

/** Problems of all `{{ }}` in `template`; one that is a whole duration has to give one. */
export function templateProblems(template: string, names: Names, within: Within, duration = false): Problem[] {
  const parts = templateParts(template);
  const wanted = duration && parts.length === 1 ? DURATION : TEXT;
  return parts.flatMap((part) => {
    if (part.kind === 'unclosed')
      return [{ code: 'cel.unclosedTemplate' as const, span: within(part.start, part.start + 2) }];
    if (part.kind === 'literal') return [];
    return expressionProblems(part.text, names, wanted, (start, end) => within(part.start + start, part.start + end));
  });
}
