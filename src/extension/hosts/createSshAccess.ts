// Reaching hosts by the settings as they are, with the person asked in dialogs about keys and commands.
import { join } from 'node:path';
import type { HostKeyQuestion, SshOptions } from '../../runbooks/index.ts';
import { createEmitter } from '../emitter.ts';
import type { Engine } from '../engine/loadEngine.ts';
import type { Texts } from '../texts/Texts.ts';
import type { PracticeKeeper } from './PracticeKeeper.ts';
import type { AgentWaiting, SshAccess } from './SshAccess.ts';

export interface SshAccessOptions {
  readonly engine: () => Engine;
  readonly texts: Texts;
  readonly practice: Pick<PracticeKeeper, 'current'>;
  /** The settings, empty where they are not set. */
  readonly settings: () => { readonly agentSocket: string; readonly sshConfig: string };
  readonly stateFolder: () => string;
  /** Asks in a modal dialog; whether the person chose `yes`. */
  readonly confirm: (question: string, detail: string, yes: string) => Promise<boolean>;
  /** The person accepted an unknown host's key, having seen all of this. */
  readonly onAccepted: (question: HostKeyQuestion) => Promise<void>;
  readonly note: (text: string) => void;
}

/** Nothing is read or asked before a host is connected. */
export function createSshAccess(options: SshAccessOptions): SshAccess {
  const { texts } = options;
  const waiting = createEmitter<AgentWaiting>();
  return {
    onWaiting: waiting.event,
    options() {
      const { thisMachine, visible, visibleLine } = options.engine();
      const { agentSocket, sshConfig } = options.settings();
      const machine = thisMachine();
      const practice = options.practice.current;
      const ssh: SshOptions = {
        acceptedHostKeys: join(options.stateFolder(), 'known_hosts'),
        machine: agentSocket === '' ? machine : { ...machine, env: { ...machine.env, SSH_AUTH_SOCK: agentSocket } },
        ...(sshConfig === '' ? {} : { userConfig: sshConfig }),
        ...(practice === undefined ? {} : { targets: { practice: targetOf(practice) } }),
        onWaiting: ({ host, key }) => {
          options.note(texts.say('runs.agentWaiting', { key: visibleLine(key) }));
          waiting.fire({ host, key: visibleLine(key) });
        },
        onNote: (note) => options.note(visible(texts.tell(note))),
        decideHostKey: async (question) => {
          const { host, address, jumps, type, fingerprint } = question;
          const way = [...jumps, address].map(visibleLine).join(' → ');
          const accepted = await options.confirm(
            texts.say('trust.hostKey', { host: visibleLine(host) }),
            texts.say('trust.hostKey.detail', { way, key: `${type} ${fingerprint}` }),
            texts.say('trust.hostKey.accept'),
          );
          if (accepted) await options.onAccepted(question);
          return accepted;
        },
        approveProxyCommand: ({ host, command, file, line }) =>
          options.confirm(
            texts.say('trust.proxyCommand', { host: visibleLine(host) }),
            texts.say('trust.proxyCommand.detail', { command: visibleLine(command), file: visibleLine(file), line }),
            texts.say('trust.proxyCommand.accept'),
          ),
      };
      return ssh;
    },
  };
}

function targetOf(practice: NonNullable<PracticeKeeper['current']>): NonNullable<SshOptions['targets']>[string] {
  const [, ...key] = practice.hostKey.line.trim().split(' ');
  const { hostname, port, user, agentSocket } = practice;
  return { host: hostname, port, user, agent: agentSocket, hostKey: key.join(' ') };
}
