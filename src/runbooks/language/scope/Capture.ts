// A capture as it was made, from which follows what it is at each place.
import type { CelType } from '../cel/CelValue.ts';
import type { Name } from './Name.ts';

export interface Capture {
  readonly name: string;
  readonly type: CelType;
  /** The id of the step that makes it. */
  readonly step: string;
  /** The roles on whose hosts it is made. */
  readonly roles: readonly string[];
  /** Made on one host only, so that it is one value wherever it is used. */
  readonly single: boolean;
  /** Its step may be passed over. */
  readonly optional: boolean;
}

/** The capture as seen from a place on hosts of `roles`; from one without hosts (a verdict) where that is undefined. */
export function captureSeenFrom(capture: Capture, roles: readonly string[] | undefined): Name {
  const { name, type: bare, step, optional } = capture;
  // Its own expression is wrong: of it nothing more is said.
  if (bare === 'dyn') return { type: bare, inShell: true };
  const own = capture.single || (roles?.every((role) => capture.roles.includes(role)) ?? false);
  const held = own ? bare : `map<string, ${bare}>`;
  if (!own) {
    return {
      type: optional ? `optional<${held}>` : held,
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
