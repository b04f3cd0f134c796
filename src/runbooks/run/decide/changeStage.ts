// A script in the spool, from its launch to its exit. Used for doing and for undoing.
import type { Command, LimitRequest } from '../../hosts/Host.ts';
import type { Observation, Where } from '../Event.ts';
import type { Intent } from '../Intent.ts';
import type { OutputPart } from '../Ports.ts';
import type { Launch, RunState } from '../RunState.ts';

/** What is to be launched. */
export interface Change {
  readonly where: Where;
  readonly part: OutputPart;
  readonly command: Command;
  readonly redact: readonly string[];
  readonly limit?: LimitRequest;
}

export type ChangeStage =
  | { readonly is: 'working'; readonly intents: readonly Intent[] }
  | { readonly is: 'exited'; readonly observation: Observation }
  /** It was started, and nobody knows how it ended. */
  | { readonly is: 'unknown'; readonly why: 'gone' | 'rebooted' };

/** Launches once; after a drop it looks, and never launches on doubt. */
export function changeStage(state: RunState, change: Change, launch: Launch | undefined): ChangeStage {
  const { where, part } = change;
  const key = `${part}:${where.step}@${where.host}#${String(where.attempt)}`;
  if (launch === undefined) {
    const { command, redact, limit } = change;
    return {
      is: 'working',
      intents: [
        {
          kind: 'launch',
          key: `launch:${key}`,
          where,
          part,
          spool: spoolName(state, where, part),
          command,
          redact,
          limit,
        },
      ],
    };
  }
  if (launch.exited !== undefined) return { is: 'exited', observation: launch.exited };
  if (launch.unknown !== undefined) return { is: 'unknown', why: launch.unknown };
  if (!launch.interrupted) return { is: 'working', intents: [] };
  const { become } = change.command;
  return {
    is: 'working',
    intents: [
      { kind: 'attach', key: `attach:${key}`, where, part, spool: launch.spool, become, redact: change.redact },
    ],
  };
}

/**
 * The spool's name: the same for the same attempt of the same step of the same run, whoever asks. An undo that a person
 * asks for is an attempt of its own.
 */
export function spoolName(state: RunState, where: Where, part: OutputPart): string {
  const asked = part === 'undo' && state.undoRequests > 0 ? `.${String(state.undoRequests)}` : '';
  return `${state.runId}.${where.step}.${String(where.attempt)}.${part}${asked}`;
}
