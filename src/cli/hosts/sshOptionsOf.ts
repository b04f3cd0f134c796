// How this command connects over SSH, and what it asks the person on the way.
import { join } from 'node:path';
import { stateFolder, visible, visibleLine, type SshOptions } from '../../runbooks/index.ts';
import type { Prompt } from '../terminal/createPrompt.ts';
import type { Terminal } from '../terminal/Terminal.ts';
import type { Pausable } from '../terminal/terminalPerson.ts';
import { saysYes } from '../terminal/saysYes.ts';
import type { HostOptions } from './hostOptions.ts';

export interface SshAsking {
  readonly terminal: Terminal;
  readonly prompt: Prompt;
  readonly hostOptions: HostOptions;
}

/** Where nobody can be asked, an unknown host is refused unless its fingerprint was given. */
export function sshOptionsOf({ terminal, prompt, hostOptions }: SshAsking, screen: Pausable): SshOptions {
  const whilePaused = async <T>(work: () => Promise<T>): Promise<T> => {
    screen.pause();
    try {
      return await work();
    } finally {
      screen.resume();
    }
  };
  // What is told is told above the screen, which is drawn again below.
  const tell = (text: string): void => {
    screen.pause();
    terminal.complain(visible(text));
    screen.resume();
  };
  return {
    acceptedHostKeys: join(stateFolder(terminal.environment), 'known_hosts'),
    acceptHostKeys: hostOptions.acceptHostKeys,
    onNote: ({ code, args }) => {
      tell(terminal.say(code, args));
    },
    ...(terminal.interactive
      ? {
          decideHostKey: ({ host, address, jumps, type, fingerprint }, signal) =>
            whilePaused(() => {
              const way = [...jumps, address].map(visibleLine).join(' → ');
              const args = { host: visibleLine(host), address: way, fingerprint: `${type} ${fingerprint}` };
              return saysYes(terminal.say('cli.ask.hostKey', args), prompt, signal);
            }),
          approveProxyCommand: ({ host, command }, signal) =>
            whilePaused(() => {
              const args = { host: visibleLine(host), command: visibleLine(command) };
              return saysYes(terminal.say('cli.ask.proxyCommand', args), prompt, signal);
            }),
        }
      : {}),
  };
}
