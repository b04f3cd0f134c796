// The tree of runbooks: a group for each folder, its runbooks in it.
import type { Engine } from '../../engine/loadEngine.ts';
import type { RunbookFile } from '../../files/RunbookFile.ts';
import { commands } from '../../ids.ts';
import type { Texts } from '../../texts/Texts.ts';
import type { TreeNode } from '../TreeNode.ts';
import type { Effect, RunbookSummary } from './summariseRunbook.ts';

/** A runbook and what is known of it, or why its file can't be read. */
export interface RunbookEntry {
  readonly file: RunbookFile;
  readonly summary: RunbookSummary | { readonly unreadable: string };
}

const icons: Readonly<Record<Effect, NonNullable<TreeNode['icon']>>> = {
  read: { id: 'eye' },
  change: { id: 'edit' },
  destructive: { id: 'flame', colour: 'charts.red' },
};
const broken = { id: 'error', colour: 'list.errorForeground' } as const;

/**
 * The workspace's own first, and then those that were shipped, folded away; a folder before those in it. Titles are shown with whatever is
 * invisible in them made visible.
 */
export function runbookNodes(
  entries: readonly RunbookEntry[],
  texts: Texts,
  { localise, visibleLine }: Pick<Engine, 'localise' | 'visibleLine'>,
): readonly TreeNode[] {
  const groups = new Map<string, { readonly label: string; readonly shipped: boolean; readonly nodes: TreeNode[] }>();
  for (const { file, summary } of entries) {
    const { folder, base } = partsOf(file.name);
    const key = `${file.shipped ? 'shipped' : 'workspace'}:${folder}`;
    const group = groups.get(key) ?? { label: folder, shipped: file.shipped, nodes: [] };
    groups.set(key, group);
    const name = visibleLine(base);
    if ('unreadable' in summary) {
      const description = texts.say('views.runbooks.unreadable');
      group.nodes.push({
        ...leaf(file, 'runbook.broken', name, description),
        icon: broken,
        tooltip: visibleLine(summary.unreadable),
      });
      continue;
    }
    const title = summary.title === undefined ? name : visibleLine(localise(summary.title, texts.locale));
    const problems = problemsOf(summary, texts);
    const effect = summary.effect === undefined ? undefined : texts.say(`views.effect.${summary.effect}`);
    const facts = [effect, problems].filter((fact) => fact !== undefined);
    const description = [summary.title === undefined ? undefined : name, problems].filter((part) => part !== undefined);
    group.nodes.push({
      ...leaf(file, summary.effect === undefined ? 'runbook.broken' : 'runbook', title, description.join(' · ')),
      icon: summary.effect === undefined ? broken : icons[summary.effect],
      tooltip: [title, visibleLine(file.name), ...facts].join('\n'),
      spoken: [title, ...facts].join(', '),
    });
  }
  const sorted = [...groups].toSorted(
    ([, a], [, b]) => Number(a.shipped) - Number(b.shipped) || (a.label < b.label ? -1 : 1),
  );
  const hasOwn = sorted.some(([, { shipped }]) => !shipped);
  return sorted.map(([id, { label, shipped, nodes }]) => ({
    id,
    label: label === '' ? texts.say('views.runbooks.top') : visibleLine(label),
    ...(shipped ? { description: texts.say('views.runbooks.shipped') } : {}),
    icon: { id: shipped ? 'package' : 'folder' },
    kind: 'group',
    open: !shipped || !hasOwn,
    children: nodes,
  }));
}

function leaf(file: RunbookFile, kind: string, label: string, description: string): TreeNode {
  const opening = { command: commands.openRunbook, resourceUri: file.uri };
  return { id: file.uri.toString(), kind, label, description, ...opening };
}

/** "2 errors, 1 warning"; nothing where it is sound. */
function problemsOf({ errors, warnings }: RunbookSummary, texts: Texts): string | undefined {
  const parts = [
    ...(errors > 0
      ? [texts.say(errors === 1 ? 'views.problems.error' : 'views.problems.errors', { count: errors })]
      : []),
    ...(warnings > 0
      ? [texts.say(warnings === 1 ? 'views.problems.warning' : 'views.problems.warnings', { count: warnings })]
      : []),
  ];
  return parts.length === 0 ? undefined : parts.join(', ');
}

function partsOf(name: string): { readonly folder: string; readonly base: string } {
  const at = name.lastIndexOf('/');
  return { folder: name.slice(0, Math.max(at, 0)), base: name.slice(at + 1) };
}
