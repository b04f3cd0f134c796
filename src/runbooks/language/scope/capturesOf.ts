// Which captures a runbook makes, on whose hosts, and what they are as seen from elsewhere. The one rule for checking and running.
import { optionalCaptures, type WhyMissing } from '../optionalCaptures.ts';
import type { Runbook, Step } from '../schema.ts';
import { rolesOf } from './rolesOf.ts';

export interface CaptureSource {
  readonly name: string;
  /** The id of the step that makes it. */
  readonly step: string;
  /** The roles on whose hosts it is made. */
  readonly roles: readonly string[];
  /** Made once only, or once in each round, so that it is one value. */
  readonly single: boolean;
  /** Why it may never come to be. */
  readonly mayMiss?: WhyMissing;
  /** Ids of the `each` that it is made in, but for those of one host. */
  readonly rounds: readonly string[];
}

/** Where a capture is looked at: on hosts of these roles (undefined: about the whole run), in the rounds of these `each`. */
export interface Viewpoint {
  readonly roles: readonly string[] | undefined;
  readonly rounds: readonly string[];
  /** In a row of the verdicts, which can do without: what a failed step did not find out leaves the row undecided. */
  readonly judging?: true;
}

/**
 * `one`: a single value for all. `own`: that of the host at hand. `byHost`: a map by the hosts it was made on. `byRound`: a
 * map by the hosts of the rounds. `nothing`: a map of maps would be needed.
 */
export type Held = 'one' | 'own' | 'byHost' | 'byRound' | 'nothing';

const known = new WeakMap<Runbook, ReadonlyMap<string, CaptureSource>>();

/** The captures of `runbook` by name; the first of several of one name. */
export function capturesOf(runbook: Runbook): ReadonlyMap<string, CaptureSource> {
  const found = known.get(runbook) ?? sourcesOf(runbook);
  known.set(runbook, found);
  return found;
}

/** Whether expressions have to say what holds where there is no such capture. */
export function isOptional({ mayMiss }: CaptureSource, { judging }: Pick<Viewpoint, 'judging'>): boolean {
  return mayMiss === 'passedOver' || (mayMiss === 'failed' && judging !== true);
}

/** What a capture is at a place. */
export function heldAs(capture: CaptureSource, from: Viewpoint): Held {
  const deeper = capture.rounds.filter((each) => !from.rounds.includes(each)).length;
  if (deeper > 1) return 'nothing';
  if (deeper === 1) return capture.single ? 'byRound' : 'nothing';
  if (capture.single) return 'one';
  return (from.roles?.every((role) => capture.roles.includes(role)) ?? false) ? 'own' : 'byHost';
}

function sourcesOf(runbook: Runbook): ReadonlyMap<string, CaptureSource> {
  const sources = new Map<string, CaptureSource>();
  const optional = optionalCaptures(runbook);
  const visit = (steps: readonly Step[], rounds: readonly string[], each: string | undefined): void => {
    for (const step of steps) {
      if ('each' in step) {
        // A role of one host takes no turns.
        const turns = runbook.targets[step.each]?.count !== 1;
        visit(step.steps, turns ? [...rounds, step.id] : rounds, step.each);
        continue;
      }
      const roles = rolesOf(step.target, runbook.targets, each);
      // Where the roles are wrong that is said already, and the captures are taken as if they were right.
      const [role] = roles.length === 1 ? roles : [];
      const oneHost = role !== undefined && (role === each || runbook.targets[role]?.count === 1);
      const single = oneHost || step.once || 'use' in step || roles.length === 0;
      for (const name of Object.keys(step.capture)) {
        if (sources.has(name)) continue;
        const mayMiss = optional.get(name);
        sources.set(name, {
          ...{ name, step: step.id, roles, single, rounds },
          ...(mayMiss === undefined ? {} : { mayMiss }),
        });
      }
    }
  };
  visit(runbook.steps, [], undefined);
  return sources;
}
