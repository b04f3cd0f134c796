// The names that a runbook has from its beginning: inputs and roles, and what the engine itself gives.
import type { CelType } from '../cel/CelValue.ts';
import type { Input, Runbook } from '../schema.ts';
import type { Name, Names } from './Name.ts';

const INPUT_TYPES: Readonly<Record<Exclude<Input['type'], 'secret'>, CelType>> = {
  string: 'string',
  integer: 'int',
  size: 'int',
  number: 'double',
  boolean: 'bool',
  duration: 'duration',
  enum: 'string',
};

/** Names for what a script printed. */
export const OUTPUT_NAMES: Names = new Map<string, Name>([
  ['exit', { type: 'int', inShell: false }],
  ['stdout', { type: 'string', inShell: false }],
  ['stderr', { type: 'string', inShell: false }],
]);

const ELSEWHERE: Names = new Map<string, Name>([
  ...['exit', 'stdout', 'stderr'].map((name) => unusable(name, 'language.outputNotHere')),
  ...['value', 'values', 'previous', 'first'].map((name) => unusable(name, 'language.valueNotHere')),
  ...['host', 'step_id'].map((name) => unusable(name, 'language.hostNotHere')),
]);

/** The names that hold everywhere in `runbook`; those of other places with the reason why they are not here. */
export function baseNames(runbook: Runbook): Names {
  const names = new Map<string, Name>(ELSEWHERE);
  names.set('run_id', { type: 'string', inShell: true });
  for (const [role, { count }] of Object.entries(runbook.targets)) {
    const member = count === 1 ? 'host' : 'hosts';
    names.set(role, {
      type: `map<string, ${count === 1 ? 'string' : 'list<string>'}>`,
      inShell: false,
      members: [member],
    });
    if (count === 1) names.set(`${role}_host`, { inShell: true, because: inExpression(role, member) });
    names.set(`${role}_hosts`, { inShell: true, because: inExpression(role, member) });
  }
  for (const [name, input] of Object.entries(runbook.inputs)) names.set(name, inputName(name, input));
  return names;
}

/** The inputs that each host has its own value of, as they are on a host. */
export function hostInputNames(runbook: Runbook): Names {
  return new Map(
    Object.entries(runbook.inputs).flatMap(([name, input]) =>
      input.type !== 'secret' && input.perHost === true
        ? [[name, { type: INPUT_TYPES[input.type], inShell: true }]]
        : [],
    ),
  );
}

function inputName(name: string, input: Input): Name {
  if (input.type === 'secret') {
    return { inShell: true, because: { code: 'language.secretInExpression', args: { name } } };
  }
  const type = INPUT_TYPES[input.type];
  if (input.perHost !== true) return { type, inShell: true };
  return {
    type: `map<string, ${type}>`,
    inShell: false,
    bare: type,
    because: { code: 'language.inputByHost', args: { name } },
  };
}

/** A role whose hosts take turns is the one host whose turn it is. */
export function roundNames(role: string): [string, Name][] {
  return [
    [role, { type: 'map<string, string>', inShell: false, members: ['host'] }],
    [`${role}_host`, { inShell: true, because: inExpression(role, 'host') }],
    [`${role}_hosts`, { inShell: true, because: inExpression(role, 'host') }],
  ];
}

function unusable(
  name: string,
  code: 'language.outputNotHere' | 'language.valueNotHere' | 'language.hostNotHere',
): [string, Name] {
  return [name, { inShell: false, because: { code, args: { name } } }];
}

function inExpression(role: string, member: string): Required<Name>['because'] {
  return { code: 'language.roleVariable', args: { write: `${role}.${member}` } };
}
