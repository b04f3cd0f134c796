// Patterns in linear time, whatever the pattern and the text: RE2, never the backtracking engine of JavaScript.
import { RE2JS, RE2JSException } from 're2js';
import type { Budget } from './Budget.ts';
import { fail } from './EvaluationFailure.ts';

/** Longer patterns are refused. */
const longest = 1000;
const compiled = new Map<string, RE2JS>();

/** The pattern, or undefined where it doesn't compile or is too long. Kept, so that compiling again is cheap. */
export function compilePattern(source: string): RE2JS | undefined {
  const known = compiled.get(source);
  if (known) return known;
  if (source.length > longest) return undefined;
  try {
    const pattern = RE2JS.compile(source);
    if (compiled.size >= 200) compiled.clear();
    compiled.set(source, pattern);
    return pattern;
  } catch (error) {
    if (error instanceof RE2JSException) return undefined;
    throw error;
  }
}

function prepared(source: string, text: string, budget: Budget): RE2JS {
  const pattern = compilePattern(source) ?? fail('cel.badPattern', { pattern: source.slice(0, 100) });
  budget.spend(20 + (text.length * pattern.programSize()) / 16);
  return pattern;
}

/** Whether the pattern matches anywhere in the text. */
export function matchesPattern(text: string, source: string, budget: Budget): boolean {
  return prepared(source, text, budget).matcher(text).find();
}

/** The first match: its group 1 where the pattern has a group, else all of it. Fails where there is none. */
export function findPattern(text: string, source: string, budget: Budget): string {
  const matcher = prepared(source, text, budget).matcher(text);
  const group = matcher.groupCount() > 0 ? 1 : 0;
  const found = matcher.find() ? matcher.group(group) : null;
  return found ?? fail('cel.notFound', { pattern: source.slice(0, 100) });
}
