// Launching, following, finding again and killing what changes a host.
import type { Exit, Host, LaunchOptions, Offsets, OutputChunk } from '../../hosts/Host.ts';
import type { LeaseProof } from '../../hosts/HostLeases.ts';
import { HostRefusal } from '../../hosts/HostRefusal.ts';
import type { Intent } from '../Intent.ts';
import type { Where } from '../Event.ts';
import { trackOutput, type OutputTracker } from '../OutputTracker.ts';
import type { OutputPart } from '../Ports.ts';
import { unfold } from '../layout/unfold.ts';
import type { JournalCopy } from './createJournalCopy.ts';
import type { LeaseKeeper } from './createLeaseKeeper.ts';
import type { Looking } from './Looking.ts';
import { withSecrets } from './probe.ts';
import { showOutput, type ShownOutput } from './showOutput.ts';

type LaunchIntent = Extract<Intent, { kind: 'launch' }>;
type AttachIntent = Extract<Intent, { kind: 'attach' }>;
type KillIntent = Extract<Intent, { kind: 'kill' }>;

export interface Launcher {
  launch(intent: LaunchIntent): Promise<void>;
  attach(intent: AttachIntent): Promise<void>;
  kill(intent: KillIntent): Promise<void>;
}

/** A script that is being followed: kept while the process lives, so that a dropped connection is continued at the byte. */
interface Following {
  readonly tracker: OutputTracker;
  readonly shown: ShownOutput;
  readonly startedAt: number;
}

export function createLauncher(
  looking: Looking,
  leases: Pick<LeaseKeeper, 'isStillOurs' | 'lose'>,
  copy: Pick<JournalCopy, 'piece' | 'send'>,
): Launcher {
  const following = new Map<string, Following>();
  const { outputs, clock, secrets } = looking.ports;
  const leaseOf = (name: string): LeaseProof | undefined => {
    const held = looking.state().leases[name];
    return held?.is === 'held' ? held.lease : undefined;
  };

  /** Where nobody in this process followed it before, its files are begun again: the spool still holds every byte. */
  const follow = async (
    spool: string,
    where: Where,
    part: OutputPart,
    redact: readonly string[],
  ): Promise<Following> => {
    const found = following.get(spool);
    if (found !== undefined) return found;
    await outputs.reset(where, part);
    const begun = {
      tracker: trackOutput(looking.redactor(redact)),
      shown: showOutput(looking.mailbox, clock, where, part),
      startedAt: clock.now(),
    };
    following.set(spool, begun);
    return begun;
  };

  const take = async (
    to: Following,
    where: Where,
    part: OutputPart,
    stream: OutputChunk['stream'],
    text: string,
  ): Promise<void> => {
    if (text === '') return;
    await outputs.append(where, part, stream, text);
    to.shown.add(stream, text);
  };

  const options = (to: Following, where: Where, part: OutputPart): LaunchOptions => ({
    onOutput: (chunk) => take(to, where, part, chunk.stream, to.tracker.take(chunk)),
    onCut: (missing) => {
      to.tracker.lack(missing);
    },
  });

  /** Records the end, and only then lets go of the spool. */
  const ended = async (host: Host, intent: LaunchIntent | AttachIntent, to: Following, exit: Exit): Promise<void> => {
    const { where, part, spool } = intent;
    const rest = to.tracker.rest();
    await take(to, where, part, 'stdout', rest.stdout);
    await take(to, where, part, 'stderr', rest.stderr);
    to.shown.end();
    const observation = to.tracker.observation(exit, to.startedAt, clock.now());
    const evidence = part === 'run' ? evidenceOf(looking, where.step) : undefined;
    if (evidence !== undefined) await outputs.evidence(evidence, where);
    await looking.mailbox.post({ type: part === 'undo' ? 'undoExited' : 'stepExited', ...where, observation });
    following.delete(spool);
    const become = intent.kind === 'launch' ? intent.command.become : intent.become;
    // The copy's end goes along with it; nobody waits for that.
    void copy.send();
    await host.acknowledge(spool, become, leaseOf(where.host));
  };

  return {
    async launch(intent) {
      const { where, part, spool, command, limit, redact } = intent;
      const host = looking.host(where.host);
      // Announced and not sent: the next connection finds the spool absent and launches it.
      if (host === undefined) return;
      const to = await follow(spool, where, part, redact);
      const lease = leaseOf(where.host);
      // Nothing is launched before the lease is in the journal.
      if (lease === undefined) throw new Error(`a launch on ${where.host} without its lease`);
      const note = copy.piece(where.host, command.become);
      const request = {
        ...{ spool, lease },
        ...(limit === undefined ? {} : { limit }),
        ...(note === undefined ? {} : { note }),
      };
      try {
        const launched = await host.launch(withSecrets(command, secrets), request, options(to, where, part));
        if ('refused' in launched) {
          following.delete(spool);
          await looking.mailbox.post({ type: 'limitRefused', ...where, ...launched.refused });
        } else if ('fenced' in launched) {
          following.delete(spool);
          // Its lease is another's; where that one let go of it meanwhile, it is nobody's.
          if (await leases.isStillOurs(where.host, host)) await leases.lose(where.host);
        } else if ('lost' in launched) {
          if (!looking.signal.aborted) await looking.lost(where.host, host, launched.lost);
        } else {
          await ended(host, intent, to, launched);
        }
      } catch (error) {
        if (!(error instanceof HostRefusal)) throw error;
        following.delete(spool);
        await looking.mailbox.post({ type: 'launchRefused', ...where, reason: error.refusal, undo: part === 'undo' });
      }
    },

    async attach(intent) {
      const { where, part, spool, become, redact } = intent;
      const host = looking.host(where.host);
      if (host === undefined) return;
      const to = await follow(spool, where, part, redact);
      const from: Offsets = to.tracker.offsets;
      const found = await host.attach(spool, become, from, options(to, where, part));
      const undo = part === 'undo';
      if ('exit' in found && 'lost' in found.exit) {
        if (!looking.signal.aborted) await looking.lost(where.host, host, found.exit.lost);
        return;
      }
      const how = 'exit' in found ? 'followed' : 'gone' in found ? 'gone' : 'absent';
      await looking.mailbox.post({ type: 'reattached', ...where, spool, from, found: how, undo });
      if ('exit' in found) await ended(host, intent, to, found.exit);
      else following.delete(spool);
    },

    async kill(intent) {
      const { where, part, spool, become } = intent;
      const host = looking.host(where.host);
      if (host === undefined) return;
      const { proven } = await host.kill(spool, become, leaseOf(where.host));
      await looking.mailbox.post({ type: 'killed', ...where, proven, undo: part === 'undo' });
    },
  };
}

function evidenceOf(looking: Looking, id: string): string | undefined {
  const step = unfold(looking.state().plan).byId.get(id);
  return step !== undefined && 'run' in step ? step.evidence : undefined;
}
