// What the diagnosis concludes from what its steps print on both nodes.
import { describe, expect, it } from 'vitest';
import type { CelValue } from '../../../src/runbooks/language/cel/CelValue.ts';
import { evaluate } from '../../../src/runbooks/language/cel/evaluate.ts';
import { runbookOf, stepOf } from './parts.ts';

const both =
  '{"table":[{"Node":"VerneMQ@10.77.4.1","Running":true},{"Node":"VerneMQ@10.77.4.2","Running":true}],"type":"table"}';
const alone = '{"table":[{"Node":"VerneMQ@10.77.4.2","Running":true}],"type":"table"}';
const traffic = (connects: string, rate: string, live: string): string =>
  `connects=${connects}\nconnects a second=${rate}\nqueues set up a second=${rate}\nlive=${live}\nrefused=0`;
const calm = traffic('0', '0.0', '7');
const storming = traffic('493', '49.3', '7');

/** What each step prints, the same on both nodes, or one text a node. */
type Printed = Readonly<Record<string, string | readonly [string, string]>>;
const well: Printed = {
  version: 'version=1.13.0\nplugin=vmq_swc',
  members: both,
  traffic: calm,
  hops: 'hopped=0\nrestarted=0\non two nodes at once=0',
  log: 'repeats=2\nexchanges=4\ntakeover lines=0\nout of file descriptors=0',
  process: 'cpu=12\ndescriptors=60 of 65536',
  sources: 'close-wait=0\nfrom 10.77.4.1: 7',
};

function conclude(printed: Printed): { readonly id: string | undefined; readonly notExcluded: readonly string[] } {
  const runbook = runbookOf('diagnose-high-cpu');
  const scope: Record<string, CelValue> = { storm_rate: 5, storm_hops: 3n, ae_repeats: 10n };
  for (const { id } of runbook.steps) {
    const step = stepOf('diagnose-high-cpu', id);
    const texts = printed[id] ?? '';
    for (const [name, expression] of Object.entries(step.capture)) {
      const [a, b] = [0, 1].map((at) => {
        const stdout = typeof texts === 'string' ? texts : (texts[at] ?? '');
        const made = evaluate(expression, { exit: 0n, stdout, stderr: '' });
        if (!('value' in made)) throw new Error(`${id}: ${name} can't be captured`);
        return made.value;
      });
      scope[name] = step.target === 'node' ? a! : { a: a!, b: b! };
    }
  }
  const notExcluded: string[] = [];
  for (const { id, when } of runbook.verdicts) {
    const holds = when === undefined ? { value: notExcluded.length === 0 } : evaluate(when, scope);
    if (!('value' in holds)) notExcluded.push(id);
    else if (holds.value === true) return { id, notExcluded };
  }
  return { id: undefined, notExcluded };
}

describe('the verdict', () => {
  it.each<readonly [string, string, Printed]>([
    ['neither', 'all is well', {}],
    [
      'neither',
      'exchanges alone, as clients come and go',
      { log: 'repeats=9\nexchanges=60\ntakeover lines=0\nout of file descriptors=0' },
    ],
    ['neither', 'takeovers alone', { log: 'repeats=0\nexchanges=0\ntakeover lines=8\nout of file descriptors=0' }],
    ['neither', 'many connects of many live clients', { traffic: traffic('493', '49.3', '9000') }],
    ['client_storm', 'more connects than live connections on one node', { traffic: [calm, storming] }],
    ['client_storm', 'ids that change node', { hops: 'hopped=8\nrestarted=8\non two nodes at once=2' }],
    [
      'client_storm',
      'a storm in which exchanges repeat, too',
      { traffic: storming, log: 'repeats=60\nexchanges=90\ntakeover lines=8\nout of file descriptors=0' },
    ],
    [
      'empty_sync',
      'the same exchange over and over on one node',
      { log: [well['log'] as string, 'repeats=50\nexchanges=100\ntakeover lines=0\nout of file descriptors=0'] },
    ],
    ['split_membership', 'one lists both and the other itself', { members: [both, alone] }],
    ['node_down', 'one is not seen running', { members: both.replace('true}]', 'false}]') }],
    ['node_down', 'one does not answer', { members: [both, "Node 'VerneMQ@10.77.4.2' not responding to pings."] }],
  ])('%s: %s', (id, _, printed) => {
    expect(conclude({ ...well, ...printed })).toEqual({ id, notExcluded: [] });
  });

  it.each<readonly [string, Printed, readonly string[]]>([
    ['without counters', { traffic: traffic('unknown', 'unknown', 'unknown') }, ['client_storm']],
    ['without sessions', { hops: 'hopped=unknown' }, ['client_storm']],
    ['without a log', { log: 'repeats=unknown' }, ['empty_sync']],
  ])('is none %s: absence of evidence is no evidence', (_, printed, notExcluded) => {
    expect(conclude({ ...well, ...printed })).toEqual({ id: undefined, notExcluded });
  });
});
