// What a sound hosts.yaml says, and that a broken one says nothing.
import { expect, it } from 'vitest';
import { readInventory } from '../../../../src/runbooks/hosts/inventory/readInventory.ts';

const read = (text: string): ReturnType<typeof readInventory> => readInventory({ uri: 'hosts.yaml', text });

it('holds hosts, groups and values', () => {
  const { value, diagnostics } = read(`schema: hosts/v1
hosts:
  web1: { description: { en: The first, zh-cn: 第一台 }, values: { data: /srv/a, port: 8080 } }
  web2:
groups:
  web: [web2, web1]
`);
  expect(diagnostics).toEqual([]);
  expect(value).toEqual({
    hosts: {
      web1: { description: { en: 'The first', 'zh-cn': '第一台' }, values: { data: '/srv/a', port: '8080' } },
      web2: { values: {} },
    },
    groups: { web: ['web2', 'web1'] },
  });
});

it.each([
  ['a version', '1.10', '1.10'],
  ['a mode', '0644', '0644'],
  ['a large number', '12345678901234567890', '12345678901234567890'],
  ['a text in quotes', "'0x10'", '0x10'],
  ['a boolean', 'true', 'true'],
  ['a word that was one in another YAML', 'no', 'no'],
])('keeps %s as it was written', (_, written, held) => {
  const { value } = read(`schema: hosts/v1\nhosts: { web1: { values: { x: ${written} } } }\n`);
  expect(value?.hosts['web1']?.values).toEqual({ x: held });
});

it.each([
  ['a list of values', 'hosts: { web1: { values: { x: [a] } } }', 'language.expectedOneText'],
  ['a map as a value', 'hosts: { web1: { values: { x: { a: b } } } }', 'language.expectedOneText'],
  ['a value without one', 'hosts: { web1: { values: { x: } } }', 'language.emptyValue'],
  ['a list of hosts', 'hosts: [web1]', 'language.expectedMap'],
  ['a group without members', 'hosts: { web1: }\ngroups: { web: [] }', 'language.emptyList'],
  ['an unknown key', 'hosts: { web1: { value: { x: a } } }', 'language.unknownKeyMeant'],
  ['a value with another name', 'hosts: { web1: { values: { X: a } } }', 'language.badName'],
  ['no hosts', 'groups: {}', 'language.missingKey'],
  ['an alias', 'hosts: { web1: &a { values: {} }, web2: *a }', 'language.alias'],
])('finds %s', (_, text, code) => {
  const { value, diagnostics } = read(`schema: hosts/v1\n${text}\n`);
  expect(diagnostics.map((one) => one.code)).toContain(code);
  expect(value).toBeUndefined();
});

it('wants to know its version', () => {
  expect(read('hosts: { web1: }\n').diagnostics.map(({ code }) => code)).toEqual(['language.missingKey']);
  expect(read('schema: runbook/v1\nhosts: { web1: }\n').value).toBeUndefined();
});
