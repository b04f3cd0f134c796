// What makes two plans the same: the bytes that run, the inputs, the hosts.
import { digestOf } from './digestOf.ts';
import type { Plan } from './Plan.ts';

/** sha256 over sources, inputs (those by host too) and roles, hex. */
export function digestOfPlan({
  sources,
  inputs,
  hostInputs,
  roles,
}: Pick<Plan, 'sources' | 'inputs' | 'hostInputs' | 'roles'>): string {
  return digestOf({ sources, inputs, hostInputs, roles });
}
