// Run… and Plan…: from nothing, or a runbook, to a plan that is ready to start.
import { ProgressLocation, window } from 'vscode';
import type { Input, Plan, Scenario } from '../../runbooks/index.ts';
import type { RunbookFile } from '../files/RunbookFile.ts';
import type { Services } from '../Services.ts';
import type { StartRequest } from '../runs/Runs.ts';
import { askText, pickHosts, pickOne } from './ask.ts';
import { emptyDraft, isGivenByHosts, keptInputs, openInputs, presetOf, type Draft, type Question } from './Draft.ts';
import { groupItems } from './groupItems.ts';
import { hostItems } from './hostItems.ts';
import type { LastValues } from './LastValues.ts';
import { runbookItems } from './runbookItems.ts';
import { walk, type Asked, type Place } from './walk.ts';

export interface PickOptions {
  readonly mode: StartRequest['mode'];
  /** Asked for where it is not given. */
  readonly file?: RunbookFile | undefined;
  /** Hosts by role that are taken as they are. */
  readonly hosts?: Plan['roles'];
  readonly inputs?: Readonly<Record<string, string>>;
  /** The inputs were shown already, or matter to nobody. */
  readonly reviewed?: boolean;
}

/** Asks for everything that is missing. Undefined where the person left, or the runbook was not approved. */
export async function pickRun(
  services: Services,
  last: LastValues,
  options: PickOptions,
): Promise<StartRequest | undefined> {
  const { engine, texts, practice, trust } = services;
  let first: Draft = emptyDraft;
  if (options.file !== undefined) {
    const approved = await trust.approve(options.file);
    if (approved === undefined) return undefined;
    first = withRunbook(first, approved, last, options);
  }
  const asker = askQuestion(services, last, options);
  let draft = first;
  for (;;) {
    const walked = await walk(draft, { ask: asker, practiceUp: () => practice.current !== undefined });
    if (walked?.approved === undefined) return undefined;
    const { approved, hosts, inputs, secrets } = walked;
    const { name } = approved.file;
    const { runbook, used, sources, inventory } = approved;
    const secretsGiven = Object.keys(secrets);
    const bound = engine().bindPlan({ name, runbook, used, sources, inventory, inputs, hosts, secretsGiven });
    if ('plan' in bound) {
      await last.keep(name, { hosts, inputs });
      if (walked.scenario !== undefined) await bringUp(services, walked.scenario);
      return { mode: options.mode, plan: bound.plan, approved, secrets };
    }
    const again = texts.say('pick.again');
    const problems = bound.problems.map((problem) => engine().visible(texts.tell(problem))).join('\n');
    if ((await window.showErrorMessage(problems, again)) !== again) return undefined;
    draft = { ...walked, reviewed: false, ...(bound.problems.some(isOfHosts) ? { hosts: {} } : {}) };
  }
}

function isOfHosts({ code }: { readonly code: string }): boolean {
  return code.startsWith('plan.role.');
}

/** The draft with its runbook: what was given ahead is taken, and the inputs start from the last values. */
function withRunbook(
  draft: Draft,
  approved: NonNullable<Draft['approved']>,
  last: LastValues,
  { hosts = {}, inputs, reviewed = false }: PickOptions,
): Draft {
  const { runbook, file } = approved;
  const known = openInputs(runbook);
  const before = Object.entries(last.of(file.name).inputs).filter(([name]) => keptInputs(runbook).includes(name));
  const given = Object.entries(inputs ?? {}).filter(([name]) => known.includes(name));
  const roles = Object.keys(runbook.targets);
  const ofRoles = Object.fromEntries(Object.entries(hosts).filter(([role]) => roles.includes(role)));
  const [only] = roles;
  const all = Object.values(hosts).flat();
  // Another runbook may call its only role by another name.
  const fitting = roles.length === 1 && only !== undefined && all.length > 0 ? { [only]: all } : ofRoles;
  return { ...draft, approved, hosts: fitting, inputs: Object.fromEntries([...before, ...given]), reviewed };
}

async function bringUp({ practice, texts }: Services, scenario: Scenario): Promise<void> {
  await window.withProgress(
    { location: ProgressLocation.Notification, title: texts.say('commands.practice.progress') },
    () => practice.start(scenario),
  );
}

type Asker = (question: Question, draft: Draft, place: Place) => Promise<Asked>;

