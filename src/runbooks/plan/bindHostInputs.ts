// Inputs that each host has its own value of: what was given for the run, else what hosts.yaml says, else the default.
import type { Inventory } from '../hosts/inventory/Inventory.ts';
import type { Input, Runbook } from '../language/schema.ts';
import type { Message } from '../texts/Message.ts';
import { bindInput } from './bindInput.ts';
import type { HostInputs, InputValue } from './Plan.ts';

/** Whether each host has its own value of it. */
export function isPerHost(input: Input): boolean {
  return input.type !== 'secret' && input.perHost === true;
}

export interface HostInputsRequest {
  readonly runbook: Runbook;
  /** As the person wrote them. */
  readonly given: Readonly<Record<string, string>>;
  readonly inventory: Inventory | undefined;
  readonly hosts: readonly string[];
}

/** The values by host; undefined where the runbook has no such inputs. */
export function bindHostInputs(
  { runbook, given, inventory, hosts }: HostInputsRequest,
  problems: Message[],
): HostInputs | undefined {
  const inputs = Object.entries(runbook.inputs).filter(([, input]) => isPerHost(input));
  if (inputs.length === 0) return undefined;
  const bound = new Map(hosts.map((host): [string, Record<string, InputValue>] => [host, {}]));
  for (const [name, input] of inputs) {
    const lacking: string[] = [];
    for (const [host, values] of bound) {
      const own = valueOn(host, name, inventory);
      const text = given[name] ?? own ?? presetOf(input);
      const result = text === undefined ? undefined : bindInput(name, input, text);
      if (result === undefined) lacking.push(host);
      else if ('value' in result) values[name] = result.value;
      else if (own !== undefined && given[name] === undefined) problems.push(onHost(result.problem, host));
      else if (!problems.some(({ code, args }) => code === result.problem.code && args?.['name'] === name)) {
        problems.push(result.problem);
      }
    }
    if (lacking.length > 0) {
      problems.push({ code: 'plan.input.missingOnHosts', args: { name, hosts: lacking.join(', ') } });
    }
  }
  return Object.fromEntries(bound);
}

function valueOn(host: string, name: string, inventory: Inventory | undefined): string | undefined {
  const values = inventory !== undefined && Object.hasOwn(inventory.hosts, host) ? inventory.hosts[host]?.values : {};
  return values !== undefined && Object.hasOwn(values, name) ? values[name] : undefined;
}

function presetOf(input: Input): string | undefined {
  return input.type === 'secret' || input.default === undefined ? undefined : String(input.default);
}

/** The same of one host's value. */
function onHost({ code, args }: Message, host: string): Message {
  const name = args?.['name'];
  return { code, args: { ...args, name: typeof name === 'string' ? `${name} (${host})` : host } };
}
