// The script that will run, as a person reads it: the values it uses, then the script itself.
import { namesInScript } from '../language/namesInScript.ts';
import { quote } from '../hosts/ssh/quote.ts';
import { fileVariables } from './file/fileVariables.ts';
import type { Spot } from './decide/Spot.ts';
import { inputsOf, shellVariables } from './scopeOf.ts';

/** Copied to a terminal it does what the step does, but for secrets, which stay names. */
export function scriptShown(spot: Spot): string {
  const { step, state } = spot;
  if ('manual' in step || 'use' in step) return '';
  if ('file' in step) {
    const bound = fileVariables(step, spot.scope, '');
    const path = 'problem' in bound ? step.file.path : (bound.variables['gr_path'] ?? '');
    return [`# ${step.file.absent ? 'remove' : 'write'} ${path}`, step.file.apply ?? ''].join('\n').trimEnd();
  }
  const used = new Set(namesInScript(step.run).uses.map((use) => use.name));
  const variables = shellVariables(state, { at: step.at, host: spot.host, step: step.id });
  const assignments = Object.entries(variables)
    .filter(([name]) => used.has(name))
    .map(([name, value]) => `${name}=${quote(value)}`);
  const secrets = Object.keys(inputsOf(state, step.at.frame))
    .filter((name) => used.has(name) && variables[name] === undefined)
    .map((name) => `${name}=[redacted]`);
  return [...assignments, ...secrets, step.run].join('\n');
}
