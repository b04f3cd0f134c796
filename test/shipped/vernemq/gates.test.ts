// No gate of a VerneMQ runbook passes on an output that says nothing, nor does one that compares hosts.
import { describe, expect, it } from 'vitest';
import { judge, type Earlier } from '../../../src/runbooks/gates/judge.ts';
import type { CelValue, Scope } from '../../../src/runbooks/language/cel/CelValue.ts';
import { evaluate } from '../../../src/runbooks/language/cel/evaluate.ts';
import type { Gate } from '../../../src/runbooks/language/schema.ts';
import type { Observation } from '../../../src/runbooks/run/Event.ts';
import { broken, meaningless } from '../meaninglessOutputs.ts';
import { gatesOf, shippedRunbooks, soundRunbook } from '../shippedRunbooks.ts';
import { vernemqPrinted } from './wellPrinted.ts';

/** The inputs and captures that occur in what gates expect. */
const scope: Scope = {
  ...{ min_free: 536_870_912n, unexported: 0n, retained_before: 12n },
  ...{ leaver: 'VerneMQ@10.77.4.2', discovery: 'VerneMQ@10.77.4.1' },
  ...{ timer_enabled: 'enabled', timer_state: 'active', broker_before: '1470 since 84123' },
};
const none: Earlier = { first: undefined, previous: undefined };

const gates = shippedRunbooks
  .filter(({ name }) => name.startsWith('vernemq/'))
  .flatMap((shipped) =>
    gatesOf(soundRunbook(shipped)).map(({ place, it: gate }) => ({ name: `${shipped.name} ${place}`, gate })),
  );

function observed(stdout: string, rest: Partial<Observation> = {}): Observation {
  const bytes = { stdout: Buffer.byteLength(stdout), stderr: 0 };
  return { exit: { code: 0 }, stdout, stderr: '', bytes, startedAt: 0, endedAt: 1, ...rest };
}

const compares = (gate: Gate): boolean => /\bvalues\b/.test(gate.expect ?? '');

/** What the gate comes to where one host saw the first and the other the second. */
function passes(gate: Gate, ...seen: readonly Observation[]): boolean {
  if (!compares(gate)) return seen.every((one) => judge(gate, one, scope, none).verdict === 'pass');
  const values: Record<string, CelValue> = {};
  for (const [index, { exit, stdout, stderr, unusable }] of seen.entries()) {
    const code = 'code' in exit ? exit.code : undefined;
    if (code === undefined || code === 126 || code === 127 || unusable !== undefined) return false;
    const measured = evaluate(gate.value ?? '', { ...scope, exit: BigInt(code), stdout, stderr });
    if (!('value' in measured)) return false;
    values[`node${String(index)}`] = measured.value;
  }
  const outcome = evaluate(gate.expect ?? '', { ...scope, values });
  return 'value' in outcome && outcome.value === true;
}

describe.each(gates)('$name', ({ name, gate }) => {
  const well = vernemqPrinted[name] ?? '';

  it('passes when all is well', () => {
    expect(passes(gate, observed(well), observed(well))).toBe(true);
  });

  it('passes on no output that says nothing, on both hosts or on one', () => {
    const passed = meaningless.filter(
      (stdout) =>
        passes(gate, observed(stdout), observed(stdout)) ||
        (stdout !== well && passes(gate, observed(well), observed(stdout))),
    );
    expect(passed).toEqual([]);
  });

  it('passes on no probe that broke, whatever it had printed', () => {
    expect(broken.filter((rest) => passes(gate, observed(well), observed(well, rest)))).toEqual([]);
  });

  it('says itself what it expects, so that no exit code alone passes it', () => {
    expect(gate.expect).toMatch(gate.value === undefined ? /stdout/ : /value/);
  });
});

describe('gates that compare hosts', () => {
  const view = (...nodes: string[]): string =>
    JSON.stringify({ table: nodes.map((node) => ({ Node: `VerneMQ@10.77.4.${node}`, Running: true })), type: 'table' });
  const of = (name: string): Gate => gates.find((one) => one.name === `vernemq/${name}`)!.gate;

  it.each([
    ['a stale rejoin: each lists itself', view('1'), view('2'), false],
    ['a split view: one lists both', view('1', '2'), view('2'), false],
    ['one is down', view('1', '2').replace('true}]', 'false}]'), view('1', '2').replace('true}]', 'false}]'), false],
    ['both list both', view('1', '2'), view('1', '2'), true],
  ])('see members: %s', (_, a, b, well) => {
    expect(passes(of('join-node steps.join.verify.0'), observed(a), observed(b))).toBe(well);
  });

  it.each([
    ['a node that has left already', view('1'), 'has left', true],
    ['a node that is stopped', view('1'), 'is stopped', false],
    ['a node that runs but does not answer', view('1', '2'), 'runs but does not answer', false],
    ['both left', 'has left', 'has left', false],
  ])('let leave: %s', (_, a, b, well) => {
    expect(passes(of('leave-node preconditions.1'), observed(a), observed(b))).toBe(well);
  });
});

describe('guards', () => {
  const guarded = shippedRunbooks
    .filter(({ name }) => /^vernemq\/(?:rebuild|leave|join)-node$/.test(name))
    .map((shipped) => ({ name: shipped.name, guards: soundRunbook(shipped).guards }));
  const of = (index: number): Gate =>
    gates.find((one) => one.name === `vernemq/leave-node guards.${String(index)}`)!.gate;
  const held = (value: number): Earlier['first'] => ({ type: 'int', value: String(value) });

  it.each(guarded)('$name watches the node that stays, on its own cadence, and pauses', ({ guards }) => {
    expect(guards.map(({ target, every, misses, then }) => [target, every, misses, then])).toEqual([
      ['peer', '10s', 3, 'pause'],
      ['peer', '30s', 3, 'pause'],
    ]);
  });

  it('are the same in all of them, but for when they are watched', () => {
    const scripts = guarded.map(({ guards }) => guards.map(({ during: _during, ...guard }) => guard));
    expect(new Set(scripts.map((one) => JSON.stringify(one))).size).toBe(1);
  });

  it.each([
    'no listener takes clients',
    'no answer',
    'Connection error: Connection Refused: broker unavailable.\nError: The connection was refused.',
    'Timed out',
  ])('take a node that says %j for one that does not serve', (stdout) => {
    expect(judge(of(0), observed(stdout), scope, none).verdict).toBe('fail');
  });

  it.each([
    ['all of them', 26, 26, 'pass'],
    ['those of the other node with them', 47, 26, 'pass'],
    ['a few less', 20, 26, 'pass'],
    ['none there was', 0, 0, 'pass'],
    ['less than half', 12, 26, 'fail'],
    ['none any more', 0, 26, 'fail'],
  ])('look at how many sessions are kept: %s', (_, now, first, verdict) => {
    expect(judge(of(1), observed(String(now)), scope, { first: held(first), previous: held(first) }).verdict).toBe(
      verdict,
    );
  });
});
