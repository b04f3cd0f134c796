// `runbook drill`: runs a runbook again and again, injured in every way, and says which of its parts are proven.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  drillRunbook,
  personName,
  practiceAvailability,
  practiceNames,
  systemClock,
  visibleLine,
  type DrillHosts,
  type DrillProgress,
  type DrillReport,
  type Plan,
} from '../../runbooks/index.ts';
import type { Command } from '../Command.ts';
import { CommandError } from '../CommandError.ts';
import { drillTable } from '../drill/drillTable.ts';
import { kindText } from '../drill/kindText.ts';
import { engineVersion } from '../engineVersion.ts';
import { exitCodes } from '../exitCodes.ts';
import { hostOptionsOf, hostOptionSpecs } from '../hosts/hostOptions.ts';
import { reachHosts } from '../hosts/reachHosts.ts';
import { listenForInterrupts } from '../interrupts.ts';
import { bindOptions, bindRequest } from '../runs/bindRequest.ts';
import { createPrompt, type Prompt } from '../terminal/createPrompt.ts';
import type { Terminal } from '../terminal/Terminal.ts';

export const drill: Command = {
  name: 'drill',
  summary: 'cli.drill.summary',
  usage: 'RUNBOOK --on practice|[ROLE=]HOST[,HOST…]',
  arity: { least: 1, most: 1 },
  options: {
    ...bindOptions,
    ...hostOptionSpecs,
    confirm: { value: 'HOSTS', help: 'cli.drill.confirm' },
  },
  async run(invocation, terminal) {
    const hostOptions = hostOptionsOf(invocation);
    const interrupts = listenForInterrupts(() => process.exit(exitCodes.unknown));
    const { signal } = interrupts;
    try {
      const prompt = createPrompt(terminal, interrupts.interrupt);
      const { plan, secrets } = await bindRequest(invocation, terminal, prompt, signal);
      const names = [...new Set(Object.values(plan.roles).flat())];
      await announce(plan, names, invocation.value('confirm'), terminal, prompt, signal);
      const folder = await mkdtemp(join(tmpdir(), 'gated-runbooks-drill-'));
      const nothing = { pause: () => undefined, resume: () => undefined };
      // Said once is enough for all of its practice hosts.
      const quiet: Terminal = { ...terminal, print: () => undefined };
      const hosts = (): Promise<DrillHosts> =>
        reachHosts({ hosts: names, screen: nothing, terminal: quiet, prompt, hostOptions });
      const { locale } = terminal;
      const request = {
        plan,
        engine: engineVersion,
        folder,
        by: personName(),
        clock: systemClock,
        secrets,
        locale,
        hosts,
      };
      const report = await follow(drillRunbook(request, signal), terminal);
      for (const line of drillTable(report, terminal)) terminal.print(line);
      if (report.sound) await rm(folder, { recursive: true });
      else terminal.print(terminal.say('cli.drill.kept', { folder }));
      return report.sound ? exitCodes.good : signal.aborted ? exitCodes.unknown : exitCodes.unproven;
    } finally {
      interrupts.stop();
    }
  },
};

/** Says what will be done, and lets nobody's host be drilled by mistake: it is changed, injured and put back again and again. */
async function announce(
  { name }: Plan,
  hosts: readonly string[],
  confirmed: string | undefined,
  terminal: Terminal,
  prompt: Prompt,
  signal: AbortSignal,
): Promise<void> {
  const shown = hosts.map(visibleLine).join(',');
  if (hosts.every((host) => practiceNames.includes(host))) {
    const { kind, reason } = practiceAvailability();
    if (kind !== 'full') throw new CommandError(exitCodes.blocked, reason);
    terminal.print(terminal.say('cli.drill.practice', { name: visibleLine(name) }));
    return;
  }
  terminal.print(terminal.say('cli.drill.will', { name: visibleLine(name), hosts: shown }));
  const wanted = hosts.join(',');
  const typed =
    confirmed ??
    (terminal.interactive ? await prompt.line(terminal.say('cli.drill.type', { hosts: shown }), signal) : undefined);
  if (typed !== wanted)
    throw new CommandError(exitCodes.blocked, { code: 'cli.drill.notConfirmed', args: { hosts: shown } });
}

async function follow(going: AsyncGenerator<DrillProgress, DrillReport>, terminal: Terminal): Promise<DrillReport> {
  let number = 0;
  for (;;) {
    const next = await going.next();
    if (next.done === true) return next.value;
    if ('begins' in next.value) {
      number += 1;
      const args = { number, of: next.value.of, kind: kindText(next.value.begins, terminal) };
      terminal.print(terminal.say('cli.drill.begins', args));
      continue;
    }
    const { outcome, injuries, wrong } = next.value.ended;
    const how = outcome === undefined ? ('cli.runs.open' as const) : (`views.outcome.${outcome}` as const);
    terminal.print(`  ${terminal.say('cli.drill.ended', { outcome: terminal.say(how), injuries })}`);
    for (const { code, args } of wrong) terminal.print(`  ✘ ${visibleLine(terminal.say(code, args))}`);
  }
}
