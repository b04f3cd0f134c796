// What is wrong with a script: what it would do otherwise than its author thinks.
import { nearest } from '../../texts/nearest.ts';
import type { Problem } from '../document/Problem.ts';
import { namesInScript } from '../namesInScript.ts';
import type { NameUse } from '../namesInScript.ts';
import type { Name, Names } from '../scope/Name.ts';
import { templatesInScript } from '../templatesInScript.ts';
import { ENVIRONMENT } from './environment.ts';
import { invisibleProblems } from './invisibleProblems.ts';
import type { Within } from './expressionProblems.ts';

/** No person nests deeper, and what reads scripts recurses. */
const MAX_NESTING = 100;
/** `${name-…}` and its like say themselves what holds without a value. */
const SAYS_OTHERWISE = /^:?[-+?=]/;

/** Problems of `script`; `probes` where its exit code is a judgement. */
export function scriptProblems(script: string, names: Names, probes: boolean, within: Within): Problem[] {
  if (nestingOf(script) > MAX_NESTING) {
    return [{ code: 'language.tooDeep', span: within(0, script.trimEnd().length), args: { limit: MAX_NESTING } }];
  }
  return [
    ...invisibleProblems(script, within),
    ...(probes ? negation(script, within) : []),
    ...templates(script, names, within),
    ...variables(script, names, within),
  ];
}

/** How deep brackets are open at most, quoted ones too. */
function nestingOf(script: string): number {
  let [open, most] = [0, 0];
  for (const [bracket] of script.matchAll(/[(){}]/g)) {
    open = bracket === '(' || bracket === '{' ? open + 1 : Math.max(0, open - 1);
    most = Math.max(most, open);
  }
  return most;
}

/** `! grep …` is true of a host without grep. */
function negation(script: string, within: Within): Problem[] {
  if (!namesInScript(script).negated) return [];
  const start = script.indexOf('!');
  return [{ code: 'language.negatedProbe', span: within(start, start + 1) }];
}

function templates(script: string, names: Names, within: Within): Problem[] {
  const declared = new Set([...names].flatMap(([name, { inShell, members }]) => (inShell || members ? [name] : [])));
  return templatesInScript(script, declared).map(({ name, start, end }) => {
    const members = names.get(name)?.members;
    const variable = members === undefined ? name : `${name}_${members[0] ?? ''}`;
    const span = within(start, end);
    const write = `"$${variable}"`;
    return { code: 'language.templateInScript', span, args: { name, write }, fix: { span, newText: `$${variable}` } };
  });
}

function variables(script: string, names: Names, within: Within): Problem[] {
  const { uses, assigns } = namesInScript(script);
  const problems = new Map<string, Problem>();
  for (const use of uses) {
    if (assigns.has(use.name) || problems.has(use.name)) continue;
    const problem = variableProblem(script, use, names, within);
    if (problem !== undefined) problems.set(use.name, problem);
  }
  return [...problems.values()];
}

function variableProblem(script: string, use: NameUse, names: Names, within: Within): Problem | undefined {
  const known = names.get(use.name);
  const span = within(use.start, use.end);
  if (known?.inShell === true) {
    // A name that may be missing is a variable that may be unset.
    if (known.bare === undefined || SAYS_OTHERWISE.test(script.slice(use.end))) return undefined;
    return { code: 'language.mayBeUnset', span, args: { ...known.because?.args, write: `\${${use.name}-…}` } };
  }
  if (known?.because !== undefined && isCapture(known)) return { ...known.because, span };
  return unknownVariable(use.name, names, span);
}

function isCapture({ because, bare }: Name): boolean {
  return (
    bare !== undefined || because?.code === 'language.notCapturedYet' || because?.code === 'language.undoUsesCapture'
  );
}

function unknownVariable(name: string, names: Names, span: Problem['span']): Problem | undefined {
  if (ENVIRONMENT.has(name)) return undefined;
  const [member] = names.get(name)?.members ?? [];
  const variables = [...names].filter(([, { inShell }]) => inShell).map(([known]) => known);
  const meant = member === undefined ? nearest(name, variables) : `${name}_${member}`;
  if (meant === undefined) return { code: 'language.unknownVariable', span, args: { name } };
  return { code: 'language.unknownVariableMeant', span, args: { name, meant }, fix: { span, newText: meant } };
}
