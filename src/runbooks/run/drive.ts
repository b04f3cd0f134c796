// The one loop: state → intents → effects → events → journal → state.
import { createHash } from 'node:crypto';
import type { RunEvent } from './Event.ts';
import { createEffects } from './effects/createEffects.ts';
import { decide } from './decide/decide.ts';
import { evolve } from './evolve.ts';
import type { Intent } from './Intent.ts';
import { createMailbox } from './Mailbox.ts';
import { needsFlush } from './needsFlush.ts';
import type { Ports } from './Ports.ts';
import type { Recorded } from './Recorded.ts';
import { gateKey, type RunState } from './RunState.ts';
import { steadyClock } from './steadyClock.ts';

/**
 * Drives a run to its end from `start`. Aborting `signal` cancels it: what runs is killed and looked at before the run
 * ends. Yields every event once it is in the journal. Rejects when the journal or an output file can't be written.
 */
export async function* drive(start: RunState, given: Ports, signal: AbortSignal): AsyncGenerator<Recorded, void> {
  const ports: Ports = { ...given, clock: steadyClock(given.clock, start.now) };
  let state = start;
  const mailbox = createMailbox();
  const underWay = new Set<string>();
  const effects = createEffects(ports, mailbox, () => state);
  const record = async (event: RunEvent): Promise<Recorded> => {
    const recorded = await ports.journal.append(event, { at: ports.clock.now(), flush: needsFlush(event) });
    state = evolve(state, recorded);
    return recorded;
  };
  const cancel = (): void => {
    effects.stopLooking();
    if (state.cancel === undefined) void mailbox.post({ type: 'cancelAsked', by: ports.person.name });
  };
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  try {
    while (state.ended === undefined) {
      const intents = decide(state);
      const derived = intents.find((intent) => intent.kind === 'record');
      if (derived !== undefined) {
        yield await record(derived.event);
        continue;
      }
      for (const intent of intents) {
        if (intent.kind === 'record' || underWay.has(intent.key)) continue;
        for (const event of announcements(intent, state)) yield await record(event);
        underWay.add(intent.key);
        void effects.perform(intent).then(
          () => {
            underWay.delete(intent.key);
            mailbox.nudge();
          },
          (error: unknown) => {
            mailbox.fail(error);
          },
        );
      }
      const letter = await mailbox.next();
      if (letter.event !== undefined && isCurrent(letter.event, state)) yield await record(letter.event);
      letter.taken();
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    await effects.close();
    await ports.journal.close();
  }
}

/** What goes into the journal before the thing itself is sent. */
function announcements(intent: Intent, state: RunState): readonly RunEvent[] {
  switch (intent.kind) {
    case 'read':
      return [{ type: 'readStarted', ...intent.ref }];
    case 'launch': {
      const { where, part, spool, command, limit } = intent;
      const launch = {
        ...where,
        spool,
        bootId: state.hosts[where.host]?.bootId ?? '',
        scriptHash: createHash('sha256').update(command.script).digest('hex'),
        script: command.script,
      };
      const started: RunEvent =
        part === 'undo' ? { type: 'undoStarted', ...launch } : { type: 'stepStarted', ...launch };
      return limit === undefined ? [started] : [{ type: 'limitReserved', ...where, ...limit }, started];
    }
    default:
      return [];
  }
}

/** A second cancel, the loss of a host that is already lost, or one more sample of a closed gate says nothing new. */
function isCurrent(event: RunEvent, state: RunState): boolean {
  if (event.type === 'cancelAsked') return state.cancel === undefined;
  if (event.type === 'hostLost') return state.hosts[event.host]?.status === 'connected';
  if (event.type === 'gateSampled') return state.gates.get(gateKey(event))?.closed === undefined;
  return true;
}
