// A read: a check, a show, a look at a file, or the script of a read step.
import type { Intent } from '../Intent.ts';
import type { Looking } from './Looking.ts';
import { probe } from './probe.ts';

/** Reads and posts what was found. */
export async function readHost(looking: Looking, intent: Extract<Intent, { kind: 'read' }>): Promise<void> {
  const { ref, command, redact, evidence } = intent;
  const { outputs } = looking.ports;
  const host = looking.host(ref.host);
  if (host === undefined) return;
  const kept = ref.part === 'run';
  if (kept) await outputs.reset(ref, 'run');
  const probed = await probe(looking, ref.host, host, command, redact, 'probe', async (stream, text) => {
    if (kept && text !== '') await outputs.append(ref, 'run', stream, text);
  });
  if ('refused' in probed) {
    const { step, attempt } = ref;
    await looking.mailbox.post({
      type: 'stepSettled',
      step,
      host: ref.host,
      attempt,
      outcome: 'blocked',
      reason: probed.refused,
    });
    return;
  }
  if ('lost' in probed) return;
  if (evidence !== undefined) await outputs.evidence(evidence, ref);
  await looking.mailbox.post({ type: 'readEnded', ...ref, observation: probed.observation });
}
