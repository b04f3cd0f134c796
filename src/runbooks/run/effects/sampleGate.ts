// One sample of a gate: probed when it is due, judged, posted.
import { judge } from '../../gates/judge.ts';
import type { Gate } from '../../language/schema.ts';
import type { GateRef, Observation } from '../Event.ts';
import type { Intent } from '../Intent.ts';
import { gateOf } from '../gateOf.ts';
import { gateKey } from '../RunState.ts';
import { scopeOf } from '../scopeOf.ts';
import type { Sample } from '../../gates/Sample.ts';
import type { Looking } from './Looking.ts';
import { probe } from './probe.ts';

/** What is kept in the journal of a sample's output; it was judged whole. */
const keptText = 4096;

export async function sampleGate(looking: Looking, intent: Extract<Intent, { kind: 'sample' }>): Promise<void> {
  const { ref, command, redact, due } = intent;
  await looking.ports.clock.until(due, looking.signal);
  // One that was watched for the sake of others may have been closed with them meanwhile.
  if (looking.state().gates[gateKey(ref)]?.closed !== undefined) return;
  const host = looking.host(ref.host);
  if (host === undefined || looking.signal.aborted) return;
  const probed = await probe(looking, ref.host, host, command, redact);
  if ('lost' in probed) return;
  const sample =
    'refused' in probed ? refusedSample(looking, probed.refused) : judged(looking, ref, probed.observation);
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

function judged(looking: Looking, ref: GateRef, observation: Observation): Sample {
  const state = looking.state();
  const gate: Gate = gateOf(state.plan, ref);
  const place = ref.step === undefined ? { host: ref.host } : { host: ref.host, step: ref.step };
  const { first, previous } = state.gates[gateKey(ref)] ?? { first: undefined, previous: undefined };
  return judge(gate, observation, scopeOf(state, place), { first, previous });
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
