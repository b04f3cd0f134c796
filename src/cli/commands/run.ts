// `runbook run`: runs a runbook. Naming it is the approval of its text.
import { join } from 'node:path';
import {
  approvePlan,
  askingSteps,
  createJournal,
  nearest,
  newRunId,
  startRun,
  stateFolder,
  type Plan,
} from '../../runbooks/index.ts';
import type { Command } from '../Command.ts';
import { CommandError } from '../CommandError.ts';
import { engineVersion } from '../engineVersion.ts';
import { exitCodes } from '../exitCodes.ts';
import { hostOptionsOf, hostOptionSpecs } from '../hosts/hostOptions.ts';
import { listenForInterrupts } from '../interrupts.ts';
import { parsePairs } from '../parsePairs.ts';
import { bindOptions, bindRequest } from '../runs/bindRequest.ts';
import { carryOut } from '../runs/carryOut.ts';
import { leaveAtOnce } from '../runs/leaveAtOnce.ts';
import { formatOfFile } from '../runs/formatOfFile.ts';
import { playRecording, recordingFor } from '../runs/playRecording.ts';
import { runsFolder, runsOption } from '../runs/runsFolder.ts';
import { writeReports } from '../runs/writeReports.ts';
import { createPrompt } from '../terminal/createPrompt.ts';

/** Options of every command that makes the engine go. */
export const runOptions = {
  confirm: { value: 'STEP=TEXT', repeated: true, help: 'cli.option.confirm' },
  report: { value: 'FILE', repeated: true, help: 'cli.option.report' },
  'take-over': { value: 'HOST', repeated: true, help: 'cli.option.takeOver' },
  ...hostOptionSpecs,
  ...runsOption,
} as const;

export const run: Command = {
  name: 'run',
  summary: 'cli.run.summary',
  usage: 'RUNBOOK --on [ROLE=]HOST|@GROUP[,…]',
  arity: { least: 1, most: 1 },
  options: { ...bindOptions, ...runOptions },
  async run(invocation, terminal) {
    const reports = invocation.values('report');
    reports.forEach(formatOfFile);
    const prepared = parsePairs('--confirm', invocation.values('confirm'));
    const hostOptions = hostOptionsOf(invocation);
    const leaving = leaveAtOnce(terminal);
    const interrupts = listenForInterrupts(leaving.leave);
    try {
      const prompt = createPrompt(terminal, interrupts.interrupt);
      const { plan, shipped, secrets } = await bindRequest(invocation, terminal, prompt, interrupts.signal);
      checkConfirmations(plan, prepared);
      const recording = await recordingFor(plan, shipped);
      if (recording !== undefined) {
        const code = await playRecording(recording, terminal, interrupts.signal);
        await writeReports(reports, recording, plan.name, terminal);
        return code;
      }
      const id = newRunId(plan.name, new Date());
      await approvePlan(stateFolder(terminal.environment), plan.digest);
      return await carryOut({
        stored: { id, folder: join(runsFolder(invocation, terminal), id) },
        open: createJournal,
        leaving,
        reports,
        terminal,
        prompt,
        interrupts,
        secrets,
        prepared,
        takeOver: invocation.values('take-over'),
        hosts: Object.values(plan.roles).flat(),
        hostOptions,
        start: (ports, signal) => startRun({ runId: id, mode: 'run', plan, engine: engineVersion }, ports, signal),
      });
    } finally {
      interrupts.stop();
    }
  },
};

/** An answer to a question that no step asks is a mistake; better now than at night. */
function checkConfirmations(plan: Plan, prepared: Readonly<Record<string, string>>): void {
  const asking = askingSteps(plan);
  const problems = Object.keys(prepared)
    .filter((step) => !asking.includes(step))
    .map((step) => {
      const args = { step, known: asking.join(', ') || '–' };
      const meant = nearest(step, asking);
      return meant === undefined
        ? ({ code: 'cli.run.unknownConfirm', args } as const)
        : ({ code: 'cli.run.unknownConfirmNear', args: { ...args, meant } } as const);
    });
  if (problems.length > 0) throw new CommandError(exitCodes.invalid, ...problems);
}
