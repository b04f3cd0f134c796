// `runbook resume`: goes on with a run that was interrupted, from its journal alone.
import {
  approvePlan,
  isPlanApproved,
  openJournal,
  replay,
  resumable,
  resumeRun,
  stateFolder,
  visible,
  visibleLine,
  type Plan,
  type StoredRun,
} from '../../runbooks/index.ts';
import type { Command } from '../Command.ts';
import { CommandError } from '../CommandError.ts';
import { engineVersion } from '../engineVersion.ts';
import { exitCodes } from '../exitCodes.ts';
import { hostOptionsOf } from '../hosts/hostOptions.ts';
import { listenForInterrupts } from '../interrupts.ts';
import { parsePairs } from '../parsePairs.ts';
import { takeSecrets } from '../runs/bindRequest.ts';
import { carryOut } from '../runs/carryOut.ts';
import { leaveAtOnce } from '../runs/leaveAtOnce.ts';
import { findRun } from '../runs/findRun.ts';
import { readRun } from '../runs/readRun.ts';
import { formatOfFile } from '../runs/formatOfFile.ts';
import { runsFolder } from '../runs/runsFolder.ts';
import { createPrompt, type Prompt } from '../terminal/createPrompt.ts';
import { saysYes } from '../terminal/saysYes.ts';
import type { Terminal } from '../terminal/Terminal.ts';
import { runOptions } from './run.ts';

export const resume: Command = {
  name: 'resume',
  summary: 'cli.resume.summary',
  usage: 'RUN',
  arity: { least: 1, most: 1 },
  options: { ...runOptions, approve: { value: 'DIGEST', help: 'cli.option.approve' } },
  async run(invocation, terminal) {
    const reports = invocation.values('report');
    reports.forEach(formatOfFile);
    const prepared = parsePairs('--confirm', invocation.values('confirm'));
    const [given = ''] = invocation.positionals;
    const stored = await findRun(given, runsFolder(invocation, terminal), terminal.folder);
    const plan = await planToResume(stored);
    const leaving = leaveAtOnce(terminal);
    const interrupts = listenForInterrupts(leaving.leave);
    try {
      const prompt = createPrompt(terminal, interrupts.interrupt);
      await askForApproval({
        stored,
        plan,
        terminal,
        prompt,
        signal: interrupts.signal,
        given: invocation.value('approve'),
      });
      const names = Object.entries(plan.inputs).filter(([, value]) => typeof value === 'object');
      const secrets = await takeSecrets(
        names.map(([name]) => name),
        terminal,
        prompt,
        interrupts.signal,
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
        hosts: Object.values(plan.roles).flat(),
        hostOptions: hostOptionsOf(invocation),
        // A practice host is gone with its run, so this can't matter any more.
        start: (ports, signal) => resumeRun(engineVersion, ports, signal),
      });
    } finally {
      interrupts.stop();
    }
  },
};

/** The plan in the journal. Throws a {@link CommandError} where there is nothing to go on with. */
async function planToResume(stored: StoredRun): Promise<Plan> {
  const { recorded, problem } = await readRun(stored);
  if (problem !== undefined) throw new CommandError(exitCodes.blocked, problem);
  const started = recorded[0]?.event;
  if (started?.type !== 'runStarted' || !resumable(replay(recorded))) {
    throw new CommandError(exitCodes.invalid, { code: 'cli.resume.ended', args: { id: stored.id } });
  }
  const { plan } = started;
  if (Object.values(plan.roles).flat().includes('practice')) {
    throw new CommandError(exitCodes.invalid, {
      code: 'cli.resume.practiceGone',
      args: { id: stored.id, runbook: plan.name },
    });
  }
  return plan;
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
