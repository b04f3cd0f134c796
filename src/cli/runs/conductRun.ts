// Conducts a run from its first event to its last: ports, screen, Ctrl-C.
import {
  JournalError,
  personName,
  systemClock,
  type Journal,
  type Outputs,
  type Ports,
  type Recorded,
} from '../../runbooks/index.ts';
import { CommandError } from '../CommandError.ts';
import { exitCodes } from '../exitCodes.ts';
import { reachHosts } from '../hosts/reachHosts.ts';
import type { HostOptions } from '../hosts/hostOptions.ts';
import type { Interrupts } from '../interrupts.ts';
import type { Prompt } from '../terminal/createPrompt.ts';
import { createRunScreen } from '../terminal/createRunScreen.ts';
import type { Terminal } from '../terminal/Terminal.ts';
import { terminalPerson } from '../terminal/terminalPerson.ts';

export interface ConductOptions {
  readonly terminal: Terminal;
  readonly prompt: Prompt;
  readonly interrupts: Interrupts;
  readonly journal: Journal;
  readonly outputs: Outputs;
  readonly secrets: Readonly<Record<string, string>>;
  /** Confirmations answered ahead, by step. */
  readonly prepared: Readonly<Record<string, string>>;
  /** Hosts whose name was typed ahead, so that their lease may be taken from a run that nothing is heard of. */
  readonly takeOver: readonly string[];
  /** Names of all hosts. */
  readonly hosts: readonly string[];
  readonly hostOptions: HostOptions;
  /** Starts the engine, or goes on with it. */
  readonly start: (ports: Ports, signal: AbortSignal) => AsyncIterable<Recorded>;
}

/** Shows the run until it ends; its exit code. Throws a {@link CommandError} when the journal can't be kept. */
export async function conductRun(options: ConductOptions): Promise<number> {
  const { terminal, prompt, interrupts, journal, outputs, secrets, prepared, takeOver } = options;
  const screen = createRunScreen(terminal, journal);
  const person = terminalPerson({ terminal, prompt, screen, name: personName(), prepared, takeOver });
  const reached = await reachHosts({ ...options, screen });
  let code: number = exitCodes.unknown;
  try {
    const ports: Ports = { connect: reached.connect, journal, person, clock: systemClock, outputs, secrets };
    for await (const { event } of options.start(ports, interrupts.signal)) {
      screen.update();
      if (event.type === 'runEnded') code = event.code;
    }
    return code;
  } catch (error) {
    if (error instanceof JournalError) throw new CommandError(exitCodes.unknown, error.said);
    throw error;
  } finally {
    screen.end();
    await reached.close();
  }
}
