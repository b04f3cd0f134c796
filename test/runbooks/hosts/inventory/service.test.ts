// Completion and hover in hosts.yaml, at the `|` of a text.
import { expect, it } from 'vitest';
import { completeInventory } from '../../../../src/runbooks/hosts/inventory/completeInventory.ts';
import { hoverInventory } from '../../../../src/runbooks/hosts/inventory/hoverInventory.ts';
import { atCursor } from '../../language/service/atCursor.ts';

const complete = (text: string): readonly string[] => {
  const { source, position } = atCursor(text);
  return completeInventory(source, position, { locale: 'en' }).map(({ label }) => label);
};

it.each([
  ['the keys of the file', 'schema: hosts/v1\n|', ['hosts', 'groups']],
  ['its version', 'schema: |', ['hosts/v1']],
  ['the keys of a host', 'schema: hosts/v1\nhosts:\n  web1:\n    v|', ['description', 'values']],
  ['the keys of a host in braces', 'schema: hosts/v1\nhosts:\n  web1: { | }', ['description', 'values']],
  ['no names of hosts, which only their owner knows', 'schema: hosts/v1\nhosts:\n  w|', []],
  [
    'the hosts that a group does not have yet',
    'schema: hosts/v1\nhosts: { web1: , web2: , db1: }\ngroups:\n  web:\n    - web1\n    - w|',
    ['web2', 'db1'],
  ],
  ['the hosts for a group in brackets', 'hosts: { web1: , db1: }\ngroups: { db: [|] }', ['web1', 'db1']],
])('completes %s', (_, text, labels) => {
  expect(complete(text)).toEqual(labels);
});

const hover = (text: string): readonly string[] | undefined => {
  const { source, position } = atCursor(text);
  return hoverInventory(source, position, 'en')?.parts.map((part) => part.text);
};

it.each([
  [
    'a key',
    'schema: hosts/v1\nhosts: { web1: }\ngro|ups: {}',
    ['Hosts under one name: `--on ROLE=@NAME` takes all of them.'],
  ],
  [
    'a member of a group, by what its host says',
    'hosts: { web1: { description: Old one, values: { data: /a } } }\ngroups: { web: [we|b1] }',
    ['Old one', 'data: /a'],
  ],
  ['nothing of a member without a host', 'hosts: {}\ngroups: { web: [we|b1] }', undefined],
])('explains %s', (_, text, parts) => {
  expect(hover(text)).toEqual(parts);
});
