// The names that expressions and scripts have at a place of a run, and what they hold there.
import { Optional } from '@marcbachmann/cel-js';
import { celDuration } from '../language/cel/celDuration.ts';
import type { CelValue, Scope } from '../language/cel/CelValue.ts';
import { fromValue } from '../language/cel/toValue.ts';
import { parseDuration } from '../language/duration.ts';
import type { Input } from '../language/schema.ts';
import { capturesOf, isOptional, type Viewpoint } from '../language/scope/capturesOf.ts';
import { parseSize } from '../language/size.ts';
import { isPerHost } from '../plan/bindHostInputs.ts';
import type { InputValue } from '../plan/Plan.ts';
import { heldCapture, type HeldCapture } from './heldCapture.ts';
import { hostsAt, type Frame, type Place } from './layout/Place.ts';
import { unfold } from './layout/unfold.ts';
import type { RunState } from './RunState.ts';

/** Where an expression or a script stands. */
export interface Standing extends Pick<Viewpoint, 'judging'> {
  /** Absent: the run's own runbook. */
  readonly at?: Place;
  /** Absent where it is about all hosts together. */
  readonly host?: string;
  /** The id of its step. */
  readonly step?: string;
}

/** The CEL names of a place. Secrets have none. */
export function scopeOf(state: RunState, { host, step, ...standing }: Standing): Scope {
  const at = standing.at ?? rootPlace(state, host);
  const { frame } = at;
  const scope: Record<string, CelValue> = { run_id: state.runId };
  if (host !== undefined && at.roles !== undefined) scope['host'] = host;
  if (step !== undefined) scope['step_id'] = step;
  for (const role of Object.keys(frame.roles)) {
    const hosts = hostsAt(at, [role]);
    scope[role] = isOneHost(at, role) ? { host: hosts[0] ?? '' } : { hosts };
  }
  const inputs = inputsOf(state, frame);
  for (const [name, input] of Object.entries(frame.runbook.inputs)) {
    const held = isPerHost(input)
      ? hostValue(state, frame, name, input, at.roles === undefined ? undefined : host)
      : heldValue(input, inputs[name]);
    if (held !== undefined) scope[name] = held;
  }
  for (const source of capturesOf(frame.runbook).values()) {
    const held = captureValue(heldCapture(state, source, at, host), standing.judging === true);
    if (isOptional(source, standing)) scope[source.name] = held === undefined ? Optional.none() : Optional.of(held);
    else if (held !== undefined) scope[source.name] = held;
  }
  return scope;
}

/** A place's names as shell variables: durations as whole seconds, sizes as bytes, lists one element a line. */
export function shellVariables(
  state: RunState,
  { host, step, ...standing }: Standing & { readonly host: string },
): Record<string, string> {
  const at = standing.at ?? rootPlace(state, host);
  const { frame } = at;
  const variables: Record<string, string> = { run_id: state.runId, host };
  if (step !== undefined) variables['step_id'] = step;
  for (const [role, hosts] of Object.entries(frame.roles)) {
    if (isOneHost(at, role)) variables[`${role}_host`] = hostsAt(at, [role])[0] ?? '';
    variables[`${role}_hosts`] = hosts.join('\n');
  }
  const inputs = inputsOf(state, frame);
  for (const [name, input] of Object.entries(frame.runbook.inputs)) {
    const value = isPerHost(input) ? valueOn(state, frame, name, host) : inputs[name];
    if (value !== undefined && typeof value !== 'object') variables[name] = inputText(input, value);
  }
  for (const source of capturesOf(frame.runbook).values()) {
    const held = heldCapture(state, source, at, host);
    if (held === undefined || 'byHost' in held) continue;
    const { value } = held;
    variables[source.name] = value.type === 'strings' ? value.value.join('\n') : String(value.value);
  }
  return variables;
}

/** The values of a runbook's inputs; none of one that was not come to yet. */
export function inputsOf(state: RunState, frame: Frame): Readonly<Record<string, InputValue>> {
  return frame.id === '' ? state.plan.inputs : (state.uses[frame.id]?.inputs ?? {});
}

/** On all roles of the run's own runbook; about the whole run where there is no host. */
function rootPlace(state: RunState, host: string | undefined): Place {
  const frame = unfold(state.plan).root;
  return { frame, roles: host === undefined ? undefined : Object.keys(frame.roles), rounds: [] };
}

/** Whether a role is one host at a place: by its count, or since its hosts take turns there. */
function isOneHost({ frame, rounds }: Place, role: string): boolean {
  return frame.runbook.targets[role]?.count === 1 || rounds.some((round) => round.role === role);
}

/** Where it is judged, a map that lacks a host is none: what one host did not tell must not pass for the truth of all. */
function captureValue(held: HeldCapture | undefined, judging: boolean): CelValue | undefined {
  if (held === undefined) return undefined;
  if ('value' in held) return fromValue(held.value);
  if (judging && !held.complete) return undefined;
  return Object.fromEntries(
    Object.entries(held.byHost).map(([host, value]): [string, CelValue] => [host, fromValue(value)]),
  );
}

/** An input that each host has its own value of: this host's, or a map of all. */
function hostValue(
  state: RunState,
  frame: Frame,
  name: string,
  input: Input,
  host: string | undefined,
): CelValue | undefined {
  if (host !== undefined) return heldValue(input, valueOn(state, frame, name, host));
  return Object.fromEntries(
    [...new Set(Object.values(frame.roles).flat())].flatMap((one) => {
      const held = heldValue(input, valueOn(state, frame, name, one));
      return held === undefined ? [] : [[one, held]];
    }),
  );
}

/** A host's own value; of a runbook that is used, what the step gave it for all its hosts. */
function valueOn(state: RunState, frame: Frame, name: string, host: string): InputValue | undefined {
  return frame.id === '' ? state.plan.hostInputs?.[host]?.[name] : inputsOf(state, frame)[name];
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
