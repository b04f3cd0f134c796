// The way to a plan's hosts: SSH with the person's agent, the practice host where it is named, and an introduction where one is due.
import type { Connect, Plan } from '../../runbooks/index.ts';
import type { Engine } from '../engine/loadEngine.ts';
import { PersonProblem } from '../PersonProblem.ts';
import type { Texts } from '../texts/Texts.ts';
import type { Trust } from '../trust/Trust.ts';
import type { PracticeKeeper } from './PracticeKeeper.ts';
import type { SshAccess } from './SshAccess.ts';

export interface ReachOptions {
  readonly engine: () => Engine;
  readonly texts: Texts;
  readonly ssh: SshAccess;
  readonly practice: Pick<PracticeKeeper, 'current'>;
  readonly trust: Pick<Trust, 'introduce'>;
}

/** Connecting comes later. Throws a PersonProblem where the practice host is named and isn't up. */
export function reachPlan(plan: Plan, shipped: boolean, options: ReachOptions): Connect {
  const { engine, texts, ssh, practice, trust } = options;
  const onPractice = Object.values(plan.roles).flat().includes('practice');
  if (onPractice && practice.current === undefined) throw new PersonProblem(texts.say('runs.practiceGone'));
  const connect = engine().connectSsh(ssh.options());
  if (shipped) return connect;
  const introduced = trust.introduce(connect);
  // The practice host is our own: there is nothing about it to decide.
  return (name, signal, onAgent) => (name === 'practice' ? connect : introduced)(name, signal, onAgent);
}
