// The way from Run… to the run page, as a person goes it.
import { en } from '../../src/extension/texts/en.ts';
import type { Workbench } from './createWorkbench.ts';

export interface RunChoices {
  /** Its title. */
  readonly runbook: string;
  readonly host: string;
  /** The runbook's text is new here, so the person is asked for it. */
  readonly approve?: boolean;
  /** The workspace's runbooks meet this host for the first time. */
  readonly meet?: boolean;
  /** The runbook has inputs; these are changed on the way. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Default: the palette's Run…. */
  readonly begin?: () => Promise<void>;
  readonly mode?: 'run' | 'plan';
}

/** Goes through the quick picks and dialogs, and leaves the run page in front. */
export async function startRun(editor: Workbench, choices: RunChoices): Promise<void> {
  const { mode = 'run' } = choices;
  // The page of a run before would be taken for this one's.
  await editor.closeTabs();
  if (choices.begin === undefined) {
    await editor.palette(mode === 'run' ? 'Runbooks: Run…' : 'Runbooks: Plan…');
    // The list is longer than what of it is in sight.
    await editor.quickInput.locator('.quick-input-box input').fill(choices.runbook);
    await editor.pick(choices.runbook);
  } else {
    await choices.begin();
  }
  if (choices.approve === true) await editor.answer(/approv/i, en['trust.approve']);
  await editor.pick(choices.host);
  const go = en[mode === 'run' ? 'pick.goRun' : 'pick.goPlan'];
  if (choices.inputs !== undefined) await editor.choice(go).waitFor();
  for (const [name, value] of Object.entries(choices.inputs ?? {})) {
    // The list is longer than the box, and holds what is in sight only.
    await editor.filter(name);
    await editor.pick(name);
    await editor.enter(name, value);
    await editor.choice(go).waitFor();
  }
  if (choices.inputs !== undefined) await editor.pick(go);
  if (choices.meet === true) await editor.answer(choices.host, en['trust.meet.accept']);
}
