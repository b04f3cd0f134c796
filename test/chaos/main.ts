// `npm run chaos -- --faults N --seed S`: as much chaos as is asked for; the last line says what came of it.
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { unleash } from './unleash.ts';

const { values } = parseArgs({
  options: {
    faults: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
    lanes: { type: 'string', default: '6' },
  },
});
const [faults, seed, lanes] = [values.faults, values.seed, values.lanes].map(Number);

async function main(): Promise<void> {
  if (![faults, seed, lanes].every((value) => Number.isSafeInteger(value)))
    throw new Error('--faults, --seed and --lanes are whole numbers');
  console.log(
    `Seed ${String(seed)}. The same again: npm run chaos -- --faults ${String(faults)} --seed ${String(seed)}`,
  );
  const tally = await unleash({
    faults: faults ?? 0,
    seed: seed ?? 0,
    lanes: lanes ?? 1,
    onLine: (line) => console.log(line),
  });
  const of = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${String(count)}`)
      .join(', ');
  const total = Object.values(tally.faults).reduce((sum, count) => sum + count, 0);
  console.log(`\n${String(tally.runs)} runs; outcomes: ${of(tally.outcomes)}\nfaults: ${of(tally.faults)}`);
  for (const falsehood of tally.falsehoods) console.log(falsehood);
  console.log(
    `${String(total)} faults, ${String(tally.lostBytes)} lost bytes, ${String(tally.doubleEffects)} double effects, ${String(tally.falsehoods.length)} false outcomes`,
  );
  process.exitCode = tally.lostBytes + tally.doubleEffects + tally.falsehoods.length === 0 ? 0 : 1;
}

// What was started and mounted goes with this process, however it ends.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
void main();
