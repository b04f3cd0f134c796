// Cancelling: what runs on a host is killed, and said to be dead only after looking.
import type { Intent } from '../Intent.ts';
import { unfold } from '../layout/unfold.ts';
import type { Launch, RunState } from '../RunState.ts';
import { endIntents } from './endIntents.ts';
import { spotsOf, type Spot } from './Spot.ts';
import { takeLeaseIntent } from './takeLeaseIntent.ts';

/** Kills what is running, settles what was begun, then ends the run. */
export function cancelIntents(state: RunState): readonly Intent[] {
  const spots = unfold(state.plan).steps.flatMap((step) => spotsOf(state, step));
  const kills = spots.flatMap((spot) => [
    ...killIntents(spot, 'run', spot.attempt.launch),
    ...killIntents(spot, 'undo', spot.cell?.undo.launch),
  ]);
  const onConnected = kills.filter(({ where: { host } }) => state.hosts[host]?.status === 'connected');
  // Without the lease it may be another's by now, and is not touched.
  const held = onConnected.filter(({ where: { host } }) => state.leases[host]?.is === 'held');
  if (held.length > 0) return held;
  const unasked = onConnected.filter(({ where: { host } }) => state.leases[host] === undefined);
  if (unasked.length > 0) return unasked.map(({ where: { host } }) => takeLeaseIntent(state, host));
  const settled = spots.flatMap((spot) => settleIntents(spot));
  return settled.length > 0 ? settled : endIntents(state, { is: 'done' });
}

function isRunning(launch: Launch | undefined): launch is Launch {
  return (
    launch !== undefined && launch.exited === undefined && launch.unknown === undefined && launch.killed === undefined
  );
}

function killIntents(
  spot: Spot,
  part: 'run' | 'undo',
  launch: Launch | undefined,
): Extract<Intent, { kind: 'kill' }>[] {
  if (!isRunning(launch)) return [];
  const { step, where } = spot;
  const undoBecome = typeof step.undo === 'object' && 'run' in step.undo ? step.undo.become : undefined;
  const become = (part === 'undo' ? undoBecome : undefined) ?? step.become ?? step.at.frame.runbook.defaults.become;
  const key = `kill:${part}:${step.id}@${spot.host}#${String(where.attempt)}`;
  return [{ kind: 'kill', key, where, part, spool: launch.spool, become }];
}

function settleIntents(spot: Spot): Intent[] {
  if (spot.cell?.settled !== undefined || spot.attempt.launch === undefined) return [];
  const { launch } = spot.attempt;
  const known = launch.exited !== undefined || launch.killed?.proven === true;
  const reason = {
    code: known ? 'run.step.cancelled' : 'run.step.cancelledUnknown',
    args: { host: spot.host },
  } as const;
  return [
    { kind: 'record', event: { type: 'stepSettled', ...spot.where, outcome: known ? 'failed' : 'unknown', reason } },
  ];
}
