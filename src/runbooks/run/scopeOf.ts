// The names that expressions and scripts have at a place of a run, and what they hold there.
import { Optional } from '@marcbachmann/cel-js';
import { celDuration } from '../language/cel/celDuration.ts';
import type { CelValue, Scope } from '../language/cel/CelValue.ts';
import { fromValue } from '../language/cel/toValue.ts';
import { parseDuration } from '../language/duration.ts';
import { optionalCaptures } from '../language/optionalCaptures.ts';
import type { Input } from '../language/schema.ts';
import { parseSize } from '../language/size.ts';
import { isPerHost } from '../plan/bindHostInputs.ts';
import type { InputValue } from '../plan/Plan.ts';
import type { Value } from '../language/Value.ts';
import type { RunState } from './RunState.ts';

/** Where an expression stands; without a host it is about the whole run, and captures of a role are maps by host. */
export interface Place {
  readonly host?: string;
  readonly step?: string;
}

/** The CEL names of a place. Secrets have none. */
export function scopeOf(state: RunState, place: Place): Scope {
  const scope: Record<string, CelValue> = { run_id: state.runId };
  if (place.host !== undefined) scope['host'] = place.host;
  if (place.step !== undefined) scope['step_id'] = place.step;
  for (const [role, hosts] of Object.entries(state.plan.roles)) {
    scope[role] = state.plan.runbook.targets[role]?.count === 1 ? { host: hosts[0] ?? '' } : { hosts };
  }
  for (const [name, input] of Object.entries(state.plan.runbook.inputs)) {
    const held = isPerHost(input)
      ? hostValue(state, name, input, place.host)
      : heldValue(input, state.plan.inputs[name]);
    if (held !== undefined) scope[name] = held;
  }
  const optional = optionalCaptures(state.plan.runbook);
  const perHost = Object.values(state.plan.runbook.targets).some((target) => target.count !== 1);
  for (const name of new Set([...Object.keys(state.captures), ...optional])) {
    const byHost = state.captures[name] ?? {};
    const held = captureValue(byHost, place.host, perHost);
    if (optional.has(name)) scope[name] = held === undefined ? Optional.none() : Optional.of(held);
    else if (held !== undefined) scope[name] = held;
  }
  return scope;
}

/** A place's names as shell variables: durations as whole seconds, sizes as bytes, lists one element a line. */
export function shellVariables(
  state: RunState,
  place: Required<Place> | { readonly host: string },
): Record<string, string> {
  const variables: Record<string, string> = { run_id: state.runId, host: place.host };
  if ('step' in place) variables['step_id'] = place.step;
  for (const [role, hosts] of Object.entries(state.plan.roles)) {
    if (state.plan.runbook.targets[role]?.count === 1) variables[`${role}_host`] = hosts[0] ?? '';
    variables[`${role}_hosts`] = hosts.join('\n');
  }
  for (const [name, input] of Object.entries(state.plan.runbook.inputs)) {
    const value = isPerHost(input) ? state.plan.hostInputs?.[place.host]?.[name] : state.plan.inputs[name];
    if (value !== undefined && typeof value !== 'object') variables[name] = inputText(input, value);
  }
  for (const [name, byHost] of Object.entries(state.captures)) {
    const value = byHost[place.host];
    if (value !== undefined) variables[name] = value.type === 'strings' ? value.value.join('\n') : String(value.value);
  }
  return variables;
}

function captureValue(
  byHost: Readonly<Record<string, Value>>,
  host: string | undefined,
  perHost: boolean,
): CelValue | undefined {
  if (host !== undefined) return byHost[host] === undefined ? undefined : fromValue(byHost[host]);
  const held = Object.entries(byHost).map(([name, value]): [string, CelValue] => [name, fromValue(value)]);
  if (held.length === 0) return undefined;
  return perHost ? Object.fromEntries(held) : held[0]?.[1];
}

/** An input that each host has its own value of: this host's, or a map of all. */
function hostValue(state: RunState, name: string, input: Input, host: string | undefined): CelValue | undefined {
  const { hostInputs = {} } = state.plan;
  if (host !== undefined) return heldValue(input, hostInputs[host]?.[name]);
  return Object.fromEntries(
    Object.entries(hostInputs).flatMap(([one, values]) => {
      const held = heldValue(input, values[name]);
      return held === undefined ? [] : [[one, held]];
    }),
  );
}

function heldValue(input: Input, value: InputValue | undefined): CelValue | undefined {
  if (value === undefined || typeof value === 'object') return undefined;
  switch (input.type) {
    case 'integer':
      return BigInt(value);
    case 'duration':
      return celDuration(milliseconds(String(value)));
    case 'size':
      return parseSize(String(value)) ?? 0n;
    default:
      return value;
  }
}

function inputText(input: Input, value: string | number | boolean): string {
  if (input.type === 'duration') return String(Math.ceil(milliseconds(String(value)) / 1000));
  if (input.type === 'size') return String(parseSize(String(value)) ?? 0n);
  return String(value);
}

function milliseconds(text: string): number {
  return parseDuration(text) ?? 0;
}
