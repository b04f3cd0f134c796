// What happens to a step on one host.
import type { Observation, RunEvent, RunEventOf } from '../../run/Event.ts';
import type { AttemptView, CellState, CellView } from '../RunView.ts';
import { foldGate } from './foldGate.ts';
import type { GateEvent } from './foldGate.ts';
import { outputTail } from './outputTail.ts';

const cellEvents = [
  'readStarted',
  'readEnded',
  'stepForeseen',
  'limitReserved',
  'limitRefused',
  'stepStarted',
  'reattached',
  'output',
  'stepExited',
  'captured',
  'stepSettled',
  'killed',
  'launchRefused',
  'retryStarted',
] as const;

/** The events of one step on one host, undo and gates apart. */
export type CellEvent = RunEventOf<(typeof cellEvents)[number]>;

/** Whether `event` is one that `foldCell` takes. */
export function isCellEvent(event: RunEvent): event is CellEvent {
  return (cellEvents as readonly string[]).includes(event.type);
}

/** The cell with `event` in it. */
export function foldCell(cell: CellView, event: CellEvent, at: number): CellView {
  const begun = withAttempt(cell, event.attempt, at);
  switch (event.type) {
    case 'readStarted':
      return { ...begun, state: event.part === 'run' ? 'running' : 'checking' };
    case 'readEnded':
      return readEnded(begun, event);
    case 'stepForeseen':
      return { ...begun, foresight: event.foresight, reason: event.reason, diff: event.diff };
    case 'limitReserved':
      return inAttempt(begun, { limit: { state: 'reserved', times: event.times, within: event.within } });
    case 'limitRefused':
      return inAttempt(begun, { limit: { state: 'refused', used: event.used, freeAt: event.freeAt } });
    case 'stepStarted':
      return { ...inAttempt(begun, { script: event.script, startedAt: at }), state: 'running' };
    case 'reattached':
      return inAttempt(begun, (attempt) => ({
        reattached: [...attempt.reattached, { at, from: event.from, found: event.found }],
      }));
    case 'output':
      return inAttempt(begun, (attempt) => outputTail(attempt, event.text));
    case 'stepExited':
      return inAttempt(begun, (attempt) => withObservation(attempt, event.observation));
    case 'captured':
      return inAttempt(begun, (attempt) => ({ captures: { ...attempt.captures, ...event.values } }));
    case 'stepSettled':
      return {
        ...inAttempt(begun, { outcome: event.outcome, reason: event.reason }),
        state: event.outcome,
        reason: event.reason,
        endedAt: at,
      };
    case 'launchRefused':
      return inAttempt(begun, { reason: event.reason });
    case 'retryStarted':
      return begun;
    case 'killed':
      return inAttempt(begun, { killed: event.proven ? 'proven' : 'unproven' });
  }
}

/** The cell with a gate's event in it. */
export function foldCellGate(cell: CellView, event: GateEvent, at: number): CellView {
  const begun = withAttempt(cell, event.attempt, at);
  const state: CellState = event.part === 'verify' ? 'verifying' : event.part === 'require' ? 'requiring' : 'checking';
  return {
    ...inAttempt(begun, (attempt) => ({ gates: foldGate(attempt.gates, event, at) })),
    state: event.type === 'gateOpened' ? state : begun.state,
  };
}

/** What an observation adds to an attempt: its end, and its text where none was streamed. */
export function withObservation(
  tail: { readonly output: string; readonly outputCut: boolean },
  observation: Observation,
): { readonly observation: Observation; readonly output: string; readonly outputCut: boolean } {
  if (tail.output !== '') return { observation, output: tail.output, outputCut: tail.outputCut };
  const { stdout, stderr, bytes } = observation;
  const output = [stdout, stderr].filter((text) => text !== '').join('\n');
  return {
    observation,
    output,
    outputCut: output.length + 2 < bytes.stdout + bytes.stderr && observation.unusable === 'cut',
  };
}

function readEnded(cell: CellView, event: RunEventOf<'readEnded'>): CellView {
  switch (event.part) {
    case 'run':
      return inAttempt(cell, (attempt) => withObservation(attempt, event.observation));
    case 'check':
      return inAttempt(cell, { check: event.observation });
    case 'show':
      return inAttempt(cell, (attempt) => ({ shown: [...attempt.shown, event.observation] }));
    case 'file':
      return cell;
  }
}

// A late event of an earlier attempt lands in the present one rather than nowhere; the engine has one attempt at a time.
function inAttempt(
  cell: CellView,
  change: Partial<AttemptView> | ((attempt: AttemptView) => Partial<AttemptView>),
): CellView {
  const present = cell.attempts.at(-1);
  if (present === undefined) return cell;
  const changed = { ...present, ...(typeof change === 'function' ? change(present) : change) };
  return { ...cell, attempts: cell.attempts.with(-1, changed) };
}

function withAttempt(cell: CellView, attempt: number, at: number): CellView {
  const present = cell.attempts.at(-1);
  if (present !== undefined && present.attempt >= attempt) return cell;
  // Gates that were green before the first attempt's change prove nothing in a later one either.
  const before = present?.gates.filter(({ ref }) => ref.part === 'before') ?? [];
  return {
    ...cell,
    state: 'waiting',
    reason: undefined,
    startedAt: cell.startedAt ?? at,
    endedAt: undefined,
    attempts: [...cell.attempts, { ...emptyAttempt, attempt, gates: before }],
  };
}

const emptyAttempt: AttemptView = {
  attempt: 1,
  check: undefined,
  shown: [],
  limit: undefined,
  script: undefined,
  startedAt: undefined,
  observation: undefined,
  output: '',
  outputCut: false,
  captures: {},
  gates: [],
  reattached: [],
  killed: undefined,
  outcome: undefined,
  reason: undefined,
};
