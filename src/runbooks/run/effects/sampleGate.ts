// One sample of a gate: probed when it is due, judged, posted.
import { judge } from '../../gates/judge.ts';
import { judgeTogether, type Observed } from '../../gates/judgeTogether.ts';
import type { Scope } from '../../language/cel/CelValue.ts';
import type { GateRef, Observation } from '../Event.ts';
import type { Intent } from '../Intent.ts';
import { gateAt } from '../gateAt.ts';
import { gateKey } from '../RunState.ts';
import { scopeOf } from '../scopeOf.ts';
import type { Sample } from '../../gates/Sample.ts';
import type { Looking } from './Looking.ts';
import { probe } from './probe.ts';

/** What is kept in the journal of a sample's output; it was judged whole. */
const keptText = 4096;

export async function sampleGate(looking: Looking, intent: Extract<Intent, { kind: 'sample' }>): Promise<void> {
  const { ref, probes, redact, due } = intent;
  await looking.ports.clock.until(due, looking.signal);
  // One that was watched for the sake of others may have been closed with them meanwhile.
  if (looking.signal.aborted || looking.state().gates.get(gateKey(ref))?.closed !== undefined) return;
  const lane = ref.part === 'guard' ? 'guard' : 'probe';
  const probed = await Promise.all(
    probes.map(async ({ host: name, command }) => {
      const host = looking.host(name);
      return host === undefined
        ? undefined
        : { host: name, found: await probe(looking, name, host, command, redact, lane) };
    }),
  );
  const observed: Observed[] = [];
  for (const one of probed) {
    if (one === undefined || 'lost' in one.found) return;
    if ('refused' in one.found) return post(looking, ref, refusedSample(looking, one.found.refused));
    observed.push({ host: one.host, observation: one.found.observation });
  }
  await post(looking, ref, judged(looking, ref, observed));
}

async function post(looking: Looking, ref: GateRef, sample: Sample): Promise<void> {
  const { verdict, measured, reason } = sample;
  await looking.mailbox.post({
    type: 'gateSampled',
    ...ref,
    verdict,
    observation: shortened(sample.observation),
    ...(measured === undefined ? {} : { measured }),
    ...(reason === undefined ? {} : { reason }),
  });
}

function judged(looking: Looking, ref: GateRef, observed: readonly Observed[]): Sample {
  const state = looking.state();
  const { gate, at, probing } = gateAt(state.plan, ref);
  const step = ref.step === undefined ? {} : { step: ref.step };
  const scopeOn = (host: string): Scope => scopeOf(state, { at: probing, host, ...step });
  if (at.roles === undefined) return judgeTogether(gate, observed, scopeOn, scopeOf(state, { at, ...step }));
  const { first, previous } = state.gates.get(gateKey(ref)) ?? { first: undefined, previous: undefined };
  const [only] = observed;
  if (only === undefined) throw new Error('a gate looks at a host');
  return judge(gate, only.observation, scopeOn(only.host), { first, previous });
}

/** The host would not even run the probe: nothing can be concluded. */
function refusedSample(looking: Looking, reason: NonNullable<Sample['reason']>): Sample {
  const now = looking.ports.clock.now();
  const observation: Observation = {
    exit: { code: 126 },
    stdout: '',
    stderr: '',
    bytes: { stdout: 0, stderr: 0 },
    startedAt: now,
    endedAt: now,
  };
  return { verdict: 'inconclusive', observation, reason };
}

function shortened(observation: Observation): Observation {
  return { ...observation, stdout: short(observation.stdout), stderr: short(observation.stderr) };
}

function short(text: string): string {
  return text.length <= keptText ? text : `${text.slice(0, keptText)}…`;
}
