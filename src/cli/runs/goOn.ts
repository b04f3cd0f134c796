// Goes on with a run that is kept, forwards or backwards: approval, secrets, then the engine.
import {
  approvePlan,
  isPlanApproved,
  openJournal,
  stateFolder,
  visible,
  visibleLine,
  type Plan,
  type StoredRun,
} from '../../runbooks/index.ts';
import type { Invocation } from '../Command.ts';
import { CommandError } from '../CommandError.ts';
import { exitCodes } from '../exitCodes.ts';
import { hostOptionsOf } from '../hosts/hostOptions.ts';
import { listenForInterrupts } from '../interrupts.ts';
import { createPrompt, type Prompt } from '../terminal/createPrompt.ts';
import { saysYes } from '../terminal/saysYes.ts';
import type { Terminal } from '../terminal/Terminal.ts';
import { takeSecrets } from './bindRequest.ts';
import { carryOut, type CarryOutOptions } from './carryOut.ts';
import { formatOfFile } from './formatOfFile.ts';
import { leaveAtOnce } from './leaveAtOnce.ts';

export interface GoOnOptions {
  readonly invocation: Invocation;
  readonly terminal: Terminal;
  readonly stored: StoredRun;
  readonly plan: Plan;
  /** Confirmations answered ahead, by step. */
  readonly prepared: Readonly<Record<string, string>>;
  /** Hosts whose lease is taken over, besides those typed ahead. */
  readonly takeOver?: readonly string[];
  /** Asks what has to be asked before anything begins; throws a {@link CommandError} where the answer is no. */
  readonly ask?: (prompt: Prompt, signal: AbortSignal) => Promise<void>;
  readonly start: CarryOutOptions['start'];
}

/** The run's exit code. Throws a {@link CommandError} where it can't be gone on with; nothing was done then. */
export async function goOn(options: GoOnOptions): Promise<number> {
  const { invocation, terminal, stored, plan, prepared, takeOver = [], ask, start } = options;
  const reports = invocation.values('report');
  reports.forEach(formatOfFile);
  const leaving = leaveAtOnce(terminal);
  const interrupts = listenForInterrupts(leaving.leave);
  const { signal } = interrupts;
  try {
    const prompt = createPrompt(terminal, interrupts.interrupt);
    await askForApproval({ stored, plan, terminal, prompt, signal, given: invocation.value('approve') });
    await ask?.(prompt, signal);
    const names = Object.entries(plan.inputs).filter(([, value]) => typeof value === 'object');
    const secrets = await takeSecrets(
      names.map(([name]) => name),
      terminal,
      prompt,
      signal,
    );
    return await carryOut({
      stored,
      open: openJournal,
      leaving,
      reports,
      terminal,
      prompt,
      interrupts,
      secrets,
      prepared,
      takeOver: [...invocation.values('take-over'), ...takeOver],
      hosts: Object.values(plan.roles).flat(),
      hostOptions: hostOptionsOf(invocation),
      start,
    });
  } finally {
    interrupts.stop();
  }
}

interface ApprovalRequest {
  readonly stored: StoredRun;
  readonly plan: Plan;
  readonly terminal: Terminal;
  readonly prompt: Prompt;
  readonly signal: AbortSignal;
  /** Of `--approve`. */
  readonly given: string | undefined;
}

/** A journal is data: only a plan that was approved on this machine is run without a question. */
async function askForApproval({ stored, plan, terminal, prompt, signal, given }: ApprovalRequest): Promise<void> {
  const state = stateFolder(terminal.environment);
  if (await isPlanApproved(state, plan.digest)) return;
  const hosts = Object.values(plan.roles).flat().join(', ');
  if (given !== plan.digest) {
    if (terminal.interactive) {
      for (const { path, text } of plan.sources) terminal.print(`${visibleLine(path)}\n${visible(text)}`);
    }
    const question = terminal.say('cli.resume.approve', { name: visibleLine(plan.name), hosts: visibleLine(hosts) });
    if (!terminal.interactive || !(await saysYes(question, prompt, signal))) {
      throw new CommandError(exitCodes.blocked, {
        code: 'cli.resume.notApproved',
        args: { id: stored.id, digest: plan.digest },
      });
    }
  }
  await approvePlan(state, plan.digest);
}
