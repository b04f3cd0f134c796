// A gate under way: its stable window, and how much of `within` is spent.
import type { GateTiming, Observation, Verdict } from '../run/Event.ts';
import type { Value } from '../language/Value.ts';
import type { Message } from '../texts/Message.ts';

/** All times in milliseconds since the epoch, all spans in milliseconds. */
export interface GateProgress {
  readonly timing: GateTiming;
  readonly openedAt: number;
  readonly samples: number;
  readonly first: Value | undefined;
  readonly previous: Value | undefined;
  readonly lastVerdict: Verdict | undefined;
  readonly lastReason: Message | undefined;
  readonly lastEndedAt: number | undefined;
  /** When the next sample may be taken. */
  readonly due: number;
  /** How much of `within` is used up; stands still over gaps. */
  readonly spent: number;
  /** Since when it has been green without a miss or a gap. */
  readonly windowSince: number | undefined;
  /** A reconnect or a resume came since the last sample: the window starts anew, and the gap does not count. */
  readonly interrupted: boolean;
  /** How many samples in a row came after a gap. */
  readonly gaps: number;
  readonly closed: Verdict | undefined;
}

/** A gate that was just opened. */
export function openGate(timing: GateTiming, at: number): GateProgress {
  return {
    timing,
    openedAt: at,
    samples: 0,
    first: undefined,
    previous: undefined,
    lastVerdict: undefined,
    lastReason: undefined,
    lastEndedAt: undefined,
    due: at,
    spent: 0,
    windowSince: undefined,
    interrupted: false,
    gaps: 0,
    closed: undefined,
  };
}

/** A sample's part that moves a gate on. */
export interface SampleTimes {
  readonly verdict: Verdict;
  readonly measured?: Value;
  readonly reason?: Message;
  readonly observation: Pick<Observation, 'startedAt' | 'endedAt'>;
}

/** Late timers may start the last possible sample a little after `within`. */
const lateness = 1000;
/** Gaps spend nothing of `within`. A gate with nothing but gaps would never end. */
const mostGaps = 10;

/** The gate after one more sample. */
export function advanceGate(gate: GateProgress, sample: SampleTimes): GateProgress {
  const { timing } = gate;
  const { startedAt, endedAt } = sample.observation;
  const before = gate.lastEndedAt ?? gate.openedAt;
  const pause = Math.max(0, startedAt - before);
  const slept = endedAt - startedAt > timing.timeout + 3 * timing.every;
  const gap = gate.interrupted || slept || pause > 3 * timing.every;
  const spentAtStart = gate.spent + (gap ? 0 : pause);
  const spent = spentAtStart + (slept ? 0 : Math.max(0, endedAt - startedAt));

  const green = sample.verdict === 'pass';
  const mayBegin = timing.within === undefined || spentAtStart <= timing.within + lateness;
  const continues = green && !gap && gate.windowSince !== undefined;
  const windowSince = continues ? gate.windowSince : green && mayBegin ? startedAt : undefined;

  const regular = Math.max(endedAt, startedAt + timing.every);
  const stable = windowSince === undefined ? undefined : windowSince + timing.stableFor;
  // A window that is long enough already may be watched on, at the usual pace.
  const atEnd = stable !== undefined && stable > endedAt ? stable : undefined;
  const lastChance =
    windowSince === undefined && timing.within !== undefined && spent < timing.within
      ? endedAt + (timing.within - spent)
      : undefined;
  return {
    ...gate,
    samples: gate.samples + 1,
    first: gate.first ?? sample.measured,
    previous: sample.measured ?? gate.previous,
    lastVerdict: sample.verdict,
    lastReason: sample.reason,
    lastEndedAt: endedAt,
    due: Math.max(endedAt, Math.min(regular, atEnd ?? regular, lastChance ?? regular)),
    spent,
    windowSince,
    interrupted: false,
    gaps: gap ? gate.gaps + 1 : 0,
  };
}

/** The verdict with which the gate can be closed now, or undefined: it has to be sampled again at `due`. Only a sample closes a gate. */
export function gateVerdict(gate: GateProgress): Verdict | undefined {
  const { timing, lastVerdict, lastEndedAt } = gate;
  if (lastVerdict === undefined || lastEndedAt === undefined || gate.interrupted) return undefined;
  const { windowSince } = gate;
  const stable = windowSince !== undefined && (timing.stableFor === 0 || lastEndedAt - windowSince >= timing.stableFor);
  if (stable) return 'pass';
  if (gate.gaps >= mostGaps) return 'inconclusive';
  if (windowSince !== undefined) return undefined;
  const over = timing.within === undefined || gate.spent >= timing.within;
  // A green sample that came too late to begin a window is a failed gate, not a passed one.
  return over ? (lastVerdict === 'pass' ? 'fail' : lastVerdict) : undefined;
}
