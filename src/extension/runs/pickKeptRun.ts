// Lets the person choose one of the runs that are kept.
import { window } from 'vscode';
import type { Services } from '../Services.ts';
import type { RunSummary } from './Runs.ts';
import { outcomeText } from './outcomeText.ts';

type Which = 'all' | 'resumable' | 'undoable';

const kinds = {
  all: { holds: () => true, none: 'runs.none', ask: 'runs.pick' },
  resumable: { holds: ({ resumable }) => resumable, none: 'runs.noneResumable', ask: 'runs.pickResume' },
  undoable: { holds: ({ undoable }) => undoable, none: 'runs.noneUndoable', ask: 'runs.pickUndo' },
} as const satisfies Record<Which, { readonly holds: (run: RunSummary) => boolean; none: string; ask: string }>;

/** Its id; undefined where there is none, or none was chosen. */
export async function pickKeptRun({ runs, texts }: Services, which: Which): Promise<string | undefined> {
  const { holds, none, ask } = kinds[which];
  const listed = (await runs.list()).filter(holds);
  if (listed.length === 0) {
    void window.showInformationMessage(texts.say(none));
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
  const placeHolder = texts.say(ask);
  return (await window.showQuickPick(items, { placeHolder, matchOnDescription: true, matchOnDetail: true }))?.id;
}
