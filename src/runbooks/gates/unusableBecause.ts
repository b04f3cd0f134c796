// Whether a probe broke, so that nothing can be concluded from it.
import type { Observation } from '../run/Event.ts';
import type { Message } from '../texts/Message.ts';

/**
 * Why an observation can't be judged: no exit code, a missing command (126, 127), or output that is not clean text.
 * Undefined where it can.
 */
export function unusableBecause(observation: Observation): Message | undefined {
  const { exit } = observation;
  if ('lost' in exit) return { code: 'run.probe.lost', args: { reason: exit.lost } };
  if ('timedOut' in exit) return { code: 'run.probe.timedOut' };
  if ('signal' in exit) return { code: 'run.probe.signal', args: { signal: exit.signal } };
  if (exit.code === 126 || exit.code === 127) {
    return { code: 'run.probe.broken', args: { code: exit.code, stderr: lastLine(observation.stderr) } };
  }
  if (observation.unusable === undefined) return undefined;
  return {
    code: `run.probe.${observation.unusable}`,
    args: { bytes: observation.bytes.stdout + observation.bytes.stderr },
  };
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}
