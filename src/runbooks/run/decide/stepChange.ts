// What a step launches, and what its undo launches.
import { parseDuration } from '../../language/duration.ts';
import { render } from '../../language/render.ts';
import type { LimitRequest } from '../../hosts/Host.ts';
import type { Message } from '../../texts/Message.ts';
import { fileVariables } from '../file/fileVariables.ts';
import { restoreFileScript, writeFileScript } from '../file/fileScripts.ts';
import { shellVariables } from '../scopeOf.ts';
import { spoolName, type Change } from './changeStage.ts';
import type { Spot } from './Spot.ts';
import { stepTimeout } from './stepTimeout.ts';

export type ChangeOf = { readonly change: Change } | { readonly problem: Message };

/** The change that a step makes. */
export function stepChange(spot: Spot): ChangeOf {
  const { step } = spot;
  if ('manual' in step || 'use' in step) throw new Error(`${step.id} launches nothing itself`);
  const limit = limitOf(spot);
  if (limit !== undefined && 'problem' in limit) return limit;
  const script = 'run' in step ? { script: step.run, variables: {} } : fileScript(spot, writeFileScript);
  if ('problem' in script) return script;
  return {
    change: {
      ...change(spot, 'run', script, step.become, step.timeout),
      ...(limit === undefined ? {} : { limit: limit.request }),
    },
  };
}

/** The change that takes a step back; undefined where it says none, or where there is nothing to launch. */
export function undoChange(spot: Spot): ChangeOf | undefined {
  const { step } = spot;
  if (typeof step.undo === 'object' && 'run' in step.undo) {
    const { run, become, timeout } = step.undo;
    return {
      change: change(spot, 'undo', { script: run, variables: {} }, become ?? step.become, timeout ?? step.timeout),
    };
  }
  if (!('file' in step) || step.undo !== undefined) return undefined;
  const script = fileScript(spot, restoreFileScript);
  return 'problem' in script ? script : { change: change(spot, 'undo', script, step.become, step.timeout) };
}

interface Script {
  readonly script: string;
  readonly variables: Readonly<Record<string, string>>;
}

function change(
  spot: Spot,
  part: Change['part'],
  script: Script,
  become: 'root' | 'login' | undefined,
  timeout: string | undefined,
): Change {
  const { state, step, host, where } = spot;
  return {
    where,
    part,
    redact: step.redact,
    command: {
      script: script.script,
      variables: { ...shellVariables(state, { at: step.at, host, step: step.id }), ...script.variables },
      become: become ?? step.at.frame.runbook.defaults.become,
      timeout: stepTimeout(spot, timeout),
    },
  };
}

/** A file's fixed script, then its `apply`. The backup belongs to the step, so that a retry does not take what it wrote for the original. */
function fileScript(spot: Spot, fixed: string): Script | { readonly problem: Message } {
  if (!('file' in spot.step)) throw new Error('not a file step');
  const backup = spoolName(spot.state, { ...spot.where, attempt: 1 }, 'run');
  const bound = fileVariables(spot.step, spot.scope, backup);
  if ('problem' in bound) return bound;
  return { script: `${fixed}${spot.step.file.apply ?? ''}`, variables: bound.variables };
}

function limitOf(spot: Spot): { readonly request: LimitRequest } | { readonly problem: Message } | undefined {
  const { limit } = spot.step;
  if (limit === undefined) return undefined;
  const within = render(limit.within, spot.scope);
  if ('problem' in within) return within;
  const milliseconds = parseDuration(within.text);
  if (milliseconds === undefined) return { problem: { code: 'run.duration.bad', args: { text: within.text } } };
  const key = render(limit.key ?? '', spot.scope);
  if ('problem' in key) return key;
  // The same whoever uses the runbook, and in whichever round.
  const { at, name: step } = spot.step;
  const name = `${at.frame.name} ${step} ${key.text}`.trimEnd();
  const token = spoolName(spot.state, spot.where, 'run');
  return { request: { key: name, times: limit.times, within: milliseconds, token } };
}
