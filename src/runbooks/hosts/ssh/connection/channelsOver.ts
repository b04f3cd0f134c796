// An ssh2 client → the port through which the engine starts programs.
import type { Client, ClientChannel } from 'ssh2';
import type { Channel, ChannelEnd, Channels } from '../Channels.ts';
import { Semaphore } from './Semaphore.ts';

/** Below sshd's MaxSessions of 10: of channels opened and closed fast it refuses some earlier. */
const MOST_CHANNELS = 4;
const ATTEMPTS = 6;
const FIRST_PAUSE = 50;

/** `lost` is the client's; a fifth channel waits until one of the four is closed. */
export function channelsOver(client: Client, lost: Promise<string>, close: () => Promise<void>): Channels {
  const places = new Semaphore(MOST_CHANNELS);
  return {
    lost,
    close,
    open: async (command) => {
      const release = await Promise.race([places.acquire(), lost.then(rejectLost)]);
      try {
        const channel = asChannel(await openPatiently(client, command), lost);
        void channel.ended.then(release);
        return channel;
      } catch (error) {
        release();
        throw error;
      }
    },
  };
}

function rejectLost(reason: string): never {
  throw new Error(reason);
}

// Nothing has started when the server refuses to open a channel, so it can be asked again.
async function openPatiently(client: Client, command: string): Promise<ClientChannel> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await openOnce(client, command);
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof Error) || !/open failure/i.test(error.message)) throw error;
      await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE * 2 ** (attempt - 1)));
    }
  }
}

function openOnce(client: Client, command: string): Promise<ClientChannel> {
  return new Promise((resolve, reject) => {
    // A lost client throws here at once, which rejects the promise too.
    client.exec(command, (error, channel) => (error === undefined ? resolve(channel) : reject(error)));
  });
}

function asChannel(channel: ClientChannel, lost: Promise<string>): Channel {
  const ended = new Promise<ChannelEnd>((resolve) => {
    channel.once('close', (code: number | null | undefined, signal: string | undefined) => {
      if (typeof code === 'number') resolve({ code });
      else if (signal !== undefined) resolve({ signal });
      else void Promise.race([lost, settled()]).then((reason) => resolve({ lost: reason }));
    });
    // `close` waits for readers; a lost connection does not.
    void lost.then((reason) => setImmediate(() => resolve({ lost: reason })));
  });
  // Errors of the streams come with the loss of the connection, which `ended` tells.
  channel.on('error', () => undefined);
  channel.stderr.on('error', () => undefined);
  return { stdin: channel, stdout: channel, stderr: channel.stderr, ended, close: () => channel.close() };
}

// The channel may close just before the reason is known.
function settled(): Promise<string> {
  return new Promise((resolve) => setTimeout(() => resolve('the host closed the channel without an exit status'), 100));
}
