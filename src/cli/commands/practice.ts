// `runbook practice`: the practice host, kept up for a person to look around in.
import { reachCommand, scenarios } from '../../runbooks/index.ts';
import { isOfPair } from '../hosts/scenarioNames.ts';
import type { Command } from '../Command.ts';
import { exitCodes } from '../exitCodes.ts';
import { hostOptionsOf, hostOptionSpecs } from '../hosts/hostOptions.ts';
import { openPractice } from '../hosts/openPractice.ts';
import { listenForInterrupts } from '../interrupts.ts';

export const practice: Command = {
  name: 'practice',
  summary: 'cli.practice.summary',
  usage: '',
  arity: { least: 0, most: 0 },
  options: { scenario: hostOptionSpecs.scenario },
  async run(invocation, terminal) {
    const { scenario = scenarios[0] } = hostOptionsOf(invocation);
    const interrupts = listenForInterrupts(() => process.exit(exitCodes.good));
    const practice = await openPractice(scenario);
    try {
      terminal.print(terminal.say(practice.simulation.code, practice.simulation.args));
      terminal.print(terminal.say(isOfPair(scenario) ? 'cli.practice.pairUp' : 'cli.practice.up', { scenario }));
      for (const host of practice.hosts) {
        if (isOfPair(scenario)) terminal.print(`\n${host.name}:`);
        terminal.print(`\n  ${reachCommand(host)}\n`);
      }
      terminal.print(terminal.say('cli.practice.stop'));
      await aborted(interrupts.signal);
      return exitCodes.good;
    } finally {
      interrupts.stop();
      await practice.close();
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
