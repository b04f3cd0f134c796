// Lets the person choose one of the runs that are kept.
import { window } from 'vscode';
import type { Services } from '../Services.ts';
import { outcomeText } from './outcomeText.ts';

/** Its id; undefined where there is none, or none was chosen. */
export async function pickKeptRun({ runs, texts }: Services, which: 'all' | 'resumable'): Promise<string | undefined> {
  const listed = (await runs.list()).filter(({ resumable }) => which === 'all' || resumable);
  if (listed.length === 0) {
    void window.showInformationMessage(texts.say(which === 'all' ? 'runs.none' : 'runs.noneResumable'));
    return undefined;
  }
  const items = listed.map(({ id, title, hosts, outcome, where, problem }) => ({
    label: title === '' ? id : title,
    description: [
      ...hosts,
      where === 'interrupted' || outcome === undefined ? texts.say(`runs.where.${where}`) : outcomeText(outcome, texts),
    ].join(' · '),
    detail: problem ?? id,
    id,
  }));
  const placeHolder = texts.say(which === 'all' ? 'runs.pick' : 'runs.pickResume');
  return (await window.showQuickPick(items, { placeHolder, matchOnDescription: true, matchOnDetail: true }))?.id;
}
