// Connects hosts over SSH: name → way → connection → host.
import type { Connect } from '../Host.ts';
import { openSession } from './connection/openSession.ts';
import { sshContext } from './connection/SshContext.ts';
import type { SshOptions } from './connection/SshOptions.ts';
import { createSshHost } from './createSshHost.ts';
import type { SshHostOptions } from './createSshHost.ts';

export interface ConnectSshOptions extends SshOptions {
  /** How the host is used once it is connected. */
  readonly host?: SshHostOptions;
}

/**
 * A way to connect hosts. All hosts connected through it share one queue of signatures, the limits of handshakes, and
 * what a person approved.
 */
export function connectSsh(options: ConnectSshOptions): Connect {
  const context = sshContext(options);
  return async (name, signal, onAgent) => {
    const session = await openSession(name, context, signal, onAgent);
    if ('failure' in session) return session;
    const { channels, identity } = session;
    const giveUp = (): void => void channels.close();
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      if (signal.aborted) giveUp();
      const connected = await createSshHost(channels, identity, options.host);
      if ('failure' in connected) await channels.close();
      return connected;
    } catch (error) {
      await channels.close();
      throw error;
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
  };
}
