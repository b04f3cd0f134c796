// The events that this version knows, by name.
import type { RunEvent } from './Event.ts';

const known: Readonly<Record<RunEvent['type'], true>> = {
  runStarted: true,
  runResumed: true,
  runEnded: true,
  hostConnected: true,
  agentAsked: true,
  hostLost: true,
  hostRefused: true,
  leaseTaken: true,
  leaseRefused: true,
  leaseFreed: true,
  leaseLost: true,
  takenOver: true,
  leaseReleased: true,
  readStarted: true,
  readEnded: true,
  stepForeseen: true,
  confirmAsked: true,
  confirmAnswered: true,
  manualAsked: true,
  manualDone: true,
  limitReserved: true,
  limitRefused: true,
  stepStarted: true,
  reattached: true,
  output: true,
  stepExited: true,
  captured: true,
  stepSettled: true,
  gateOpened: true,
  gateSampled: true,
  gateClosed: true,
  guardFailed: true,
  timerFired: true,
  launchRefused: true,
  retryStarted: true,
  decisionAsked: true,
  decisionAnswered: true,
  rollbackStarted: true,
  undoStarted: true,
  undoExited: true,
  undoSettled: true,
  cancelAsked: true,
  killed: true,
};

/** Whether `type` names an event that this version can fold; a newer one may write others. */
export function isEventType(type: string): type is RunEvent['type'] {
  return Object.hasOwn(known, type);
}
