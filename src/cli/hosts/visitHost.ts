// Connects one host, does something with it, and lets go of it.
import { connectSsh, HostRefusal, type Host } from '../../runbooks/index.ts';
import type { Invocation } from '../Command.ts';
import { CommandError } from '../CommandError.ts';
import { exitCodes } from '../exitCodes.ts';
import { listenForInterrupts } from '../interrupts.ts';
import { createPrompt } from '../terminal/createPrompt.ts';
import type { Terminal } from '../terminal/Terminal.ts';
import { hostOptionsOf } from './hostOptions.ts';
import { sshOptionsOf } from './sshOptionsOf.ts';

/** What `work` gives. Throws a {@link CommandError} where the host can't be reached or refuses; nothing is changed there. */
export async function visitHost<T>(
  name: string,
  invocation: Invocation,
  terminal: Terminal,
  work: (host: Host, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const interrupts = listenForInterrupts(() => process.exit(exitCodes.unknown));
  const still = { pause: () => undefined, resume: () => undefined };
  const prompt = createPrompt(terminal, interrupts.interrupt);
  const connect = connectSsh(sshOptionsOf({ terminal, prompt, hostOptions: hostOptionsOf(invocation) }, still));
  try {
    const connected = await connect(name, interrupts.signal);
    if ('failure' in connected) throw new CommandError(exitCodes.blocked, connected.failure);
    try {
      return await work(connected.host, interrupts.signal);
    } finally {
      await connected.host.close();
    }
  } catch (error) {
    throw error instanceof HostRefusal ? new CommandError(exitCodes.blocked, error.refusal) : error;
  } finally {
    interrupts.stop();
  }
}
