// A sample of the chaos: whatever breaks, no byte is lost, nothing is done twice, and what a run says of its end is so.
import { expect, it } from 'vitest';
import { unleash } from './unleash.ts';

const all = process.env['TEST_MATRIX'] === 'all';

it('nothing is lost, done twice or said falsely, whatever breaks', async () => {
  const seed = Math.floor(Math.random() * 1_000_000);
  const lines: string[] = [];
  const { lostBytes, doubleEffects, falsehoods } = await unleash({
    faults: all ? 200 : 15,
    seed,
    lanes: 3,
    onLine: (line) => lines.push(line),
  });
  const said = `npm run chaos -- --seed ${String(seed)}\n${lines.join('\n')}`;
  expect({ lostBytes, doubleEffects, falsehoods }, said).toEqual({ lostBytes: 0, doubleEffects: 0, falsehoods: [] });
}, 1_800_000);
