// NAME=VALUE and ROLE=HOST words.
import { describe, expect, it } from 'vitest';
import { CommandError } from '../../src/cli/CommandError.ts';
import { parseHosts, parsePairs } from '../../src/cli/parsePairs.ts';

describe('NAME=VALUE', () => {
  it('splits at the first =, and keeps the rest as it is', () => {
    expect(parsePairs('--input', ['a=', 'b=x=y', 'c= z '])).toEqual({ a: '', b: 'x=y', c: ' z ' });
  });
  it.each([
    ['no pair', ['plain']],
    ['no name', ['=x']],
    ['a name twice', ['a=1', 'a=2']],
  ])('refuses %s', (_, words) => {
    expect(() => parsePairs('--input', words)).toThrow(CommandError);
  });
  it('takes names that every object has', () => {
    expect(Object.entries(parsePairs('--input', ['constructor=1', 'toString=2']))).toEqual([
      ['constructor', '1'],
      ['toString', '2'],
    ]);
  });
});

describe('ROLE=HOST', () => {
  it.each([
    { words: ['node=a,b', 'node=c', 'db=d'], hosts: { node: ['a', 'b', 'c'], db: ['d'] } },
    { words: ['root@web:22'], hosts: { '': ['root@web:22'] } },
    { words: ['practice'], hosts: { '': ['practice'] } },
    { words: ['node=a, b ,'], hosts: { node: ['a', 'b'] } },
    { words: ['node='], hosts: { node: [] } },
  ])('$words', ({ words, hosts }) => {
    expect(parseHosts(words)).toEqual(hosts);
  });
});
