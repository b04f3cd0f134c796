// Search in output that grows.
import { describe, expect, it } from 'vitest';
import { LineSearch } from '../../../webview/output/LineSearch.ts';
import { LineStore } from '../../../webview/output/LineStore.ts';

function storeOf(text: string): LineStore {
  const store = new LineStore();
  store.append('stdout', text);
  return store;
}

describe('LineSearch', () => {
  it('finds rows, whatever their case, unless the query has capitals', () => {
    const store = storeOf('Error one\nfine\nan error\n');
    const any = new LineSearch(store, 'error');
    expect(any.look(100)).toBe(false);
    expect(any.hits).toEqual([0, 2]);
    const exact = new LineSearch(store, 'Error');
    exact.look(100);
    expect(exact.hits).toEqual([0]);
  });

  it('looks through colours, and into the line that is not ended yet', () => {
    const store = storeOf('\u001b[31mer\u001b[0mror\nlast err');
    const search = new LineSearch(store, 'error');
    search.look(100);
    expect(search.hits).toEqual([0]);
    store.append('stdout', 'or');
    search.look(100);
    store.append('stdout', ' and more\nno\n');
    search.look(100);
    expect(search.hits).toEqual([0, 1]);
  });

  it('stops when its time is up, and goes on from there', () => {
    const store = storeOf('hit\n'.repeat(5000));
    const search = new LineSearch(store, 'hit');
    let now = 0;
    const clock = (): number => (now += 10);
    expect(search.look(5, clock)).toBe(true);
    expect(search.hits.length).toBeLessThan(5000);
    while (search.look(5, clock));
    expect(search.hits).toHaveLength(5000);
  });

  it('says where the query is in a text', () => {
    expect(new LineSearch(storeOf(''), 'ab').places('xabABab')).toEqual([1, 3, 5]);
  });
});
