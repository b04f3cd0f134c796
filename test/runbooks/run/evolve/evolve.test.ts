// A long journal of many hosts ends in the state of each of them, and an event leaves alone what it is not about.
import { expect, it } from 'vitest';
import { begin } from '../../../../src/runbooks/run/evolve/begin.ts';
import { evolve } from '../../../../src/runbooks/run/evolve.ts';
import { journalOfHosts } from '../support/journalOfHosts.ts';

const hosts = Array.from({ length: 500 }, (_, index) => `web-${String(index)}`);

it('folds four steps on 500 hosts', () => {
  const recorded = journalOfHosts(hosts);
  const state = recorded.slice(1).reduce(evolve, begin(recorded[0]!));
  expect(state.cells.values().filter(({ settled }) => settled?.outcome === 'done')).toHaveLength(2000);
  expect(state.captures[':c_four']!.get('four@web-499')).toEqual({ type: 'string', value: 'web-499' });
});

it('shares all other hosts with the state before', () => {
  const recorded = journalOfHosts(hosts);
  const last = recorded.at(-1)!;
  const before = recorded.slice(1, -1).reduce(evolve, begin(recorded[0]!));
  const after = evolve(before, last);
  const changed = after.cells.entries().filter(([key, cell]) => before.cells.get(key) !== cell);
  expect(changed.map(([key]) => key)).toEqual(['four@web-499']);
  expect(after.gates).toBe(before.gates);
  expect(after.captures).toBe(before.captures);
});
