// Start Practice Host…: brings up a simulated machine with something wrong with it.
import {
  commands as vscodeCommands,
  env,
  ProgressLocation,
  QuickPickItemKind,
  window,
  type QuickPickItem,
} from 'vscode';
import type { Practice, Scenario } from '../../runbooks/index.ts';
import { commands } from '../ids.ts';
import type { Services } from '../Services.ts';
import { textOf } from './argument.ts';
import { listRecordings, showRecording, type Recording } from './recordings.ts';

/**
 * `argument`: a scenario or a row with one; else the person chooses. Another host that is up is taken down for it. Where there can
 * be none, a recorded run can be looked at.
 */
export async function startPractice(argument: unknown, services: Services): Promise<void> {
  const { engine, texts, practice } = services;
  const { kind, reason, cure } = engine().practiceAvailability();
  if (kind === 'replayOnly') {
    const why = [reason, ...(cure === undefined ? [] : [cure])].map((message) => texts.tell(message)).join(' ');
    void window.showWarningMessage(texts.say('commands.practice.failed', { why: engine().visible(why) }));
  }
  const given = textOf(argument, 'scenario');
  const named = kind === 'full' ? engine().scenarios.find((one) => one === given) : undefined;
  const chosen = named === undefined ? await choose(kind === 'full', services) : { scenario: named };
  if (chosen === undefined) return;
  if ('recording' in chosen) {
    await showRecording(chosen.recording, services);
    await vscodeCommands.executeCommand(commands.refreshRuns);
    return;
  }
  const { scenario } = chosen;
  const host = await window.withProgress(
    { location: ProgressLocation.Notification, title: texts.say('commands.practice.progress') },
    () => practice.start(scenario),
  );
  // Whoever asked for the host can go on now; the person may take their time.
  void offer(host, services);
}

async function offer(host: Practice, { engine, texts }: Services): Promise<void> {
  const run = texts.say('commands.practice.run');
  const copy = texts.say('commands.practice.copy');
  const up = texts.say('commands.practice.up', { scenario: texts.say(`views.scenarioName.${host.scenario}`) });
  const answer = await window.showInformationMessage(up, run, copy);
  if (answer === run) await vscodeCommands.executeCommand(commands.run);
  if (answer === copy) await env.clipboard.writeText(engine().reachCommand(host));
}

type Choice = { readonly scenario: Scenario } | { readonly recording: Recording };

/** A scenario, where the host can be had, or a run that was recorded on it. */
async function choose(available: boolean, services: Services): Promise<Choice | undefined> {
  const { engine, texts, practice } = services;
  const now = practice.current?.scenario;
  const scenarios = (available ? engine().scenarios : []).map((scenario) => ({
    label: texts.say(`views.scenarioName.${scenario}`),
    description: [scenario, ...(scenario === now ? [texts.say('commands.practice.now')] : [])].join(' · '),
    detail: texts.say(`views.scenario.${scenario}`),
    choice: { scenario },
  }));
  const recordings = (await listRecordings(services)).map((recording) => ({
    label: recording.runbook,
    choice: { recording },
  }));
  const parting = { label: texts.say('commands.practice.recorded'), kind: QuickPickItemKind.Separator };
  const items: readonly (QuickPickItem & { readonly choice?: Choice })[] = [...scenarios, parting, ...recordings];
  const placeHolder = texts.say(available ? 'commands.practice.pick' : 'commands.practice.pickRecorded');
  return (await window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.choice;
}
