// The text of an input becomes its value, or says why it can't.
import { RE2JS } from 're2js';
import { parseDuration } from '../language/duration.ts';
import type { Input } from '../language/schema.ts';
import { parseSize } from '../language/size.ts';
import type { Message } from '../texts/Message.ts';
import type { InputValue } from './Plan.ts';

export type BoundInput = { readonly value: InputValue } | { readonly problem: Message };

/** Binds one input to the text that a person gave. */
export function bindInput(name: string, input: Input, text: string): BoundInput {
  const problem = (code: Message['code'], args: Message['args'] = {}): BoundInput => ({
    problem: { code, args: { name, text, ...args } },
  });
  switch (input.type) {
    case 'secret':
      return { value: { secret: true } };
    case 'string':
      if (text.includes('\0')) return problem('plan.input.nul');
      if (input.pattern !== undefined && !RE2JS.compile(input.pattern).matches(text)) {
        return problem('plan.input.pattern', { pattern: input.pattern });
      }
      return { value: text };
    case 'enum':
      return input.values.includes(text)
        ? { value: text }
        : problem('plan.input.enum', { values: input.values.join(', ') });
    case 'boolean':
      return text === 'true' || text === 'false' ? { value: text === 'true' } : problem('plan.input.boolean');
    case 'integer':
    case 'number': {
      const wanted = input.type === 'integer' ? /^[+-]?\d+$/ : /^[+-]?(\d+(\.\d*)?|\.\d+)$/;
      const number = Number(text);
      if (!wanted.test(text) || (input.type === 'integer' && !Number.isSafeInteger(number))) {
        return problem(input.type === 'integer' ? 'plan.input.integer' : 'plan.input.number');
      }
      return within(number, input.min, input.max) ? { value: number } : problem('plan.input.range', rangeOf(input));
    }
    case 'duration':
    case 'size': {
      const parse = (of: string): number | undefined =>
        input.type === 'duration' ? parseDuration(of) : asNumber(parseSize(of));
      const measured = parse(text);
      if (measured === undefined) return problem(input.type === 'duration' ? 'plan.input.duration' : 'plan.input.size');
      const min = input.min === undefined ? undefined : parse(input.min);
      const max = input.max === undefined ? undefined : parse(input.max);
      return within(measured, min, max) ? { value: text } : problem('plan.input.range', rangeOf(input));
    }
  }
}

function asNumber(size: bigint | undefined): number | undefined {
  return size === undefined ? undefined : Number(size);
}

function within(value: number, min: number | undefined, max: number | undefined): boolean {
  return (min === undefined || value >= min) && (max === undefined || value <= max);
}

function rangeOf(input: { min?: string | number | undefined; max?: string | number | undefined }): Message['args'] {
  return { min: String(input.min ?? '…'), max: String(input.max ?? '…') };
}
