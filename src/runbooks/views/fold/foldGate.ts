// What happens to one gate on one host.
import { advanceGate, openGate } from '../../gates/GateProgress.ts';
import { thresholdOf } from '../../language/cel/thresholdOf.ts';
import type { RunEventOf } from '../../run/Event.ts';
import type { GateView, SampleView } from '../RunView.ts';

/** The events of a gate. */
export type GateEvent = RunEventOf<'gateOpened'> | RunEventOf<'gateSampled'> | RunEventOf<'gateClosed'>;

const maxSamples = 400;

/** The gates with `event` in them: a gate is added when it is opened, and opened anew when that happens again. */
export function foldGate(gates: readonly GateView[], event: GateEvent, at: number): readonly GateView[] {
  const index = gates.findIndex(
    ({ ref }) =>
      ref.part === event.part && ref.index === event.index && ref.host === event.host && ref.step === event.step,
  );
  const gate = gates[index];
  if (event.type === 'gateOpened') {
    const anew = opened(gates, event, at);
    return gate === undefined
      ? [...gates, anew]
      : gates.with(index, { ...anew, samples: gate.samples, count: gate.count });
  }
  if (gate === undefined) return gates;
  return gates.with(index, event.type === 'gateSampled' ? sampleGate(gate, event) : closeGate(gate, event, at));
}

/** After a drop or a resume the stable window starts anew. */
export function interruptGate(gate: GateView): GateView {
  if (gate.closedAt !== undefined || gate.progress.interrupted) return gate;
  return { ...gate, progress: { ...gate.progress, interrupted: true, windowSince: undefined } };
}

function opened(gates: readonly GateView[], event: RunEventOf<'gateOpened'>, at: number): GateView {
  const before = gates.find(
    ({ ref }) =>
      ref.part === 'before' && ref.index === event.index && ref.host === event.host && ref.step === event.step,
  );
  const { part, index, host, attempt, step, shared } = event;
  return {
    ref: {
      part,
      index,
      host,
      attempt,
      ...(step === undefined ? {} : { step }),
      ...(shared === true ? { shared } : {}),
    },
    title: event.title,
    because: event.because,
    expected: event.expected,
    openedAt: at,
    closedAt: undefined,
    verdict: undefined,
    reason: undefined,
    samples: [],
    count: 0,
    latest: undefined,
    threshold: thresholdOf(event.expected),
    progress: openGate(event.timing, at),
    greenBefore: event.part === 'verify' && before?.samples.at(-1)?.verdict === 'pass',
  };
}

function sampleGate(gate: GateView, event: RunEventOf<'gateSampled'>): GateView {
  const { observation, verdict, measured, reason } = event;
  const sample: SampleView = { at: observation.endedAt, verdict, exit: observation.exit, measured, reason };
  return {
    ...gate,
    samples: thinned([...gate.samples, sample]),
    count: gate.count + 1,
    latest: observation,
    // Nobody closes a guard.
    verdict: gate.ref.part === 'guard' ? verdict : gate.verdict,
    reason,
    progress: advanceGate(gate.progress, event),
  };
}

function closeGate(gate: GateView, event: RunEventOf<'gateClosed'>, at: number): GateView {
  return { ...gate, closedAt: at, verdict: event.verdict, reason: event.reason ?? gate.reason };
}

// Keeping every sample would make a long watch cost its square; of the older half every second one goes.
function thinned(samples: readonly SampleView[]): readonly SampleView[] {
  return samples.length <= maxSamples
    ? samples
    : samples.filter((_, index) => index >= maxSamples / 2 || index % 2 === 0);
}
