// The parts of a run: steps as they are driven, each with an id of its own and the hosts it is for.
import type { EachStep, FileStep, ManualStep, RunStep, UseStep, VerdictGate } from '../../language/schema.ts';
import type { Frame, Place } from './Place.ts';

interface Placed {
  /**
   * Unique in the run: the ids of the steps around it and its own, each with the number of its round: `rebuild.stop`,
   * `restart.2`.
   */
  readonly id: string;
  /** Its id in its runbook. */
  readonly name: string;
  readonly at: Place;
  readonly hosts: readonly string[];
}

/** A step that does something on hosts by itself. */
export type PlainStep = (RunStep | FileStep | ManualStep) & Placed;
/** A step that is another runbook; `verdict` where it is a precondition that expects one. */
export type UsedStep = UseStep & Placed & { readonly inner: Frame; readonly verdict: VerdictGate | undefined };
/** What has cells, gates and an outcome of its own. */
export type AnyStep = PlainStep | UsedStep;

/** Steps that each host of a role goes through before the next one. */
export interface Each {
  readonly id: string;
  readonly each: EachStep;
  readonly rounds: readonly { readonly host: string; readonly at: Place; readonly parts: readonly Part[] }[];
}

export type Part = AnyStep | Each;
