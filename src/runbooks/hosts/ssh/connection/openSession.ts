// A host's name → an open connection: resolve, then hop after hop to the target.
import { setTimeout } from 'node:timers/promises';
import type { Client } from 'ssh2';
import type { Message } from '../../../texts/Message.ts';
import type { HostIdentity } from '../../Host.ts';
import type { OpenedAgent } from '../agent/openAgent.ts';
import type { Channels } from '../Channels.ts';
import type { ResolvedHost } from '../config/ResolvedHost.ts';
import { channelsOver } from './channelsOver.ts';
import { ConnectProblem } from './ConnectProblem.ts';
import { dial } from './dial.ts';
import { findHost } from './findHost.ts';
import { offerKeys } from './offerKeys.ts';
import { openClient } from './openClient.ts';
import type { OpenedClient } from './openClient.ts';
import type { SshContext } from './SshContext.ts';
import { settleUnknownKey, trustKnown, trustPinned, UnknownHostKey } from './trustHost.ts';
import type { Trust } from './trustHost.ts';

export interface Session {
  readonly channels: Channels;
  readonly identity: Pick<HostIdentity, 'name' | 'address' | 'jumps' | 'hostKey' | 'agentKey'>;
}
export type SessionOrFailure = Session | { readonly failure: Message; readonly final: boolean };

/** Connects `name`. Never throws for what the world does. `onAgent` is told the key that an agent asks somebody about. */
export async function openSession(
  name: string,
  context: SshContext,
  signal: AbortSignal,
  onAgent: (key: string) => void = () => undefined,
): Promise<SessionOrFailure> {
  // Many hosts may share the caller's signal; each has listeners on its own.
  const own = AbortSignal.any([signal]);
  try {
    const host = await findHost(name, context);
    const jumps = host.jumps.map(addressOf);
    await approveProxyCommand(host, context, own);
    // Each unknown host on the way is asked about once; nothing waits at the other end meanwhile.
    for (let questions = 0; ; questions++) {
      try {
        return await connectHops(host, context, own, onAgent);
      } catch (error) {
        if (!(error instanceof UnknownHostKey) || questions > host.jumps.length) throw error;
        const position = host.jumps.indexOf(error.host);
        const way = position < 0 ? jumps : jumps.slice(0, position);
        await settleUnknownKey(error, labelOf(error.host, host), way, context, own);
      }
    }
  } catch (error) {
    if (own.aborted) return { failure: { code: 'hosts.cancelled', args: { host: name } }, final: true };
    if (error instanceof ConnectProblem) return { failure: error.failure, final: error.final };
    throw error;
  }
}

async function approveProxyCommand(host: ResolvedHost, context: SshContext, signal: AbortSignal): Promise<void> {
  const first = host.jumps[0] ?? host;
  if (first.proxyCommand === undefined || context.approved.has(first.proxyCommand.text)) return;
  const { text, place } = first.proxyCommand;
  const question = { host: labelOf(first, host), command: text, ...place };
  if ((await context.options.approveProxyCommand?.(question, signal)) !== true)
    throw new ConnectProblem({ code: 'hosts.proxyCommandNotApproved', args: question }, true);
  context.approved.add(text);
}

async function connectHops(
  target: ResolvedHost,
  context: SshContext,
  signal: AbortSignal,
  onAgent: (key: string) => void,
): Promise<Session> {
  const hops = [...target.jumps, target];
  const offers = [];
  for (const hop of hops) offers.push(await offerKeys(hop, labelOf(hop, target), context, signal));
  const opened: OpenedClient[] = [];
  const closeAll = (): void => opened.toReversed().forEach(({ client }) => hangUp(client));
  try {
    for (const [index, hop] of hops.entries()) {
      const offer = offers[index];
      if (offer === undefined) throw new Error('a hop without keys');
      const through = opened.at(-1)?.client;
      opened.push(await patiently(() => connectHop(hop, target, { offer, onAgent, through }, context, signal)));
    }
  } catch (error) {
    closeAll();
    throw error;
  }
  const last = opened.at(-1);
  if (last === undefined) throw new Error('a way without hops');
  // The jump hosts are of no use without the target.
  void last.lost.then(closeAll);
  const close = async (): Promise<void> => {
    closeAll();
    await last.lost;
  };
  return {
    channels: channelsOver(last.client, last.lost, close),
    identity: {
      name: target.name,
      address: addressOf(target),
      jumps: target.jumps.map(addressOf),
      hostKey: `${last.hostKey.type} ${last.hostKey.fingerprint}`,
      agentKey: last.agentKey,
    },
  };
}

interface HopWay {
  readonly offer: OpenedAgent;
  readonly onAgent: (key: string) => void;
  /** The hop before; absent: directly. */
  readonly through: Client | undefined;
}

async function connectHop(
  hop: ResolvedHost,
  target: ResolvedHost,
  { offer, onAgent, through }: HopWay,
  context: SshContext,
  signal: AbortSignal,
): Promise<OpenedClient> {
  const label = labelOf(hop, target);
  const trust = await trustOf(hop, label, context);
  // One whose server says nothing holds up those on the same way alone.
  return context.startupsAt(addressOf(hop)).holding(async () => {
    const stream = await dial(hop, { through, label, signal });
    return context.handshakes.holding(() =>
      openClient({
        ...{ host: hop, label, stream, signal, knownTypes: trust.types },
        judge: (key) => trust.judge(key),
        offering: {
          ...{ path: offer.path, identities: offer.identities, queue: context.signing, signal },
          onWaiting: (key) => {
            context.options.onWaiting?.({ host: label, key });
            onAgent(key);
          },
        },
      }),
    );
  });
}

const ATTEMPTS = 4;
const FIRST_PAUSE = 200;

// A busy sshd (MaxStartups) hangs up on some before the first word. Pauses differ, so that those who were sent away
// together don't come back together.
async function patiently(connect: () => Promise<OpenedClient>): Promise<OpenedClient> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await connect();
    } catch (error) {
      const busy = error instanceof ConnectProblem && error.failure.code === 'hosts.hungUp';
      if (!busy || attempt === ATTEMPTS) throw error;
      await setTimeout(FIRST_PAUSE * 2 ** (attempt - 1) * (0.5 + Math.random()));
    }
  }
}

function trustOf(hop: ResolvedHost, label: string, context: SshContext): Promise<Trust> {
  const fixed = context.options.targets?.[hop.name];
  return fixed === undefined
    ? trustKnown(hop, label, context)
    : Promise.resolve(trustPinned(label, addressOf(hop), fixed.hostKey));
}

function hangUp(client: Client): void {
  client.end();
  // A host that is gone never answers the goodbye.
  void setTimeout(500, undefined, { ref: false }).then(() => client.destroy());
}

function addressOf(host: ResolvedHost): string {
  const name = host.hostName.includes(':') ? `[${host.hostName}]` : host.hostName;
  return `${host.user}@${name}:${host.port}`;
}

function labelOf(hop: ResolvedHost, target: ResolvedHost): string {
  return hop === target ? target.name : `${hop.name} (ProxyJump: ${target.name})`;
}
