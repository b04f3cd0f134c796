// Runs a probe and observes it.
import type { Command, Host, OutputChunk } from '../../hosts/Host.ts';
import { HostRefusal } from '../../hosts/HostRefusal.ts';
import type { Observation } from '../Event.ts';
import { trackOutput } from '../OutputTracker.ts';
import type { Message } from '../../texts/Message.ts';
import type { Looking } from './Looking.ts';

/** An observation; or the connection went (which was said), or the host would not run it. */
export type Probed = { readonly observation: Observation } | { readonly lost: true } | { readonly refused: Message };

/** Runs `command` on `host`. `onText` gets masked output as it comes. */
export async function probe(
  looking: Looking,
  name: string,
  host: Host,
  command: Command,
  redact: readonly string[],
  lane: 'probe' | 'guard' = 'probe',
  onText: (stream: OutputChunk['stream'], text: string) => Promise<void> = () => Promise.resolve(),
): Promise<Probed> {
  const tracker = trackOutput(looking.redactor(redact));
  const startedAt = looking.ports.clock.now();
  try {
    const exit = await host.exec(withSecrets(command, looking.ports.secrets), {
      signal: looking.signal,
      lane,
      onOutput: (chunk) => onText(chunk.stream, tracker.take(chunk)),
    });
    if ('lost' in exit) {
      if (!looking.signal.aborted) await looking.lost(name, host, exit.lost);
      return { lost: true };
    }
    const rest = tracker.rest();
    await onText('stdout', rest.stdout);
    await onText('stderr', rest.stderr);
    return { observation: tracker.observation(exit, startedAt, looking.ports.clock.now()) };
  } catch (error) {
    if (error instanceof HostRefusal) return { refused: error.refusal };
    throw error;
  }
}

/** Secrets join the variables at the last moment; a name that holds something else at the script's place stays that. */
export function withSecrets(command: Command, secrets: Readonly<Record<string, string>>): Command {
  return { ...command, variables: { ...secrets, ...command.variables } };
}
