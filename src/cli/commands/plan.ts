// `runbook plan`: looks at the hosts and says what a run would do. Changes nothing and keeps nothing.
import { memoryJournal, newRunId, startRun, type Outputs } from '../../runbooks/index.ts';
import type { Command } from '../Command.ts';
import { hostOptionsOf, hostOptionSpecs } from '../hosts/hostOptions.ts';
import { engineVersion } from '../engineVersion.ts';
import { exitCodes } from '../exitCodes.ts';
import { listenForInterrupts } from '../interrupts.ts';
import { bindOptions, bindRequest } from '../runs/bindRequest.ts';
import { conductRun } from '../runs/conductRun.ts';
import { formatOfFile } from '../runs/formatOfFile.ts';
import { writeReports } from '../runs/writeReports.ts';
import { createPrompt } from '../terminal/createPrompt.ts';

/** What a look prints is in its events; nothing of it is kept. */
const nowhere: Outputs = {
  append: () => Promise.resolve(),
  reset: () => Promise.resolve(),
  evidence: () => Promise.resolve(),
};

export const plan: Command = {
  name: 'plan',
  summary: 'cli.plan.summary',
  usage: 'RUNBOOK --on [ROLE=]HOST|@GROUP[,…]',
  arity: { least: 1, most: 1 },
  options: { ...bindOptions, report: { value: 'FILE', repeated: true, help: 'cli.option.report' }, ...hostOptionSpecs },
  async run(invocation, terminal) {
    const reports = invocation.values('report');
    reports.forEach(formatOfFile);
    const hostOptions = hostOptionsOf(invocation);
    const interrupts = listenForInterrupts(() => process.exit(exitCodes.unknown));
    try {
      const prompt = createPrompt(terminal, interrupts.interrupt);
      const { plan: bound, secrets } = await bindRequest(invocation, terminal, prompt, interrupts.signal);
      const runId = newRunId(bound.name, new Date());
      const journal = memoryJournal();
      const code = await conductRun({
        terminal,
        prompt,
        interrupts,
        journal,
        outputs: nowhere,
        secrets,
        prepared: {},
        takeOver: [],
        hosts: Object.values(bound.roles).flat(),
        hostOptions,
        start: (ports, signal) => startRun({ runId, mode: 'plan', plan: bound, engine: engineVersion }, ports, signal),
      });
      await writeReports(reports, journal.recorded, runId, terminal);
      return code;
    } finally {
      interrupts.stop();
    }
  },
};
