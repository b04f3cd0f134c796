// A runbook, its inputs and its hosts become a plan, or say what is missing.
import { expandGroups } from '../hosts/inventory/expandGroups.ts';
import type { Inventory } from '../hosts/inventory/Inventory.ts';
import type { Runbook } from '../language/schema.ts';
import type { Message } from '../texts/Message.ts';
import { nearest } from '../texts/nearest.ts';
import { bindHostInputs, isPerHost } from './bindHostInputs.ts';
import { bindInput } from './bindInput.ts';
import { digestOfPlan } from './digestOfPlan.ts';
import type { InputValue, Plan, SourceFile } from './Plan.ts';

export interface PlanRequest {
  readonly name: string;
  readonly runbook: Runbook;
  readonly sources: readonly SourceFile[];
  /** The runbooks that it uses, by their paths among the sources. */
  readonly used?: Readonly<Record<string, Runbook>>;
  /** As the person wrote them; a secret's value never comes here. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Names of the secret inputs that were given. */
  readonly secretsGiven: readonly string[];
  /** Hosts by role, groups as `@name` among them; under the empty name where the role was left out. */
  readonly hosts: Readonly<Record<string, readonly string[]>>;
  /** The team's hosts.yaml, whose text is then one of the sources. */
  readonly inventory?: Inventory | undefined;
}

/** The plan, or everything that is wrong with the request at once. */
export type Bound = { readonly plan: Plan } | { readonly problems: readonly Message[] };

/** Binds a request. Pure. */
export function bindPlan(request: PlanRequest): Bound {
  const problems: Message[] = [];
  const inputs = bindInputs(request, problems);
  const roles = bindRoles(request, problems);
  const { name, runbook, used = {}, sources, inventory } = request;
  const hosts = [...new Set(Object.values(roles).flat())];
  const hostInputs = bindHostInputs({ runbook, given: request.inputs, inventory, hosts }, problems);
  if (problems.length > 0) return { problems };
  const what = { sources, inputs, ...(hostInputs === undefined ? {} : { hostInputs }), roles };
  const uses = Object.keys(used).length === 0 ? {} : { used };
  return { plan: { format: 1, name, runbook, ...uses, ...what, digest: digestOfPlan(what) } };
}

function bindInputs(request: PlanRequest, problems: Message[]): Record<string, InputValue> {
  const declared = request.runbook.inputs;
  for (const name of Object.keys(request.inputs)) {
    if (Object.hasOwn(declared, name)) continue;
    const meant = nearest(name, Object.keys(declared));
    problems.push(
      meant === undefined
        ? { code: 'plan.input.unknown', args: { name, known: Object.keys(declared).join(', ') || '–' } }
        : { code: 'plan.input.unknownNearest', args: { name, nearest: meant } },
    );
  }
  const bound: Record<string, InputValue> = {};
  for (const [name, input] of Object.entries(declared)) {
    if (isPerHost(input)) continue;
    if (input.type === 'secret') {
      if (request.inputs[name] !== undefined) problems.push({ code: 'plan.input.secretInOpen', args: { name } });
      else if (request.secretsGiven.includes(name)) bound[name] = { secret: true };
      else problems.push({ code: 'plan.input.secretMissing', args: { name, variable: secretVariable(name) } });
      continue;
    }
    const text = request.inputs[name] ?? (input.default === undefined ? undefined : String(input.default));
    if (text === undefined) {
      problems.push({ code: 'plan.input.missing', args: { name } });
      continue;
    }
    const result = bindInput(name, input, text);
    if ('problem' in result) problems.push(result.problem);
    else bound[name] = result.value;
  }
  return bound;
}

/** The environment variable from which a secret input is taken. */
export function secretVariable(name: string): string {
  return `RUNBOOK_SECRET_${name.toUpperCase()}`;
}

function bindRoles(request: PlanRequest, problems: Message[]): Record<string, readonly string[]> {
  const targets = request.runbook.targets;
  const names = Object.keys(targets);
  const [only] = names;
  const asked: Record<string, readonly string[]> = {};
  for (const [role, hosts] of Object.entries(request.hosts)) {
    if (role === '' && names.length === 1 && only !== undefined) asked[only] = [...(asked[only] ?? []), ...hosts];
    else if (Object.hasOwn(targets, role)) asked[role] = [...(asked[role] ?? []), ...hosts];
    else problems.push({ code: 'plan.role.unknown', args: { role: role || '–', known: names.join(', ') } });
  }
  const given: Record<string, readonly string[]> = {};
  for (const [role, target] of Object.entries(targets)) {
    const expanded = expandGroups(asked[role] ?? [], request.inventory);
    problems.push(...expanded.problems);
    // What is wrong with a group is the one thing to say of its role.
    if (expanded.problems.length > 0) continue;
    const { hosts } = expanded;
    given[role] = hosts;
    const twice = hosts.find((host, index) => hosts.indexOf(host) !== index);
    if (hosts.length === 0) problems.push({ code: 'plan.role.missing', args: { role } });
    else if (target.count !== undefined && hosts.length !== target.count) {
      problems.push({ code: 'plan.role.count', args: { role, wanted: target.count, given: hosts.length } });
    }
    if (twice !== undefined) problems.push({ code: 'plan.role.twice', args: { role, host: twice } });
  }
  problems.push(...sharedHosts(given, targets));
  return given;
}

/** A host has one role, or may have another one beside it that says so. */
function sharedHosts(given: Record<string, readonly string[]>, targets: Runbook['targets']): Message[] {
  const found: Message[] = [];
  const roles = Object.entries(given).filter(([role]) => targets[role]?.sameHost !== true);
  for (const [index, [role, hosts]] of roles.entries()) {
    for (const [other, others] of roles.slice(index + 1)) {
      for (const host of hosts.filter((one) => others.includes(one))) {
        found.push({ code: 'plan.role.sameHost', args: { host, role, other } });
      }
    }
  }
  return found;
}
