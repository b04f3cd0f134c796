// Nothing of a changing step is done without the leases: not its looks, which would be out of date, not its questions, not its launch.
import type { Intent } from '../Intent.ts';
import { unfold } from '../layout/unfold.ts';
import type { RunState } from '../RunState.ts';
import { leaseStage } from './leaseStage.ts';
import { working, type Stage } from './Stage.ts';

/** The stage, with the leases before all that needs them. Reads and plans need none. */
export function leased(state: RunState, stage: Stage): Stage {
  if (stage.is !== 'working' || state.mode === 'plan') return stage;
  if (Object.keys(state.hosts).every((host) => state.leases[host]?.is === 'held')) return stage;
  const changing = new Set(
    unfold(state.plan)
      .steps.filter((step) => step.effect !== 'read')
      .map((step) => step.id),
  );
  const free = stage.intents.filter((intent) => !needsLease(intent, changing));
  if (free.length === stage.intents.length) return stage;
  const leases = leaseStage(state);
  if (leases.is === 'done') return stage;
  return leases.is === 'working' ? working(...free, ...leases.intents) : leases;
}

function needsLease(intent: Intent, changing: ReadonlySet<string>): boolean {
  switch (intent.kind) {
    case 'launch':
    case 'attach':
    case 'kill':
      return true;
    case 'read':
    case 'sample':
      return intent.ref.step !== undefined && changing.has(intent.ref.step);
    case 'ask':
      return intent.question.kind !== 'decision';
    default:
      return false;
  }
}
