// `runbook doctor`: everything that a host needs for runbooks, checked before the incident.
import { diagnoseHost, visible, type Finding } from '../../runbooks/index.ts';
import type { Command } from '../Command.ts';
import { exitCodes } from '../exitCodes.ts';
import { hostOptionsOf, hostOptionSpecs } from '../hosts/hostOptions.ts';
import { sshOptionsOf } from '../hosts/sshOptionsOf.ts';
import { listenForInterrupts } from '../interrupts.ts';
import { createPrompt } from '../terminal/createPrompt.ts';
import type { Terminal } from '../terminal/Terminal.ts';

const signs = { ok: '✔', warn: '!', bad: '✘' } as const;
const colours = { ok: 32, warn: 33, bad: 31 } as const;

export const doctor: Command = {
  name: 'doctor',
  summary: 'cli.doctor.summary',
  usage: 'HOST',
  arity: { least: 1, most: 1 },
  options: { 'accept-host-key': hostOptionSpecs['accept-host-key'] },
  async run(invocation, terminal) {
    const [host = ''] = invocation.positionals;
    const interrupts = listenForInterrupts(() => process.exit(exitCodes.unknown));
    try {
      const prompt = createPrompt(terminal, interrupts.interrupt);
      const still = { pause: () => undefined, resume: () => undefined };
      const asking = { terminal, prompt, hostOptions: hostOptionsOf(invocation) };
      const options = {
        ...sshOptionsOf(asking, still),
        // Its notes are findings here.
        onNote: () => undefined,
        onWaiting: ({ key }: { readonly key: string }) => {
          terminal.complain(visible(terminal.say('cli.ask.waiting', { key })));
        },
      };
      let count = 0;
      for await (const finding of diagnoseHost(host, options, interrupts.signal)) {
        if (finding.status === 'bad') count++;
        for (const line of lines(finding, terminal)) terminal.print(line);
      }
      terminal.print(terminal.say(count === 0 ? 'cli.doctor.good' : 'cli.doctor.bad', { host: visible(host), count }));
      return count === 0 ? exitCodes.good : exitCodes.failed;
    } finally {
      interrupts.stop();
    }
  },
};

function lines({ status, message }: Finding, terminal: Terminal): readonly string[] {
  const sign = signs[status];
  const coloured = terminal.colour ? `\u001b[${String(colours[status])}m${sign}\u001b[0m` : sign;
  return visible(terminal.say(message.code, message.args))
    .split('\n')
    .map((line, index) => (index === 0 ? `${coloured} ${line}` : `  ${line}`));
}
