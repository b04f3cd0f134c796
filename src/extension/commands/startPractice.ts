// Start Practice Host…: brings up a simulated machine with something wrong with it.
import { commands as vscodeCommands, env, ProgressLocation, window } from 'vscode';
import type { Scenario } from '../../runbooks/index.ts';
import { commands } from '../ids.ts';
import type { Services } from '../Services.ts';
import { textOf } from './argument.ts';

/** `argument`: a scenario or a row with one; else the person chooses. Another host that is up is taken down for it. */
export async function startPractice(argument: unknown, services: Services): Promise<void> {
  const { engine, texts, practice } = services;
  const { kind, reason, cure } = engine().practiceAvailability();
  if (kind === 'replayOnly') {
    const why = [reason, ...(cure === undefined ? [] : [cure])].map((message) => texts.tell(message)).join(' ');
    void window.showErrorMessage(texts.say('commands.practice.failed', { why: engine().visible(why) }));
    return;
  }
  const given = textOf(argument, 'scenario');
  const scenario = engine().scenarios.find((one) => one === given) ?? (await chooseScenario(services));
  if (scenario === undefined) return;
  const host = await window.withProgress(
    { location: ProgressLocation.Notification, title: texts.say('commands.practice.progress') },
    () => practice.start(scenario),
  );
  const run = texts.say('commands.practice.run');
  const copy = texts.say('commands.practice.copy');
  const up = texts.say('commands.practice.up', { scenario: texts.say(`views.scenarioName.${scenario}`) });
  const chosen = await window.showInformationMessage(up, run, copy);
  if (chosen === run) await vscodeCommands.executeCommand(commands.run);
  if (chosen === copy) await env.clipboard.writeText(engine().reachCommand(host));
}

async function chooseScenario({ engine, texts, practice }: Services): Promise<Scenario | undefined> {
  const now = practice.current?.scenario;
  const items = engine().scenarios.map((scenario) => ({
    label: texts.say(`views.scenarioName.${scenario}`),
    description: [scenario, ...(scenario === now ? [texts.say('commands.practice.now')] : [])].join(' · '),
    detail: texts.say(`views.scenario.${scenario}`),
    scenario,
  }));
  const placeHolder = texts.say('commands.practice.pick');
  return (await window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.scenario;
}
