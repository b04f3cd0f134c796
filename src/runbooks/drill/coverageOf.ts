// Which parts of a runbook the runs of a drill have shown.
import type { LocalText } from '../language/schema.ts';
import type { Plan } from '../plan/Plan.ts';
import type { PlainStep } from '../run/layout/Part.ts';
import { plainSteps } from '../run/layout/plainSteps.ts';
import type { Recorded } from '../run/Recorded.ts';
import type { DrillBranch, GateCoverage, StepCoverage, VerdictCoverage } from './DrillReport.ts';
import { failureWaysOf } from './failureWaysOf.ts';
import { gateName } from './gateName.ts';

export interface Shown {
  readonly recorded: readonly Recorded[];
  /** Steps inside which the connection was dropped. */
  readonly dropped: ReadonlySet<string>;
  /** The gate that was made to fail, and whether the run stopped for it. */
  readonly injected?: { readonly gate: string; readonly stopped: boolean };
}

/** A gate of the plan by its name, in the order of the runbook. */
export interface NamedGate {
  readonly gate: string;
  readonly title: LocalText;
  /** Whether only going backwards reaches it. */
  readonly backwards: boolean;
}

/** All gates that a run of `plan` may come to. */
export function gatesOf(plan: Plan): readonly NamedGate[] {
  const { preconditions, postconditions } = plan.runbook;
  const named = (
    gates: readonly { readonly title?: LocalText | undefined; readonly run?: string }[],
    part: 'precondition' | 'require' | 'verify' | 'undo' | 'boundary' | 'postcondition',
    step?: string,
  ): readonly NamedGate[] =>
    gates.map(({ title, run = '' }, index) => ({
      gate: gateName({ part, index, ...(step === undefined ? {} : { step }) }),
      title: title ?? run.split('\n', 1)[0] ?? '',
      backwards: part === 'undo' || part === 'boundary',
    }));
  return [
    ...named(preconditions, 'precondition'),
    ...plainSteps(plan).flatMap(({ id, require, verify, undo }) => [
      ...named(require, 'require', id),
      ...named(verify, 'verify', id),
      ...(typeof undo === 'object' ? named(undo.verify, 'boundary' in undo ? 'boundary' : 'undo', id) : []),
    ]),
    ...named(postconditions, 'postcondition'),
  ];
}

/** What was shown of each gate. */
export function coveredGates(plan: Plan, shown: readonly Shown[]): readonly Omit<GateCoverage, 'title'>[] {
  const events = shown.flatMap(({ recorded }) => recorded.map(({ event }) => event));
  const samples = events.flatMap((event) =>
    event.type === 'gateSampled' && event.reason?.code !== 'drill.injected' ? [event] : [],
  );
  // Whoever was run before leaves the host as it made it, so only the first run tells.
  const [undisturbed] = shown;
  return gatesOf(plan).map(({ gate }) => {
    const own = samples.filter((sample) => gateName(sample) === gate);
    const injections = shown.filter(({ injected }) => injected?.gate === gate);
    return {
      gate,
      green: own.some(({ verdict, part }) => verdict === 'pass' && part !== 'before'),
      red: own.some(({ verdict }) => verdict === 'fail'),
      injected: injections.length === 0 ? undefined : injections.every(({ injected }) => injected?.stopped),
      greenBefore:
        undisturbed?.recorded.some(
          ({ event }) =>
            event.type === 'gateSampled' &&
            event.part === 'before' &&
            event.verdict === 'pass' &&
            gateName(event) === gate,
        ) === true,
    };
  });
}

/** What was shown of each step. */
export function coveredSteps(plan: Plan, shown: readonly Shown[]): readonly Omit<StepCoverage, 'title'>[] {
  const events = shown.flatMap(({ recorded }) => recorded.map(({ event }) => event));
  return plainSteps(plan).map((step) => {
    const settled = new Set(
      events.flatMap((event) => (event.type === 'stepSettled' && event.step === step.id ? [event.outcome] : [])),
    );
    const undone = events.some(
      (event) => event.type === 'undoSettled' && event.step === step.id && event.outcome === 'undone',
    );
    const seen: Readonly<Record<DrillBranch, boolean>> = {
      run: settled.has('done') || settled.has('failed'),
      skipped: settled.has('skipped'),
      alreadySo: settled.has('alreadySo'),
    };
    return {
      step: step.id,
      done: settled.has('done'),
      dropped: shown.some(({ dropped }) => dropped.has(step.id)),
      undone: hasUndo(step) ? undone : undefined,
      branches: branchesOf(step).map((branch) => ({ branch, seen: seen[branch] })),
      onFailure: failureWaysOf(
        step,
        shown.map(({ recorded }) => recorded),
      ),
    };
  });
}

/** Which rows of the verdict table runs ended with. */
export function coveredVerdicts(plan: Plan, shown: readonly Shown[]): readonly Omit<VerdictCoverage, 'title'>[] {
  const reached = new Set(
    shown.flatMap(({ recorded }) =>
      recorded.flatMap(({ event }) => (event.type === 'runEnded' ? [event.verdict?.id] : [])),
    ),
  );
  return plan.runbook.verdicts.map(({ id }) => ({ verdict: id, reached: reached.has(id) }));
}

function hasUndo(step: PlainStep): boolean {
  return 'file' in step || (typeof step.undo === 'object' && 'run' in step.undo);
}

function branchesOf(step: PlainStep): readonly DrillBranch[] {
  return [
    'run',
    ...(step.when === undefined ? [] : (['skipped'] as const)),
    ...('file' in step || step.check !== undefined ? (['alreadySo'] as const) : []),
  ];
}
