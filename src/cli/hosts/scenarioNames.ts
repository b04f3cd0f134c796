// The scenarios of the practice hosts, and which hosts each of them has.
import { pairScenarios, scenarios, type PairScenario, type Scenario } from '../../runbooks/index.ts';

export type AnyScenario = Scenario | PairScenario;

export const allScenarios: readonly AnyScenario[] = [...scenarios, ...pairScenarios];

/** Whether it has `practice-a` and `practice-b` instead of `practice`. */
export function isOfPair(scenario: AnyScenario): scenario is PairScenario {
  return (pairScenarios as readonly string[]).includes(scenario);
}
