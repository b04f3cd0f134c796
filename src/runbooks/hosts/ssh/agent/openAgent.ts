// The agent's keys, or why there are none.
import type { Message } from '../../../texts/Message.ts';
import type { Machine } from '../Machine.ts';
import { AgentError } from './AgentError.ts';
import type { AgentIdentity } from './AgentIdentity.ts';
import { agentProblem } from './agentProblem.ts';
import { isLocked } from './isLocked.ts';
import { listIdentities } from './listIdentities.ts';
import { locateAgent } from './locateAgent.ts';

/** An agent that answers and holds at least one key. */
export interface OpenedAgent {
  readonly path: string;
  readonly identities: readonly AgentIdentity[];
}

// Listing may unlock a password manager, which asks the person.
const LIST_TIMEOUT = 60_000;
const PROBE_TIMEOUT = 3_000;

/** Finds the agent for a value of IdentityAgent and lists its keys. */
export async function openAgent(
  setting: string | undefined,
  machine: Machine,
  signal?: AbortSignal,
): Promise<OpenedAgent | { readonly problem: Message }> {
  const located = locateAgent(setting, machine);
  if ('problem' in located) return located;
  const { path } = located;
  try {
    const identities = await listIdentities(path, { timeout: LIST_TIMEOUT, signal });
    if (identities.length > 0) return { path, identities };
    const locked = await isLocked(path, { timeout: PROBE_TIMEOUT, signal });
    return { problem: agentProblem(locked ? 'locked' : 'empty', machine.platform, { path }) };
  } catch (error) {
    if (!(error instanceof AgentError)) throw error;
    const problem = error.kind === 'refused' ? 'locked' : 'unreachable';
    return { problem: agentProblem(problem, machine.platform, { path, reason: error.message }) };
  }
}
