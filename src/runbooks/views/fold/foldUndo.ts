// What happens to the undo of a step on one host.
import type { RunEventOf } from '../../run/Event.ts';
import type { LocalText } from '../../language/schema.ts';
import type { UndoView } from '../RunView.ts';
import { withObservation } from './foldCell.ts';
import { foldGate } from './foldGate.ts';
import type { GateEvent } from './foldGate.ts';
import { outputTail } from './outputTail.ts';

/** The events of an undo. */
export type UndoEvent =
  | RunEventOf<'undoStarted' | 'undoExited' | 'undoSettled' | 'output' | 'reattached' | 'killed' | 'launchRefused'>
  | (GateEvent & { readonly step: string });

/** The undos with `event` in them; the first event of one adds it. */
export function foldUndo(
  undos: readonly UndoView[],
  event: UndoEvent,
  at: number,
  title: LocalText,
): readonly UndoView[] {
  const index = undos.findIndex(
    (undo) => undo.step === event.step && undo.host === event.host && undo.attempt === event.attempt,
  );
  const undo = undos[index];
  if (undo !== undefined) return undos.with(index, changed(undo, event, at));
  return [
    ...undos,
    changed(
      { ...emptyUndo, step: event.step, title, host: event.host, attempt: event.attempt, startedAt: at },
      event,
      at,
    ),
  ];
}

function changed(undo: UndoView, event: UndoEvent, at: number): UndoView {
  switch (event.type) {
    case 'undoStarted':
      return { ...undo, script: event.script };
    case 'output':
      return { ...undo, ...outputTail(undo, event.text) };
    case 'reattached':
      return { ...undo, reattached: [...undo.reattached, { at, from: event.from, found: event.found }] };
    case 'launchRefused':
      return { ...undo, reason: event.reason };
    case 'killed':
      return { ...undo, killed: event.proven ? 'proven' : 'unproven' };
    case 'undoExited':
      return { ...undo, ...withObservation(undo, event.observation) };
    case 'undoSettled':
      return { ...undo, outcome: event.outcome, reason: event.reason, endedAt: at };
    case 'gateOpened':
    case 'gateSampled':
    case 'gateClosed':
      return { ...undo, gates: foldGate(undo.gates, event, at) };
  }
}

const emptyUndo: UndoView = {
  step: '',
  title: '',
  host: '',
  attempt: 1,
  outcome: undefined,
  reason: undefined,
  startedAt: 0,
  endedAt: undefined,
  script: undefined,
  observation: undefined,
  output: '',
  outputCut: false,
  gates: [],
  reattached: [],
  killed: undefined,
};
