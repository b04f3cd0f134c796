// What is wrong with an expression at its place.
import { checkExpression } from '../cel/checkExpression.ts';
import type { CelType } from '../cel/CelValue.ts';
import { parseExpression } from '../cel/parseExpression.ts';
import type { Span } from '../document/Node.ts';
import type { Problem } from '../document/Problem.ts';
import { celTypes } from '../scope/celTypes.ts';
import type { Name, Names } from '../scope/Name.ts';
import { nodesOf } from '../cel/nodesOf.ts';

/** What an expression has to give, and the code of the problem where it gives something else. */
export interface Wanted {
  readonly types: ReadonlySet<CelType>;
  readonly otherwise: Problem['code'];
}

/** Offsets into the expression to a span of the document. */
export type Within = (start: number, end: number) => Span;

/** What is wrong with `expression` first; nothing where it gives what is wanted. */
export function expressionProblems(expression: string, names: Names, wanted: Wanted, within: Within): Problem[] {
  const ofRoles = roleProblems(expression, names, within);
  if (ofRoles.length > 0) return ofRoles;
  const problem = problemOf(expression, names, wanted, within);
  return problem === undefined ? [] : [problem];
}

function problemOf(expression: string, names: Names, wanted: Wanted, within: Within): Problem | undefined {
  const checked = checkExpression(expression, celTypes(names));
  if ('type' in checked && wanted.types.has(checked.type)) return undefined;
  if ('problem' in checked && isUnknownName(checked.problem.code)) {
    const because = names.get(expression.slice(checked.start, checked.end))?.because;
    if (because !== undefined) return { ...because, span: within(checked.start, checked.end) };
  }
  const notBare = notBareProblem(expression, names, wanted, within);
  if (notBare !== undefined) return notBare;
  if ('problem' in checked) {
    const span = within(checked.start, checked.end);
    const { code, args = {} } = checked.problem;
    const meant = isUnknownName(code) ? args['meant'] : undefined;
    return { code, args, span, ...(typeof meant === 'string' ? { fix: { span, newText: meant } } : {}) };
  }
  // Of a name that is known and nothing more, nothing more can be said.
  if ([...checked.uses].some((name) => names.get(name)?.type === 'dyn')) return undefined;
  const start = expression.length - expression.trimStart().length;
  const span = within(start, expression.trimEnd().length);
  if (/\bdyn\b/.test(checked.type)) return { code: 'language.notConverted', span };
  return { code: wanted.otherwise, span, args: { type: checked.type } };
}

function isUnknownName(code: string): boolean {
  return code === 'cel.unknownName' || code === 'cel.unknownNameMeant';
}

/** Where all would be well if captures were certain and of one host, the problem is that they are not. */
function notBareProblem(expression: string, names: Names, wanted: Wanted, within: Within): Problem | undefined {
  const bare = new Map([...names].map(([name, one]): [string, Name] => [name, asBare(one)]));
  const checked = checkExpression(expression, celTypes(bare));
  if ('problem' in checked || !wanted.types.has(checked.type)) return undefined;
  const parsed = parseExpression(expression);
  if ('problem' in parsed) return undefined;
  for (const node of nodesOf(parsed.tree)) {
    const name = node.op === 'id' ? names.get(node.args) : undefined;
    if (name?.bare !== undefined && name.because !== undefined)
      return { ...name.because, span: within(node.start, node.end) };
  }
  return undefined;
}

function asBare(name: Name): Name {
  return name.bare === undefined ? name : { ...name, type: name.bare };
}

/** A role has one key, and the checker takes it for a map with any. */
function roleProblems(expression: string, names: Names, within: Within): Problem[] {
  const parsed = parseExpression(expression);
  if ('problem' in parsed) return [];
  return [...nodesOf(parsed.tree)].flatMap((node) => {
    if (node.op !== '.' || node.args[0].op !== 'id') return [];
    const [{ args: role }, member] = node.args;
    const members = names.get(role)?.members;
    if (members === undefined || members.includes(member)) return [];
    const write = `${role}.${members[0] ?? ''}`;
    const span = within(node.args[0].start, node.end);
    return [
      { code: 'language.roleMember' as const, span, args: { role, member, write }, fix: { span, newText: write } },
    ];
  });
}
