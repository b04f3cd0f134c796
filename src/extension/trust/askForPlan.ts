// A journal is data: a plan that was not approved on this machine is shown before it is gone on with.
import { window } from 'vscode';
import type { Plan } from '../../runbooks/index.ts';
import type { Engine } from '../engine/loadEngine.ts';
import type { Texts } from '../texts/Texts.ts';
import type { TextShower } from './TextShower.ts';

export interface AskForPlanOptions {
  readonly engine: () => Engine;
  readonly texts: Texts;
  readonly shower: TextShower;
}

/** Shows the plan's text, and asks. */
export function askForPlan(plan: Plan, { engine, texts, shower }: AskForPlanOptions): Promise<boolean> {
  const { visibleLine } = engine();
  const name = visibleLine(plan.name);
  const hosts = Object.values(plan.roles).flat().map(visibleLine).join(', ');
  const text = plan.sources.map((source) => source.text).join('\n');
  return shower.whileShown({ name, text, before: undefined }, async () => {
    const approve = texts.say('trust.approve');
    const items = [{ label: approve }, { label: texts.say('trust.decline') }];
    const placeHolder = texts.say('trust.foreignPlan', { name, hosts });
    return (await window.showQuickPick(items, { placeHolder, ignoreFocusOut: true }))?.label === approve;
  });
}
