// What the engine pays to fold an event, on few hosts and on many: it must not grow with them.
import { begin } from '../src/runbooks/run/evolve/begin.ts';
import { evolve } from '../src/runbooks/run/evolve.ts';
import { journalOfHosts } from '../test/runbooks/run/support/journalOfHosts.ts';

export interface FoldCost {
  readonly hosts: number;
  readonly events: number;
  /** Of the processor, for each event. */
  readonly microseconds: number;
}

/** The cost for each number of hosts, after one journal that only warms up. */
export function foldCosts(numbers: readonly number[]): readonly FoldCost[] {
  costOf(50);
  return numbers.map(costOf);
}

function costOf(hosts: number): FoldCost {
  const [first, ...rest] = journalOfHosts(Array.from({ length: hosts }, (_, index) => `web-${String(index)}`));
  if (first === undefined) throw new Error('a journal has a first event');
  const before = process.cpuUsage();
  rest.reduce(evolve, begin(first));
  return { hosts, events: rest.length, microseconds: process.cpuUsage(before).user / rest.length };
}
