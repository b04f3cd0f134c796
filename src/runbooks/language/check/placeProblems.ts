// What is wrong at a place that uses names.
import type { Locator } from '../document/Locator.ts';
import type { Problem } from '../document/Problem.ts';
import { parseDuration } from '../duration.ts';
import type { Place } from '../scope/Place.ts';
import { assertsNothing } from './assertsNothing.ts';
import { expressionProblems } from './expressionProblems.ts';
import type { Wanted } from './expressionProblems.ts';
import { invisibleProblems } from './invisibleProblems.ts';
import { scriptProblems } from './scriptProblems.ts';
import { templateProblems } from './templateProblems.ts';

const WANTED: Readonly<Record<'bool' | 'value', Wanted>> = {
  bool: { types: new Set(['bool']), otherwise: 'language.notBool' },
  value: { types: new Set(['bool', 'int', 'double', 'string', 'list<string>']), otherwise: 'language.notKept' },
};

/** Problems of one place. */
export function placeProblems(place: Place, locator: Locator): Problem[] {
  const { path, text, names } = place;
  const within = (start: number, end: number): Problem['span'] => locator.within(path, start, end);
  switch (place.notation) {
    case 'cel': {
      const problems = [
        ...invisibleProblems(text, within),
        ...expressionProblems(text, names, WANTED[place.wants], within),
      ];
      if (problems.length > 0 || !place.asserts || !assertsNothing(text)) return problems;
      return [{ code: 'language.assertsNothing', span: within(0, text.trimEnd().length) }];
    }
    case 'template':
      return templateProblems(text, names, within);
    case 'duration':
      if (text.includes('{{')) return templateProblems(text, names, within, true);
      return parseDuration(text) === undefined
        ? [{ code: 'language.badDuration', span: locator.at(path), args: { text } }]
        : [];
    case 'sh':
      return scriptProblems(text, names, place.probes, within);
  }
}
