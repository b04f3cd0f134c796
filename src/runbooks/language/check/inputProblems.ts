// Inputs against themselves: their limits, and the default against those.
import { RE2JS } from 're2js';
import type { Locator } from '../document/Locator.ts';
import type { Path } from '../document/Node.ts';
import type { Problem } from '../document/Problem.ts';
import { parseDuration } from '../duration.ts';
import type { Input, Runbook } from '../schema.ts';
import { parseSize } from '../size.ts';
import { patternProblem } from './patternProblem.ts';

/** Problems of all inputs. */
export function inputProblems(runbook: Runbook, locator: Locator): Problem[] {
  return Object.entries(runbook.inputs).flatMap(([name, input]) => problemsOf(input, ['inputs', name], locator));
}

function problemsOf(input: Input, path: Path, locator: Locator): Problem[] {
  switch (input.type) {
    case 'secret':
    case 'boolean':
      return [];
    case 'string':
      return ofText(input, path, locator);
    case 'enum':
      if (input.default === undefined || input.values.includes(input.default)) return [];
      return [
        {
          code: 'language.defaultNotInValues',
          span: locator.at([...path, 'default']),
          args: { text: input.default, known: input.values.join(', ') },
        },
      ];
    case 'integer':
    case 'number':
      return ofLimits(input, (value) => value, path, locator);
    case 'duration':
      return measured(input, parseDuration, 'language.badDuration', path, locator);
    case 'size':
      return measured(input, parseSize, 'language.badSize', path, locator);
  }
}

function ofText(input: Extract<Input, { type: 'string' }>, path: Path, locator: Locator): Problem[] {
  if (input.pattern === undefined) return [];
  const broken = patternProblem(input.pattern, locator.at([...path, 'pattern']));
  if (broken !== undefined) return [broken];
  if (input.default === undefined || RE2JS.compile(input.pattern).matches(input.default)) return [];
  const args = { text: input.default, pattern: input.pattern };
  return [{ code: 'language.defaultNotMatching', span: locator.at([...path, 'default']), args }];
}

interface Limits<T> {
  readonly default?: T | undefined;
  readonly min?: T | undefined;
  readonly max?: T | undefined;
}

/** Limits that are written as texts: each has to be one, then they have to agree. */
function measured(
  input: Limits<string>,
  parse: (text: string) => number | bigint | undefined,
  code: Problem['code'],
  path: Path,
  locator: Locator,
): Problem[] {
  const broken = (['default', 'min', 'max'] as const).flatMap((key): Problem[] => {
    const text = input[key];
    if (text === undefined || parse(text) !== undefined) return [];
    return [{ code, span: locator.at([...path, key]), args: { text } }];
  });
  return broken.length > 0 ? broken : ofLimits(input, parse, path, locator);
}

function ofLimits<T extends string | number>(
  input: Limits<T>,
  parse: (value: T) => number | bigint | undefined,
  path: Path,
  locator: Locator,
): Problem[] {
  const [least, most, normal] = [input.min, input.max, input.default].map((value) =>
    value === undefined ? undefined : parse(value),
  );
  if (least !== undefined && most !== undefined && least > most) {
    return [{ code: 'language.minAboveMax', span: locator.at([...path, 'min']), args: { max: String(input.max) } }];
  }
  const below = normal !== undefined && least !== undefined && normal < least;
  const above = normal !== undefined && most !== undefined && normal > most;
  if (!below && !above) return [];
  const args = { text: String(input.default), limit: String(below ? input.min : input.max) };
  return [
    {
      code: below ? 'language.defaultTooSmall' : 'language.defaultTooBig',
      span: locator.at([...path, 'default']),
      args,
    },
  ];
}
