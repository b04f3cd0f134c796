// The map of a run's state: as a Map would do it, and never changed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyedMap } from '../../../../src/runbooks/run/evolve/KeyedMap.ts';

// The second two have the same FNV-1a hash.
const keys = fc.constantFrom('a', 'b', 'costarring', 'liquid', 'step@host-1', 'step@host-2', '', '中文');
const changes = fc.array(fc.record({ key: keys, value: fc.option(fc.integer(), { nil: undefined }) }));
const sorted = (entries: Iterable<readonly [string, number]>): unknown[] =>
  [...entries].sort(([a], [b]) => (a < b ? -1 : 1));

describe('KeyedMap', () => {
  it('holds what a Map holds after the same changes, and each version keeps its own', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const real = new Map<string, number>();
        let map = KeyedMap.of<number>();
        const versions: [KeyedMap<number>, unknown[]][] = [];
        for (const { key, value } of list) {
          if (value === undefined) real.delete(key);
          else real.set(key, value);
          map = value === undefined ? map.without(key) : map.with(key, value);
          versions.push([map, sorted(real)]);
          expect(map.get(key)).toBe(value);
          expect(map.has(key)).toBe(value !== undefined);
        }
        for (const [version, held] of versions) expect(sorted(version.entries())).toEqual(held);
      }),
    );
  });

  it('turns values, drops those that turn into undefined, and is itself where nothing changes', () => {
    const map = KeyedMap.of([
      ['a', 1],
      ['b', 2],
      ['costarring', 3],
      ['liquid', 4],
    ]);
    expect(map.mapped((value) => value)).toBe(map);
    const turned = map.mapped((value, key) => (key === 'liquid' ? undefined : value + 1));
    expect(sorted(turned.entries())).toEqual([
      ['a', 2],
      ['b', 3],
      ['costarring', 4],
    ]);
    expect(map.values()).toHaveLength(4);
  });
});
