// The names that are read from a hosts.yaml.
import { expect, test } from 'vitest';
import { readHostNames } from '../../../../src/runbooks/hosts/inventory/readHostNames.ts';

test.each([
  ['a map with values', 'hosts:\n  web1: { port: 1 }\n  web2: {}\n', ['web1', 'web2']],
  ['a list', 'hosts: [web1, web2, web1]\n', ['web1', 'web2']],
  ['hosts that only a group names', 'groups:\n  web: [web1, web2]\n', ['web1', 'web2']],
  ['names only', 'hosts: [web1, 2, { a: b }]\n', ['web1']],
  ['a map that is left open', 'hosts:\n  web1:\n  web2:\n', ['web1', 'web2']],
  ['nothing in an empty file', '', []],
  ['nothing in what is no map', '- web1\n', []],
  ['nothing in what is no YAML', 'hosts: [web1\n', []],
  ['nothing through an alias', 'hosts: &h [web1]\ngroups: { g: *h }\n', []],
])('%s', (_, text, hosts) => {
  expect(readHostNames(text).hosts).toEqual(hosts);
});

test('groups keep their hosts', () => {
  const text = 'hosts: [lone]\ngroups:\n  web: [web1]\n  db: { db1: {}, web1: {} }\n';
  expect(readHostNames(text)).toEqual({
    hosts: ['lone', 'web1', 'db1'],
    declared: ['lone'],
    groups: [
      { name: 'web', hosts: ['web1'] },
      { name: 'db', hosts: ['db1', 'web1'] },
    ],
  });
});
