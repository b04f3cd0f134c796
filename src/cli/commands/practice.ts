// `runbook practice`: the practice host, kept up for a person to look around in.
import { reachCommand, scenarios } from '../../runbooks/index.ts';
import type { Command } from '../Command.ts';
import { exitCodes } from '../exitCodes.ts';
import { hostOptionSpecs } from '../hosts/hostOptions.ts';
import { openPractice } from '../hosts/openPractice.ts';
import { listenForInterrupts } from '../interrupts.ts';
import { oneOf } from '../oneOf.ts';

export const practice: Command = {
  name: 'practice',
  summary: 'cli.practice.summary',
  usage: '',
  arity: { least: 0, most: 0 },
  options: { scenario: hostOptionSpecs.scenario },
  async run(invocation, terminal) {
    const scenario = oneOf(scenarios, '--scenario', invocation.value('scenario') ?? scenarios[0]);
    const interrupts = listenForInterrupts(() => process.exit(exitCodes.good));
    const host = await openPractice(scenario);
    try {
      terminal.print(terminal.say(host.simulation.code, host.simulation.args));
      terminal.print(terminal.say('cli.practice.up', { scenario }));
      terminal.print(`\n  ${reachCommand(host)}\n`);
      terminal.print(terminal.say('cli.practice.stop'));
      await aborted(interrupts.signal);
      return exitCodes.good;
    } finally {
      interrupts.stop();
      await host.close();
    }
  },
};

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    // A signal alone keeps no process alive.
    const alive = setInterval(() => undefined, 60_000);
    const finish = (): void => {
      clearInterval(alive);
      resolve();
    };
    if (signal.aborted) finish();
    else signal.addEventListener('abort', finish);
  });
}
