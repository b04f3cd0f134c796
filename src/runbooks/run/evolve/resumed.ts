// A run that is gone on with.
import type { RunEventOf } from '../Event.ts';
import { isForerunner } from '../layout/isForerunner.ts';
import { cellKey, gateKeyParts, type RunState } from '../RunState.ts';
import { interruptHost } from './interruptHost.ts';
import { newAttempt } from './newAttempt.ts';
import { newHost } from './newHost.ts';
import { stepOfCell } from './stepOfCell.ts';

/**
 * A run that is gone on with. What was not launched is looked at and asked afresh, since what was seen then may no longer
 * be true; what was launched is looked for.
 */
export function resumed(state: RunState, event: RunEventOf<'runResumed'>): RunState {
  const open = interruptHost(state, undefined);
  const cells = open.cells.mapped((cell) => {
    const last = cell.attempts.at(-1);
    if (cell.settled !== undefined || last === undefined || last.launch !== undefined) return cell;
    return { ...cell, attempts: [...cell.attempts.slice(0, -1), newAttempt(last.number, state.now)] };
  });
  const entries = cells.entries();
  const fresh = new Set(entries.filter(([key, cell]) => cell !== open.cells.get(key)).map(([key]) => key));
  const freshSteps = new Set([...fresh].map(stepOfCell));
  const changed = (frame: string): boolean =>
    frame === ''
      ? open.launches > 0
      : entries.some(([key, { order }]) => order !== undefined && key.startsWith(`${frame}.`));
  const keepsGate = (key: string): boolean => {
    const { step, part, hosts, shared } = gateKeyParts(key);
    if (part === 'guard') return false;
    if (part === 'precondition') return changed(step);
    return shared ? !freshSteps.has(step) : !hosts.some((host) => fresh.has(cellKey(step, host)));
  };
  const launched = new Set(entries.filter(([, cell]) => cell.order !== undefined).map(([key]) => stepOfCell(key)));
  return withoutForerunners({
    ...open,
    since: state.now,
    interactive: event.interactive,
    prepared: { ...open.prepared, ...event.prepared },
    takeOver: event.takeOver ?? [],
    hosts: Object.fromEntries(
      Object.entries(open.hosts).map(([name, host]) => [
        name,
        { ...newHost, knownMachine: host.machineId || host.knownMachine },
      ]),
    ),
    cells,
    // Guards are opened and counted afresh; that one failed is not forgotten.
    guards: Object.fromEntries(
      Object.entries(open.guards).map(([key, guard]) => [key, { ...guard, misses: 0, unclear: 0 }]),
    ),
    gates: open.gates.mapped((gate, key) => (gate.closed !== 'inconclusive' && keepsGate(key) ? gate : undefined)),
    uses: Object.fromEntries(Object.entries(open.uses).filter(([id, use]) => use.ended !== undefined || changed(id))),
    confirms: Object.fromEntries(
      Object.entries(open.confirms).filter(([key]) => {
        const step = key.split('#')[0] ?? '';
        return launched.has(step) || changed(step);
      }),
    ),
    manuals: Object.fromEntries(Object.entries(open.manuals).filter(([, manual]) => manual.done !== undefined)),
    decisions: Object.fromEntries(
      Object.entries(open.decisions).filter(([, { answer }]) => answer !== undefined && answer !== 'stop'),
    ),
    cancel: undefined,
    ended: undefined,
  });
}

/** What runbooks that are preconditions found is found anew, as long as nothing was changed. */
function withoutForerunners(state: RunState): RunState {
  if (state.launches > 0) return state;
  const keeps = (step: string): boolean => !isForerunner(step);
  const kept = <T>(record: Readonly<Record<string, T>>, step: (key: string) => string): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.entries(record).filter(([key]) => keeps(step(key))));
  return {
    ...state,
    cells: state.cells.mapped((cell, key) => (keeps(stepOfCell(key)) ? cell : undefined)),
    uses: kept(state.uses, (key) => key),
    confirms: kept(state.confirms, (key) => key.split('#')[0] ?? ''),
    gates: state.gates.mapped((gate, key) => (keeps(gateKeyParts(key).step) ? gate : undefined)),
  };
}
