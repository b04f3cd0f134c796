// Globs of the settings, for file systems that the editor can't search.
import { describe, expect, test } from 'vitest';
import { globPattern } from '../../../src/extension/files/globPattern.ts';

describe.each([
  [
    '**/runbooks/**/*.{yaml,yml}',
    ['runbooks/a.yaml', 'runbooks/db/a.yml', 'ops/runbooks/x/y/a.yaml'],
    ['runbooks/a.txt', 'a.yaml', 'myrunbooks/a.yaml', 'runbooks/ayaml'],
  ],
  ['{hosts,**/hosts}.yaml', ['hosts.yaml', 'ops/hosts.yaml', 'a/b/hosts.yaml'], ['myhosts.yaml', 'hosts.yml']],
  ['ops/*.yaml', ['ops/a.yaml'], ['ops/db/a.yaml', 'a/ops/a.yaml']],
  ['ops/**', ['ops/a', 'ops/a/b.yaml'], ['opsa/b']],
  ['**', ['a', 'a/b'], []],
  ['a?c.yaml', ['abc.yaml'], ['ac.yaml', 'a/c.yaml']],
  ['[ab]*.yaml', ['a.yaml', 'bx.yaml'], ['c.yaml']],
  ['[!ab]*.yaml', ['c.yaml'], ['a.yaml']],
  ['a+b(c).yaml', ['a+b(c).yaml'], ['aab(c).yaml']],
  ['a{b', ['a{b'], ['ab']],
  ['a,b', ['a,b'], ['a']],
  ['x{a,b{c,d}}y', ['xay', 'xbcy', 'xbdy'], ['xby', 'xabcy']],
])('%s', (glob, fitting, others) => {
  const pattern = globPattern(glob);
  test.each(fitting)('takes %s', (path) => expect(pattern.test(path)).toBe(true));
  test.each(others)('leaves %s', (path) => expect(pattern.test(path)).toBe(false));
});

test('no glob is too strange for a pattern', () => {
  for (const glob of ['[', '[]', '[z-a]', '{', '}', '{,}', '**{', '\\', '[a', '***'])
    expect(() => globPattern(glob)).not.toThrow();
});
