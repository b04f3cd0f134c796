// Changing steps: launched, followed and picked up again through one persistent sh.
import { createHash } from 'node:crypto';
import type { TextCode } from '../../../texts/say.ts';
import type { JournalPiece } from '../../HostJournals.ts';
import type { LeaseProof } from '../../HostLeases.ts';
import { HostRefusal } from '../../HostRefusal.ts';
import type {
  Attached,
  Command,
  Exit,
  Launched,
  LaunchOptions,
  LimitRequest,
  Offsets,
  SpoolRequest,
} from '../../Host.ts';
import { quote } from '../quote.ts';
import { ended } from '../shell/ByteReader.ts';
import { composeBody } from '../shell/composeBody.ts';
import { exitOfStatus } from '../shell/exitOfStatus.ts';
import type { Shell } from '../shell/openShell.ts';
import { journalScript } from '../journal/journalScript.ts';
import { leaseScript } from '../lease/leaseScript.ts';
import { detachment, prepareState } from './stateScript.ts';
import type { StateOptions } from './stateScript.ts';
import { limitScript } from './limitScript.ts';
import { processScript } from './processScript.ts';
import { spoolScript } from './spoolScript.ts';
import { supervisor } from './supervisor.ts';

export interface Spool {
  /** As Host.launch. */
  launch(command: Command, request: SpoolRequest, options: LaunchOptions): Promise<Launched>;
  /** As Host.attach. */
  attach(spool: string, from: Offsets, options: LaunchOptions): Promise<Attached>;
  /** Resolves with the reason when the shell has ended. */
  readonly lost: Promise<string>;
  close(): void;
}

/** What the host says last of a launch or an attach. */
type Ending =
  | { readonly exit: Exit }
  | { readonly gone: true }
  | { readonly absent: true }
  | { readonly refused: readonly number[] }
  | { readonly fenced: true };

const DEFAULT_POLL = 200;

/** The setup for the shell that `createSpool` takes. */
export function spoolSetup(state: StateOptions): string {
  return `${prepareState(state)}${detachment}${processScript}${leaseScript}${journalScript}${limitScript}${spoolScript}`;
}

/**
 * `shell` was set up with `spoolSetup` and is used by nobody else. It follows one step at a time: the next call waits for the
 * one before to settle. When a reader of output rejects, the call does too, and the shell can't be used any more. `scope` is whose state
 * folder it uses, `cap` as in `Supervised`.
 */
export function createSpool(shell: Shell, scope: StateOptions['become'], cap?: number): Spool {
  const follow = (call: string, options: LaunchOptions): Promise<Ending> => {
    shell.write(`{ ${call}; }\n`);
    return readEnding(shell, options);
  };

  return {
    launch: async (command, request, options) => {
      const body = composeBody(command);
      const program = supervisor({ body, timeout: command.timeout, ...(cap === undefined ? {} : { cap }) });
      const limit = request.limit === undefined ? '' : ` ${limitWords(request.limit)}`;
      const lease = leaseWords(request.lease, scope);
      const call = `${noteWords(request.note)}gr_launch ${quote(request.spool)} ${quote(program)} ${seconds(options.poll)} ${lease}${limit}`;
      const ending = await follow(call, options);
      if ('exit' in ending) return ending.exit;
      if ('refused' in ending) return refusedBy(ending.refused, request.limit);
      if ('fenced' in ending) return ending;
      return { lost: 'the process on the host went away without leaving an exit code' };
    },
    attach: async (spool, from, options) => {
      const call = `gr_attach ${quote(spool)} ${seconds(options.poll)} ${from.stdout} ${from.stderr}`;
      const ending = await follow(call, options);
      if ('refused' in ending || 'fenced' in ending) throw new Error('an attach starts nothing');
      return ending;
    },
    lost: shell.lost,
    close: () => shell.close(),
  };
}

async function readEnding({ output, lost, close }: Shell, options: LaunchOptions): Promise<Ending> {
  for (;;) {
    const line = await output.line();
    if (line === ended) return { exit: { lost: await lost } };
    const [word = '', ...rest] = line.split(' ');
    switch (word) {
      case 'o':
      case 'e': {
        const stream = word === 'o' ? 'stdout' : 'stderr';
        const end = await output.pass(Number(rest[0]), (bytes) => options.onOutput({ stream, bytes }));
        if (end === ended) return { exit: { lost: await lost } };
        break;
      }
      case 'cut':
        options.onCut?.({ stdout: Number(rest[0]), stderr: Number(rest[1]) });
        break;
      case 'exit':
        return { exit: rest[0] === 'timedOut' ? { timedOut: true } : exitOfStatus(Number(rest[0])) };
      case 'gone':
        return { gone: true };
      case 'absent':
        return { absent: true };
      case 'refused':
        return { refused: rest.map((second) => Number(second) * 1000) };
      case 'fenced':
        return { fenced: true };
      case 'failed':
        throw new HostRefusal({ code: rest[0] as TextCode });
      default:
        close();
        return { exit: { lost: 'the host answers with something else' } };
    }
  }
}

function noteWords(note: JournalPiece | undefined): string {
  return note === undefined ? '' : `gr_note ${quote(note.run)} ${String(note.at)} ${quote(note.text)} 2>/dev/null; `;
}

/** Without one, nobody looks. */
function leaseWords(lease: LeaseProof | undefined, scope: StateOptions['become']): string {
  const number = lease?.numbers[scope];
  return lease === undefined || number === undefined ? '- -' : `${String(number)} ${quote(lease.token)}`;
}

function limitWords({ key, times, within, token }: LimitRequest): string {
  return `${hash(key)} ${times} ${Math.ceil(within / 1000)} ${hash(token)}`;
}

function refusedBy(used: readonly number[], limit: LimitRequest | undefined): Launched {
  const sorted = [...used].sort((a, b) => a - b);
  const freeing = sorted[sorted.length - (limit?.times ?? 1)] ?? 0;
  return { refused: { used: sorted, freeAt: freeing + (limit?.within ?? 0) } };
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

function seconds(milliseconds = DEFAULT_POLL): string {
  return (milliseconds / 1000).toFixed(3);
}
