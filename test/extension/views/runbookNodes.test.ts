// The tree of runbooks: groups, effects, problems, in both languages.
import { describe, expect, test } from 'vitest';
import { runbookNodes, type RunbookEntry } from '../../../src/extension/views/runbooks/runbookNodes.ts';
import { summariseRunbook } from '../../../src/extension/views/runbooks/summariseRunbook.ts';
import type { TreeNode } from '../../../src/extension/views/TreeNode.ts';
import * as engine from '../../../src/runbooks/index.ts';
import { textsIn } from '../texts.ts';
import { uriOf } from '../uriOf.ts';

const step = (effect: string): string =>
  `  - { id: ${effect}, effect: ${effect}, run: 'true', ${effect === 'read' ? '' : `confirm: { message: Sure }, verify: [{ run: 'true', expect: stdout == "" }]`} }\n`;
const runbook = (title: string, ...effects: readonly string[]): string =>
  `schema: runbook/v1\ntitle: ${title}\ntargets: { node: {} }\nsteps:\n${effects.map(step).join('')}`;

function entry(name: string, text: string, shipped = false): RunbookEntry {
  const file = { uri: uriOf(`file:///${name}`), name, shipped };
  return { file, summary: summariseRunbook(engine.readRunbook({ uri: name, text })) };
}

function nodesOf(entries: readonly RunbookEntry[], language = 'en'): readonly TreeNode[] {
  return runbookNodes(entries, textsIn(language), engine);
}
const onlyRow = (text: string, language = 'en'): TreeNode =>
  nodesOf([entry('runbooks/one.yaml', text)], language)[0]!.children![0]!;

describe('groups', () => {
  const nodes = nodesOf([
    entry('mcsmanager/triage', runbook('Triage', 'read'), true),
    entry('mcsmanager/recover', runbook('Recover', 'change'), true),
    entry('mcsmanager/own.yaml', runbook('Own', 'read')),
    entry('ops/runbooks/db/a.yaml', runbook('A', 'read')),
    entry('ops/runbooks/x.yaml', runbook('X', 'read')),
    entry('top.yaml', runbook('Top', 'read')),
  ]);

  test('are folders, those of the extension apart from the workspace’s', () => {
    expect(nodes.map(({ label, description }) => [label, description])).toEqual([
      ['top folder', undefined],
      ['mcsmanager', undefined],
      ['ops/runbooks', undefined],
      ['ops/runbooks/db', undefined],
      ['mcsmanager', 'shipped'],
    ]);
  });

  test('hold their runbooks in order', () => {
    expect(nodes[4]!.kind).toBe('group');
    expect(nodes[4]!.children!.map(({ label }) => label)).toEqual(['Triage', 'Recover']);
  });

  test('are open, but those of the extension only where there are no others', () => {
    expect(nodes.map(({ open }) => open)).toEqual([true, true, true, true, false]);
    expect(nodesOf([entry('linux/tune', runbook('Tune', 'read'), true)])[0]!.open).toBe(true);
  });

  test('and rows have ids of their own', () => {
    const ids = nodes.flatMap(({ id, children = [] }) => [id, ...children.map((child) => child.id)]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('a row', () => {
  test.each([
    [['read'], 'eye', 'read-only', '只读'],
    [['read', 'change'], 'edit', 'changes the host', '会更改主机'],
    [['destructive', 'change'], 'flame', 'destructive', '破坏性'],
  ])('of a runbook with the effects %j says so, to the eye and the ear', (effects, icon, spoken, chinese) => {
    const text = runbook('Title', ...effects);
    expect(onlyRow(text)).toMatchObject({
      label: 'Title',
      description: 'one.yaml',
      kind: 'runbook',
      icon: { id: icon },
    });
    expect(onlyRow(text).spoken).toBe(`Title, ${spoken}`);
    expect(onlyRow(text, 'zh-CN').spoken).toBe(`Title, ${chinese}`);
  });

  test('looks into `each`', () => {
    const text = `schema: runbook/v1\ntitle: T\ntargets: { node: {} }\nsteps:\n  - id: all\n    each: node\n    steps:\n    ${step('destructive')}`;
    expect(onlyRow(text).icon).toMatchObject({ id: 'flame' });
  });

  test('opens its file, and is what Run and Plan are called with', () => {
    const row = onlyRow(runbook('T', 'read'));
    expect(row.command).toBe('gatedRunbooks.openRunbook');
    expect(row.resourceUri?.path).toBe('/runbooks/one.yaml');
  });

  test('speaks the person’s language', () => {
    const text = runbook('{ en: Recover, zh-cn: 恢复 }', 'read');
    expect(onlyRow(text, 'zh-tw').label).toBe('恢复');
    expect(onlyRow(text, 'de').label).toBe('Recover');
  });

  test('counts what is wrong, and can’t be run where that are errors', () => {
    const warned = onlyRow(runbook('T', 'read').concat("  - { id: bare, effect: change, run: 'true' }\n"));
    expect(warned).toMatchObject({ kind: 'runbook', description: 'one.yaml · 1 warning' });
    const broken = onlyRow('schema: runbook/v1\ntitel: T\n');
    expect(broken).toMatchObject({ kind: 'runbook.broken', label: 'one.yaml', icon: { id: 'error' } });
    expect(broken.description).toMatch(/^\d errors?$/);
    expect(broken.spoken).toMatch(/^one\.yaml, \d errors?$/);
  });

  test('says why a file can’t be read', () => {
    const file = { uri: uriOf('file:///x.yaml'), name: 'x.yaml', shipped: false };
    const [group] = nodesOf([{ file, summary: { unreadable: 'gone\u202e' } }]);
    expect(group!.children![0]).toMatchObject({ kind: 'runbook.broken', description: 'cannot be read' });
    expect(group!.children![0]!.tooltip).toMatch(/^gone./);
    expect(group!.children![0]!.tooltip).not.toContain('\u202e');
  });

  test('shows no title that plays tricks', () => {
    const row = onlyRow(runbook('"safe \\u202e gnp"', 'read'));
    for (const text of [row.label, row.tooltip, row.spoken]) expect(text).not.toContain('\u202e');
  });
});
