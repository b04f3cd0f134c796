// A runbook drawn by chance, and what is true of its run whatever happens on the way.
import type { Random } from './random.ts';

/** A step as it was drawn: `before` and `after` are the lines that it prints on either side of its pause. */
export interface DrawnStep {
  readonly id: string;
  readonly before: number;
  readonly after: number;
  /** Lines on standard error. */
  readonly errors: number;
}

export interface Scenario {
  readonly yaml: string;
  readonly steps: readonly DrawnStep[];
  /** Whether the last step's gate can't pass, so that all is rolled back. */
  readonly rollsBack: boolean;
}

/** Two to four changing steps, of which each notes on the host that it was done. */
export function drawScenario(random: Random): Scenario {
  const rollsBack = random.chance(0.4);
  const ids = ['one', 'two', 'three', 'four'].slice(0, random.between(2, 4));
  const steps = ids.map((id) => ({
    id,
    before: random.pick([0, 3, 2000]),
    after: random.pick([0, 1, 500, 20_000]),
    errors: random.pick([0, 0, 2, 1000]),
  }));
  const texts = steps.map(({ id, before, after, errors }, index) => {
    const stable = random.chance(0.5) ? ', every: 100ms, within: 60s, stableFor: 200ms' : '';
    const fails = rollsBack && index === steps.length - 1;
    const limit = random.chance(0.3) ? [`    limit: { times: 1, within: 1h, key: '{{ file }}/${id}' }`] : [];
    const confirm = random.chance(0.3) ? ['    effect: destructive', `    confirm: { message: Sure? }`] : [];
    return [
      `  - id: ${id}`,
      ...limit,
      ...confirm,
      `    run: echo ${id} >> "$file"; seq -f '${id} %.0f' 1 ${before}; sleep ${random.pick(['0', '0.1', '0.4'])}; seq -f '${id} %.0f' 1 ${after}; seq -f '${id} %.0f' 1 ${errors} >&2`,
      `    verify: [{ run: '${fails ? 'false' : `grep -qx ${id} "$file"`}'${stable.replace('60s', fails ? '1s' : '60s')} }]`,
      `    undo: { run: 'echo undo-${id} >> "$file"; seq -f "undo %.0f" 1 ${random.pick([0, 1000])}', verify: [{ run: grep -qx undo-${id} "$file" }] }`,
      '    onFailure: { then: rollback }',
    ].join('\n');
  });
  const yaml = `schema: runbook/v1
title: Drawn by chance
inputs: { file: { type: string } }
targets: { node: { count: 1 } }
preconditions: [{ title: There is a place for the effects, run: 'test -d "$(dirname "$file")"' }]
steps:
  - { id: look, effect: read, run: 'echo 42', capture: { answer: whole(stdout) } }
${texts.join('\n')}
`;
  return { yaml, steps, rollsBack };
}

/** What a step has to have printed, whole. */
export function printedBy({ id, before, after, errors }: DrawnStep): {
  readonly stdout: string;
  readonly stderr: string;
} {
  const lines = (count: number): string =>
    Array.from({ length: count }, (_, index) => `${id} ${String(index + 1)}\n`).join('');
  return { stdout: lines(before) + lines(after), stderr: lines(errors) };
}