function askQuestion(services: Services, last: LastValues, options: PickOptions): Asker {
  const { engine, texts, trust } = services;
  const titled = (draft: Draft): string => {
    const title = draft.approved?.runbook.title;
    const name = title === undefined ? '' : engine().visibleLine(engine().localise(title, texts.locale));
    return texts.say(options.mode === 'plan' ? 'pick.plan' : 'pick.run', { name }).trim();
  };

  return async (question, draft, place) => {
    const title = titled(draft);
    const { approved } = draft;
    if (approved === undefined || question.kind === 'runbook') {
      const items = await runbookItems(services);
      const picked = await pickOne({ title, placeholder: texts.say('pick.runbook'), place, items });
      if (typeof picked === 'string') return picked;
      const chosen = await trust.approve(picked.file);
      return chosen === undefined ? 'cancel' : withRunbook(draft, chosen, last, options);
    }
    const { runbook, file } = approved;
    switch (question.kind) {
      case 'hosts': {
        const { role } = question;
        const target = runbook.targets[role];
        const count = target?.count;
        const selected = last.of(file.name).hosts[role] ?? [];
        const picked = await pickHosts({
          title,
          place,
          placeholder: texts.say(count === 1 ? 'pick.host' : 'pick.hosts', { role }),
          many: count !== 1,
          selected,
          items: [...groupItems(approved.inventory), ...(await hostItems(services, selected))],
          typed: (text) =>
            /^[^\s,]+$/.test(text) ? { label: text, description: texts.say('pick.typedHost') } : undefined,
          problem: (labels) => {
            const { hosts } = engine().expandGroups(labels, approved.inventory);
            return hosts.length === 0 || (count !== undefined && hosts.length !== count)
              ? texts.say('pick.hostCount', { role, wanted: count ?? 1 })
              : undefined;
          },
        });
        return typeof picked === 'string' ? picked : { ...draft, hosts: { ...draft.hosts, [role]: picked } };
      }
      case 'scenario': {
        const items = engine().scenarios.map((scenario) => ({
          label: texts.say(`views.scenarioName.${scenario}`),
          description: scenario,
          detail: texts.say(`views.scenario.${scenario}`),
          scenario,
        }));
        const picked = await pickOne({ title, placeholder: texts.say('commands.practice.pick'), place, items });
        return typeof picked === 'string' ? picked : { ...draft, scenario: picked.scenario };
      }
      case 'input':
        return askInput(services, draft, question.name, title, place);
      case 'review':
        return review(services, draft, title, place, options.mode);
      case 'secret': {
        const { name } = question;
        const given = await askText({
          title,
          place,
          placeholder: texts.say('pick.secret', { name }),
          value: '',
          password: true,
          validate: (text) => (text === '' ? texts.say('pick.empty') : undefined),
        });
        return typeof given === 'string' ? given : { ...draft, secrets: { ...draft.secrets, [name]: given.text } };
      }
    }
  };
}

/** All inputs with their values; one that is chosen can be changed. */
async function review(
  services: Services,
  draft: Draft,
  title: string,
  place: Place,
  mode: StartRequest['mode'],
): Promise<Asked> {
  const { texts } = services;
  const { runbook } = draft.approved ?? { runbook: undefined };
  if (runbook === undefined) return 'cancel';
  const go = { label: `$(play) ${texts.say(mode === 'plan' ? 'pick.goPlan' : 'pick.goRun')}`, name: undefined };
  const rows = openInputs(runbook).map((name) => ({
    label: `$(edit) ${name}`,
    name,
    description: shownValue(draft, name, services),
    detail: describe(services, runbook.inputs[name]),
  }));
  const placeholder = texts.say('pick.review');
  const picked = await pickOne<(typeof rows)[number] | typeof go>({ title, placeholder, place, items: [go, ...rows] });
  if (typeof picked === 'string') return picked;
  if (picked.name === undefined) return { ...draft, reviewed: true };
  const asked = await askInput(services, draft, picked.name, title, { ...place, mayGoBack: true });
  return asked === 'back' ? draft : asked;
}

async function askInput(services: Services, draft: Draft, name: string, title: string, place: Place): Promise<Asked> {
  const { engine, texts } = services;
  const input = draft.approved?.runbook.inputs[name];
  if (input === undefined) return 'cancel';
  const value = valueOf(draft, name) ?? '';
  const withValue = (text: string): Draft => ({ ...draft, inputs: { ...draft.inputs, [name]: text } });
  const about = describe(services, input);
  const placeholder = about === '' ? name : `${name}: ${about}`;
  const choices = choicesOf(input);
  if (choices !== undefined) {
    const items = choices.map((label) => ({ label }));
    const active = items.find(({ label }) => label === value);
    const picked = await pickOne({ title, placeholder, place, items, active });
    return typeof picked === 'string' ? picked : withValue(picked.label);
  }
  const given = await askText({
    ...{ title, placeholder, place, value, password: false },
    validate: (text) => {
      const bound = engine().bindInput(name, input, text);
      return 'problem' in bound ? engine().visibleLine(texts.tell(bound.problem)) : undefined;
    },
  });
  return typeof given === 'string' ? given : withValue(given.text);
}

function choicesOf(input: Input): readonly string[] | undefined {
  if (input.type === 'enum') return input.values;
  return input.type === 'boolean' ? ['true', 'false'] : undefined;
}

function valueOf(draft: Draft, name: string): string | undefined {
  return draft.inputs[name] ?? presetOf(draft.approved?.runbook.inputs[name]);
}

/** What is said of an input beside its name. */
function shownValue(draft: Draft, name: string, { engine, texts }: Services): string {
  const byHost = draft.inputs[name] === undefined && isGivenByHosts(draft, name);
  return byHost ? texts.say('pick.byHost') : engine().visibleLine(valueOf(draft, name) ?? '');
}

function describe({ engine, texts }: Services, input: Input | undefined): string {
  const description = input?.description;
  return description === undefined ? '' : engine().visibleLine(engine().localise(description, texts.locale));
}
