// What is known so far of a run that a person is putting together, and what has to be asked next. Pure.
import type { Input, Runbook, Scenario } from '../../runbooks/index.ts';
import type { ApprovedRunbook } from '../trust/Trust.ts';

export interface Draft {
  readonly approved?: ApprovedRunbook;
  /** Hosts by role. */
  readonly hosts: Readonly<Record<string, readonly string[]>>;
  /** What is wrong with the practice host that has to be brought up. */
  readonly scenario?: Scenario;
  /** As the person wrote them; without the secret ones. */
  readonly inputs: Readonly<Record<string, string>>;
  /** The person saw all inputs and let them be. */
  readonly reviewed: boolean;
  readonly secrets: Readonly<Record<string, string>>;
}

export type Question =
  | { readonly kind: 'runbook' }
  | { readonly kind: 'hosts'; readonly role: string }
  | { readonly kind: 'scenario' }
  | { readonly kind: 'input'; readonly name: string }
  | { readonly kind: 'review' }
  | { readonly kind: 'secret'; readonly name: string };

export const emptyDraft: Draft = { hosts: {}, inputs: {}, reviewed: false, secrets: {} };

/** The next question; undefined when nothing is left to ask. `practiceUp`: the practice host needs no bringing up. */
export function nextQuestion(draft: Draft, practiceUp: boolean): Question | undefined {
  const { approved } = draft;
  if (approved === undefined) return { kind: 'runbook' };
  const { targets, inputs } = approved.runbook;
  const role = Object.keys(targets).find((name) => draft.hosts[name] === undefined);
  if (role !== undefined) return { kind: 'hosts', role };
  const onPractice = Object.values(draft.hosts).flat().includes('practice');
  if (onPractice && !practiceUp && draft.scenario === undefined) return { kind: 'scenario' };
  const missing = openInputs(approved.runbook).find(
    (name) => draft.inputs[name] === undefined && presetOf(inputs[name]) === undefined && !isGivenByHosts(draft, name),
  );
  if (missing !== undefined) return { kind: 'input', name: missing };
  if (!draft.reviewed && openInputs(approved.runbook).length > 0) return { kind: 'review' };
  const secret = secretInputs(approved.runbook).find((name) => draft.secrets[name] === undefined);
  return secret === undefined ? undefined : { kind: 'secret', name: secret };
}

/** How many questions a run of this draft takes in all, at least; for "step 2 of 4". */
export function countQuestions(draft: Draft, practiceUp: boolean): number {
  const { approved } = draft;
  if (approved === undefined) return 3;
  const { runbook } = approved;
  const missing = openInputs(runbook).filter(
    (name) => presetOf(runbook.inputs[name]) === undefined && !isGivenByHosts(draft, name),
  );
  const scenario = draft.scenario !== undefined || nextQuestion(draft, practiceUp)?.kind === 'scenario' ? 1 : 0;
  const review = openInputs(runbook).length > 0 ? 1 : 0;
  return 1 + Object.keys(runbook.targets).length + scenario + missing.length + review + secretInputs(runbook).length;
}

/** What an input is when nobody says otherwise, as a person would write it. */
export function presetOf(input: Input | undefined): string | undefined {
  return input === undefined || input.type === 'secret' || input.default === undefined
    ? undefined
    : String(input.default);
}

/** Whether hosts.yaml has something to say of an input: a value on each of the hosts, or on some where a default holds on the others. */
export function isGivenByHosts({ approved, hosts }: Draft, name: string): boolean {
  const input = approved?.runbook.inputs[name];
  const inventory = approved?.inventory;
  if (input === undefined || !isPerHost(input) || inventory === undefined) return false;
  const chosen = Object.values(hosts)
    .flat()
    .flatMap((host) => (host.startsWith('@') ? (inventory.groups[host.slice(1)] ?? []) : [host]));
  const has = (host: string): boolean => inventory.hosts[host]?.values[name] !== undefined;
  return presetOf(input) === undefined ? chosen.every(has) : chosen.some(has);
}

/** Names of the inputs whose last values are worth keeping: one of all hosts must not go before what hosts.yaml says of each. */
export function keptInputs(runbook: Runbook): readonly string[] {
  return openInputs(runbook).filter((name) => !isPerHost(runbook.inputs[name]));
}

/** The engine's own word, which is not loaded yet where the questions begin. */
function isPerHost(input: Input | undefined): boolean {
  return input !== undefined && 'perHost' in input && input.perHost === true;
}

/** Names of the inputs that may be seen. */
export function openInputs(runbook: Runbook): readonly string[] {
  return Object.entries(runbook.inputs)
    .filter(([, input]) => input.type !== 'secret')
    .map(([name]) => name);
}

function secretInputs(runbook: Runbook): readonly string[] {
  return Object.entries(runbook.inputs)
    .filter(([, input]) => input.type === 'secret')
    .map(([name]) => name);
}
