// The runbooks that come with the engine, with their scripts and gates, for tests that go over all of them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readRunbook } from '../../src/runbooks/language/readRunbook.ts';
import type { Gate, Runbook, Step } from '../../src/runbooks/language/schema.ts';

const folder = fileURLToPath(new URL('../../runbooks/', import.meta.url));

export interface ShippedRunbook {
  /** As it is named on the command line: `mcsmanager/recover-daemon`. */
  readonly name: string;
  readonly text: string;
  readonly read: ReturnType<typeof readRunbook>;
}

/** A script or gate and where it stands: `steps.restart.verify.0`. */
export interface Placed<T> {
  readonly place: string;
  readonly it: T;
}

export const shippedRunbooks: readonly ShippedRunbook[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.yaml'))
  .sort()
  .map((path) => {
    const text = readFileSync(join(folder, path), 'utf8');
    return { name: path.slice(0, -'.yaml'.length), text, read: readRunbook({ uri: `file:///${path}`, text }) };
  });

/** The runbook as read; throws where it has errors. */
export function soundRunbook(shipped: ShippedRunbook): Runbook {
  if (shipped.read.value === undefined) throw new Error(`${shipped.name} has errors`);
  return shipped.read.value;
}

/** All gates, those of nested steps and undos included. */
export function gatesOf(runbook: Runbook): readonly Placed<Gate>[] {
  const placed = (place: string, gates: readonly object[]): Placed<Gate>[] =>
    gates.flatMap((gate, index) => ('run' in gate ? [{ place: `${place}.${String(index)}`, it: gate as Gate }] : []));
  return [
    ...placed('preconditions', runbook.preconditions),
    ...placed('guards', runbook.guards),
    ...stepsOf(runbook.steps).flatMap((step) => {
      const undo = typeof step.undo === 'object' ? step.undo.verify : [];
      const at = `steps.${step.id}`;
      return [
        ...placed(`${at}.require`, step.require),
        ...placed(`${at}.verify`, step.verify),
        ...placed(`${at}.undo.verify`, undo),
      ];
    }),
    ...placed('postconditions', runbook.postconditions),
  ];
}

/** All scripts: those of gates, steps, checks, undos, and what is shown with a question. */
export function scriptsOf(runbook: Runbook): readonly Placed<string>[] {
  return [
    ...gatesOf(runbook).map(({ place, it }) => ({ place: `${place}.run`, it: it.run })),
    ...stepsOf(runbook.steps).flatMap((step) => {
      const at = `steps.${step.id}`;
      const optional: (readonly [string, string | undefined])[] = [
        ['check', step.check],
        ['run', 'run' in step ? step.run : undefined],
        ['file.apply', 'file' in step ? step.file.apply : undefined],
        ['undo.run', typeof step.undo === 'object' && 'run' in step.undo ? step.undo.run : undefined],
        ...(step.confirm?.show ?? []).map(({ run }, index) => [`confirm.show.${String(index)}`, run] as const),
      ];
      return optional.flatMap(([part, script]) =>
        script === undefined ? [] : [{ place: `${at}.${part}`, it: script }],
      );
    }),
  ];
}

type PlainStep = Exclude<Step, { readonly each: string }>;

function stepsOf(steps: readonly Step[]): readonly PlainStep[] {
  return steps.flatMap((step) => ('each' in step ? stepsOf(step.steps) : [step]));
}
