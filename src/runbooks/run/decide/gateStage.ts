// A gate from its first look to its verdict.
import { gateVerdict, type GateProgress } from '../../gates/GateProgress.ts';
import { parseDuration } from '../../language/duration.ts';
import { render, renderText } from '../../language/render.ts';
import type { Gate, LocalText } from '../../language/schema.ts';
import type { GateRef, GateTiming } from '../Event.ts';
import { gateAt, type PlacedGate } from '../gateAt.ts';
import type { Intent } from '../Intent.ts';
import { gateKey, type RunState } from '../RunState.ts';
import { scopeOf, shellVariables } from '../scopeOf.ts';
import { decision } from './decision.ts';
import { done, working, type Stage } from './Stage.ts';

const defaultEvery = 2000;
const guardsEvery = 10_000;

/**
 * What this gate needs now. An inconclusive verdict asks a person; it never counts as pass or fail by itself. To `watch`
 * one that has to stay green is to go on looking at it though it was green for long enough.
 */
export function gateStage(state: RunState, ref: GateRef, { watch } = { watch: false }): Stage {
  const placed = gateAt(state.plan, ref);
  const { gate } = placed;
  const progress = state.gates.get(gateKey(ref));
  if (progress === undefined) return working(...openIntents(state, ref, placed));
  switch (progress.closed) {
    case 'pass':
      return done;
    case 'fail':
      return { is: 'failed', reason: { code: 'run.gate.failed', args: { gate: titleOf(gate) } } };
    case 'inconclusive':
      return ref.part === 'before' ? done : inconclusive(state, ref, gate);
    case undefined:
      break;
  }
  const verdict = gateVerdict(progress);
  const watched = watch && verdict === 'pass' && progress.timing.stableFor > 0;
  if (verdict !== undefined && !watched) {
    const unseen = verdict === 'inconclusive' ? ({ code: 'run.gate.gaps' } as const) : undefined;
    const reason = progress.lastReason ?? unseen;
    return working({
      kind: 'record',
      event: { type: 'gateClosed', ...ref, verdict, ...(reason === undefined ? {} : { reason }) },
    });
  }
  return working(sampleIntent(state, ref, placed, progress));
}

/** The next look of an open gate. */
export function sampleIntent(
  state: RunState,
  ref: GateRef,
  { gate, probing, hosts }: PlacedGate,
  progress: GateProgress,
): Extract<Intent, { kind: 'sample' }> {
  const { become } = probing.frame.runbook.defaults;
  return {
    kind: 'sample',
    key: `gate:${gateKey(ref)}`,
    ref,
    due: progress.due,
    redact: gate.redact ?? [],
    probes: hosts.map((host) => ({
      host,
      command: {
        script: gate.run,
        variables: shellVariables(state, { at: probing, host, ...stepOf(ref) }),
        become: gate.become ?? become,
        timeout: progress.timing.timeout,
      },
    })),
  };
}

/** Opens a gate: its title and its times with all names filled in. */
export function openIntents(
  state: RunState,
  ref: GateRef,
  { gate, at, probing }: PlacedGate,
): Extract<Stage, { is: 'working' }>['intents'] {
  const host = at.roles === undefined ? {} : { host: ref.host };
  const scope = scopeOf(state, { at, ...host, ...stepOf(ref) });
  const timing = timingOf(gate, ref, scope, probing.frame.runbook.defaults.timeout);
  const opened = {
    kind: 'record',
    event: {
      type: 'gateOpened',
      ...ref,
      title: renderText(titleOf(gate), scope),
      ...(gate.because === undefined ? {} : { because: renderText(gate.because, scope) }),
      expected: gate.expect ?? 'exit == 0',
      timing: timing ?? { every: defaultEvery, stableFor: 0, timeout: 60_000 },
    },
  } as const;
  if (timing !== undefined) return [opened];
  const closed = {
    type: 'gateClosed',
    ...ref,
    verdict: 'inconclusive',
    reason: { code: 'run.gate.badTiming' },
  } as const;
  return [opened, { kind: 'record', event: closed }];
}

/** The gate's timing with its templates filled in; undefined where one can't be. A look ahead of the change is one look only. */
function timingOf(
  gate: Gate,
  ref: GateRef,
  scope: ReturnType<typeof scopeOf>,
  defaultTimeout: string,
): GateTiming | undefined {
  const milliseconds = (template: string | undefined): number | undefined => {
    if (template === undefined) return undefined;
    const rendered = render(template, scope);
    return 'text' in rendered ? (parseDuration(rendered.text) ?? Number.NaN) : Number.NaN;
  };
  // A look ahead is one look, and a guard is looked at for as long as the run goes.
  const open = ref.part === 'before' || ref.part === 'guard';
  const every = milliseconds(gate.every) ?? (ref.part === 'guard' ? guardsEvery : defaultEvery);
  const timeout = milliseconds(gate.timeout ?? defaultTimeout) ?? Number.NaN;
  const stableFor = open ? 0 : (milliseconds(gate.stableFor) ?? 0);
  const within = open ? undefined : milliseconds(gate.within);
  if ([every, timeout, stableFor, within ?? 0].some(Number.isNaN)) return undefined;
  return { every, timeout, stableFor, ...(within === undefined ? {} : { within }) };
}

function inconclusive(state: RunState, ref: GateRef, gate: Gate): Stage {
  const question = { code: 'run.gate.inconclusive', args: { gate: titleOf(gate), host: ref.host } } as const;
  const asked = decision(state, `gate:${gateKey(ref)}`, question, ['retry', 'fail', 'stop'], { gate: ref });
  switch (asked.is) {
    case 'headless':
      return { is: 'halt', reason: question };
    case 'open':
      return working(asked.intent);
    case 'answered':
      return { is: 'halt', reason: question };
  }
}

function stepOf({ step }: GateRef): { readonly step?: string } {
  return step === undefined ? {} : { step };
}

function titleOf(gate: Gate): LocalText {
  return gate.title ?? gate.run.trim().split('\n')[0] ?? '';
}
