// A capture with its type, from which follows what it is at each place.
import type { CelType } from '../cel/CelValue.ts';
import { heldAs, isOptional, type CaptureSource, type Viewpoint } from './capturesOf.ts';
import type { Name } from './Name.ts';

export interface Capture extends CaptureSource {
  readonly type: CelType;
}

/** The capture as seen from a place. */
export function captureSeenFrom(capture: Capture, from: Viewpoint): Name {
  const { name, type: bare, step } = capture;
  const optional = isOptional(capture, from);
  // Its own expression is wrong: of it nothing more is said.
  if (bare === 'dyn') return { type: bare, inShell: true };
  const held = heldAs(capture, from);
  if (held === 'nothing') {
    return { inShell: false, because: { code: 'language.captureOfRound', args: { name, step } } };
  }
  if (held === 'byHost' || held === 'byRound') {
    const map = `map<string, ${bare}>`;
    return {
      type: optional ? `optional<${map}>` : map,
      inShell: false,
      bare,
      because: { code: 'language.captureByHost', args: { name, role: capture.roles.join(', ') } },
    };
  }
  if (!optional) return { type: bare, inShell: true };
  return {
    type: `optional<${bare}>`,
    inShell: true,
    bare,
    because: { code: 'language.mayBeSkipped', args: { name, step } },
  };
}
