// Where a part of a run stands: in which runbook, on whose hosts, in which rounds of `each`.
import type { Runbook } from '../../language/schema.ts';
import type { Part, UsedStep } from './Part.ts';

/** A runbook as a part of a run: the run's own, or one that a step or a precondition uses. */
export interface Frame {
  /** Empty for the run's own; else the id of the step that uses it. */
  readonly id: string;
  /** As limits on hosts name it, whoever uses it. */
  readonly name: string;
  readonly runbook: Runbook;
  /** Hosts by its own roles. */
  readonly roles: Readonly<Record<string, readonly string[]>>;
  /** Its preconditions that are another runbook's verdict. */
  readonly verdicts: readonly UsedStep[];
  /** Its steps in order. */
  readonly parts: readonly Part[];
}

/** One host's way through an `each`. */
export interface Round {
  /** The id of the `each` in its runbook. */
  readonly each: string;
  readonly role: string;
  readonly host: string;
}

export interface Place {
  readonly frame: Frame;
  /** The roles on whose hosts it is; undefined where it is about the whole run, and has no `host`. */
  readonly roles: readonly string[] | undefined;
  /** Of its own runbook, outermost first. */
  readonly rounds: readonly Round[];
}

/** The hosts of `roles` at a place: of the role of a round, only the host of that round. */
export function hostsAt(
  { frame, rounds }: Pick<Place, 'frame' | 'rounds'>,
  roles: readonly string[],
): readonly string[] {
  const hosts = roles.flatMap((role) => {
    const round = rounds.find((one) => one.role === role);
    return round === undefined ? (frame.roles[role] ?? []) : [round.host];
  });
  return [...new Set(hosts)];
}
