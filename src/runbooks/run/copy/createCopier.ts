// A run's journal as its hosts keep it: the same events, bounded, in a chain of its own.
import { chainLine, chainStart } from '../../journal/chain.ts';
import type { Observation, RunEvent } from '../Event.ts';
import type { Recorded } from '../Recorded.ts';

/** Characters of output for the eyes that are kept, of all steps together. */
const shownText = 256 * 1024;
/** Of what a script printed; beyond it, it can't be judged from the copy. */
const observedText = 64 * 1024;
/** Of what a gate's probe printed: it was judged already. */
const sampledText = 1024;

export interface Copier {
  /** The line of the copy for the next event, or nothing where it is left out. */
  next(recorded: Recorded): string;
}

/**
 * Makes a copy, event after event. The same events always give the same lines, so that whoever goes on with the run goes on with its
 * copy too. Nothing that changes what a run does next is left out: only output beyond a bound is, and long texts of observations.
 */
export function createCopier(): Copier {
  let hash = chainStart;
  let seq = 0;
  let shown = 0;
  return {
    next({ event, at }) {
      if (event.type === 'output') {
        shown += event.text.length;
        if (shown > shownText) return '';
      }
      const link = chainLine({ seq, at, event: shortened(event) }, hash);
      hash = link.hash;
      seq += 1;
      return link.line;
    },
  };
}

function shortened(event: RunEvent): RunEvent {
  switch (event.type) {
    case 'gateSampled':
      return { ...event, observation: cut(event.observation, sampledText, false) };
    case 'readEnded':
    case 'stepExited':
    case 'undoExited':
      return { ...event, observation: cut(event.observation, observedText, true) };
    default:
      return event;
  }
}

/** With `judged`, what lacks a part must not be judged from it. */
function cut(observation: Observation, most: number, judged: boolean): Observation {
  const { stdout, stderr } = observation;
  if (stdout.length <= most && stderr.length <= most) return observation;
  const shorter = { ...observation, stdout: stdout.slice(-most), stderr: stderr.slice(-most) };
  return judged ? { ...shorter, unusable: observation.unusable ?? 'cut' } : shorter;
}
