// The keys that a person's agent holds, for showing.
import type { Message } from '../../../texts/Message.ts';
import { thisMachine } from '../Machine.ts';
import type { Machine } from '../Machine.ts';
import { openAgent } from './openAgent.ts';

/** A key or a certificate in the agent. */
export interface AgentKey {
  /** `ssh-ed25519`, … */
  readonly type: string;
  /** `SHA256:…`, as ssh-add -l prints it. */
  readonly fingerprint: string;
  /** The agent's comment. What a person wrote into a key's file: not to be shown raw. */
  readonly comment: string;
  readonly certificate: boolean;
}

/** The agent that answers at `path`, or why there are no keys, with the cure on this system. */
export type AgentKeys = { readonly path: string; readonly keys: readonly AgentKey[] } | { readonly problem: Message };

/** Asks the agent that SSH_AUTH_SOCK names (on Windows: the service's pipe). It may ask a person to unlock it first. */
export async function listAgentKeys(machine: Machine = thisMachine(), signal?: AbortSignal): Promise<AgentKeys> {
  const opened = await openAgent(undefined, machine, signal);
  if ('problem' in opened) return opened;
  const keys = opened.identities.map(({ key, comment }) => ({
    type: key.type,
    fingerprint: key.fingerprint,
    comment,
    certificate: key.certificate,
  }));
  return { path: opened.path, keys };
}
