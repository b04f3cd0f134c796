// All gates of one part of a step, as one of its hosts needs them.
import type { Gate } from '../../language/schema.ts';
import type { GateRef } from '../Event.ts';
import { hostsOfGate, isShared } from '../gateAt.ts';
import { gateKey } from '../RunState.ts';
import { gatesStage, verdictNow } from './gatesStage.ts';
import { gateStage } from './gateStage.ts';
import { hasActed, spotsOf, type Spot } from './Spot.ts';
import { waiting, type Stage } from './Stage.ts';

type Part = Extract<GateRef['part'], 'require' | 'before' | 'verify' | 'undo' | 'boundary'>;

/**
 * The step's own gates, then with them those that are one for all its hosts, which wait until `together`: what looks
 * elsewhere proves nothing of a host that is still at work.
 */
export function stepGates(spot: Spot, part: Part, together: () => boolean): Stage {
  const { state } = spot;
  const [own, shared] = [refsOf(spot, part, false), refsOf(spot, part, true)];
  if (shared.length === 0) return gatesStage(state, own);
  const failed = part === 'verify' ? failedTogether(spot) : undefined;
  if (failed !== undefined) return failed;
  if (ownGatesPass(spot, part) && together()) return gatesStage(state, [...own, ...shared]);
  const first = gatesStage(state, own, { more: true });
  if (first.is === 'done') return waiting;
  // One that is only watched on does not keep the others from stopping.
  return first.is === 'working' && ownGatesPass(spot, part) ? { ...first, waits: true } : first;
}

/** Whether the gates that look at this host only are green. */
export function ownGatesPass(spot: Spot, part: Part): boolean {
  return refsOf(spot, part, false).every((ref) => verdictNow(spot.state, ref) === 'pass');
}

/** The references of gate `index` as this host needs it: on itself, or where a shared gate looks. */
export function gateRefs(spot: Spot, part: Part, index: number): readonly GateRef[] {
  const gate = gatesOf(spot, part)[index];
  if (gate === undefined) return [];
  if (!isShared(gate, spot.step.at)) return [{ ...spot.where, part, index }];
  const attempt = sharedAttempt(spot, part);
  return hostsOfGate(gate, spot.step.at).map((host) => ({
    part,
    index,
    step: spot.step.id,
    host,
    attempt,
    shared: true,
  }));
}

/** A gate for the whole step that failed since this host acted has failed for it, whatever others do meanwhile. */
function failedTogether(spot: Spot): Stage | undefined {
  const { attempt, state } = spot;
  const acted = attempt.launch?.at ?? attempt.reads['run.0']?.startedAt ?? attempt.since;
  for (const [index, gate] of gatesOf(spot, 'verify').entries()) {
    if (!isShared(gate, spot.step.at)) continue;
    for (const last of gateRefs(spot, 'verify', index)) {
      for (let number = 1; number < last.attempt; number++) {
        const ref = { ...last, attempt: number };
        const progress = state.gates.get(gateKey(ref));
        if (progress?.closed === 'fail' && (progress.lastEndedAt ?? progress.openedAt) > acted)
          return gateStage(state, ref);
      }
    }
  }
  return undefined;
}

function refsOf(spot: Spot, part: Part, shared: boolean): readonly GateRef[] {
  return gatesOf(spot, part).flatMap((gate, index) =>
    isShared(gate, spot.step.at) === shared ? gateRefs(spot, part, index) : [],
  );
}

function gatesOf({ step }: Spot, part: Part): readonly Gate[] {
  switch (part) {
    case 'require':
      return step.require;
    case 'before':
    case 'verify':
      return step.verify;
    case 'undo':
    case 'boundary':
      return typeof step.undo === 'object' ? step.undo.verify : [];
  }
}

/** A shared gate is looked at anew whenever another attempt began on any host: its number is how many there were. */
function sharedAttempt(spot: Spot, part: Part): number {
  if (part !== 'verify' && part !== 'require') return spot.attempt.number;
  const begun = spotsOf(spot.state, spot.step).reduce(
    (sum, one) => sum + one.attempt.number - (hasActed(one) ? 0 : 1),
    0,
  );
  return part === 'require' ? begun + 1 : begun;
}
