// What may go wrong, drawn by chance.
import type { Random } from './random.ts';

export type Fault =
  /** Every connection is reset. */
  | { readonly kind: 'reset' }
  /** So many more bytes, then a reset in the middle of a piece. */
  | { readonly kind: 'cut'; readonly direction: 'up' | 'down'; readonly bytes: number }
  /** Nothing goes through for a while, and nobody is told. */
  | { readonly kind: 'stall'; readonly milliseconds: number }
  /** Every byte is late for a while. */
  | { readonly kind: 'delay'; readonly late: number; readonly milliseconds: number }
  /** The server's processes of every session are killed. */
  | { readonly kind: 'session' }
  /** Every connection is reset, and for a while there can be none. */
  | { readonly kind: 'down'; readonly milliseconds: number }
  /** The client is killed; `tear`: so many bytes of its journal's end did not reach the disk. */
  | { readonly kind: 'kill'; readonly tear: number }
  /** There is no room left where the run is kept. */
  | { readonly kind: 'clientDisk' }
  /** There is no room left on the host for a while. */
  | { readonly kind: 'hostDisk'; readonly milliseconds: number }
  /** The client's clock is set. */
  | { readonly kind: 'clock'; readonly by: number };

export type FaultKind = Fault['kind'];

/** After so many moments of the client it comes, and so many milliseconds later: within a step, say. */
export interface DrawnFault {
  readonly gap: number;
  readonly later: number;
  readonly fault: Fault;
}

const spans = [1000, 10_000, 3_600_000, 86_400_000];

/** `disks`: whether disks can be filled here. */
export function drawFault(random: Random, disks: boolean): DrawnFault {
  const kinds: readonly FaultKind[] = ['reset', 'cut', 'stall', 'delay', 'session', 'down', 'kill', 'kill', 'clock'];
  const kind = random.pick<FaultKind>(disks ? [...kinds, 'clientDisk', 'hostDisk'] : kinds);
  return {
    gap: random.between(1, 16),
    later: random.chance(0.3) ? random.between(1, 400) : 0,
    fault: faultOf(kind, random),
  };
}

function faultOf(kind: FaultKind, random: Random): Fault {
  switch (kind) {
    case 'reset':
    case 'session':
    case 'clientDisk':
      return { kind };
    case 'cut':
      return { kind, direction: random.pick(['up', 'down']), bytes: random.between(0, 3000) };
    case 'stall':
      return { kind, milliseconds: random.pick([50, 500, 4000]) };
    case 'delay':
      return { kind, late: random.pick([5, 30, 120]), milliseconds: random.between(200, 2000) };
    case 'down':
      return { kind, milliseconds: random.between(50, 1500) };
    case 'hostDisk':
      return { kind, milliseconds: random.between(50, 1000) };
    case 'kill':
      return { kind, tear: random.chance(0.3) ? random.between(1, 40) : 0 };
    case 'clock':
      return { kind, by: random.pick(spans) * random.pick([1, -1]) };
  }
}
