// The tree of runs: how each stands, and what can be done with it.
import { describe, expect, test } from 'vitest';
import type { RunSummary } from '../../../src/extension/runs/Runs.ts';
import { ago } from '../../../src/extension/views/runs/ago.ts';
import { runNodes } from '../../../src/extension/views/runs/runNodes.ts';
import type { TreeNode } from '../../../src/extension/views/TreeNode.ts';
import * as engine from '../../../src/runbooks/index.ts';
import { textsIn } from '../texts.ts';

const now = 1_800_000_000_000;
const ended: RunSummary = {
  id: '20270115-080000-abcd',
  title: 'Recover a daemon',
  runbook: 'mcsmanager/recover-daemon',
  hosts: ['web1', 'web2'],
  startedAt: now - 600_000,
  endedAt: now - 300_000,
  outcome: 'succeeded',
  where: 'ended',
  resumable: false,
  undoable: false,
  problem: undefined,
};
const open: RunSummary = { ...ended, endedAt: undefined, outcome: undefined, where: 'mine', resumable: true };
const rowOf = (run: RunSummary, language = 'en'): TreeNode => runNodes([run], now, textsIn(language), engine)[0]!;

describe('a run', () => {
  test('shows how it ended, where and when', () => {
    expect(rowOf(ended)).toMatchObject({
      label: 'Recover a daemon',
      description: 'Succeeded · web1, web2 · 5 minutes ago',
      spoken: 'Recover a daemon, Succeeded, web1, web2, 5 minutes ago',
      kind: 'run.ended',
      runId: ended.id,
      command: 'gatedRunbooks.openReport',
    });
    expect(rowOf(ended, 'zh-cn').description).toBe('成功 · web1, web2 · 5分钟前');
  });

  test.each([
    ['mine', true, 'run.mine', 'running'],
    ['elsewhere', true, 'run.elsewhere', 'running in another window or terminal'],
    ['interrupted', true, 'run.open', 'interrupted'],
    ['interrupted', false, 'run.ended', 'interrupted'],
  ] as const)('%s (to be resumed: %s) is a %s', (where, resumable, kind, state) => {
    const row = rowOf({ ...open, where, resumable });
    expect(row.kind).toBe(kind);
    expect(row.description).toBe(`${state} · web1, web2 · 10 minutes ago`);
  });

  test('that can be gone on with although it ended can be resumed', () => {
    expect(rowOf({ ...ended, outcome: 'unknown', resumable: true }).kind).toBe('run.open');
  });

  test('that left changes can be undone', () => {
    expect(rowOf({ ...ended, undoable: true }).kind).toBe('run.undoable');
  });

  test('has an icon of its own for every way to end', () => {
    const outcomes = [
      'succeeded',
      'nothingToDo',
      'failedUnchanged',
      'rolledBack',
      'undone',
      'failed',
      'continuedPastFailure',
      'blocked',
      'cancelled',
      'unknown',
    ] as const;
    for (const outcome of outcomes) {
      const { icon } = rowOf({ ...ended, outcome });
      // Green is for what is proven, and for nothing else.
      expect(icon?.colour === 'testing.iconPassed', outcome).toBe(
        ['succeeded', 'nothingToDo', 'undone'].includes(outcome),
      );
    }
  });

  test('whose journal can’t be read says why and can only be deleted', () => {
    const row = rowOf({ ...ended, title: '', problem: 'broken\u202e' });
    expect(row).toMatchObject({ label: ended.id, kind: 'run.unreadable' });
    expect(row.description).toMatch(/^broken./);
    expect(row.description).not.toContain('\u202e');
    expect(row.command).toBeUndefined();
  });

  test('shows no title or host that plays tricks', () => {
    const row = rowOf({ ...ended, title: 'a\u202eb', hosts: ['x\u001b[2Jy'] });
    for (const text of [row.label, row.description, row.tooltip, row.spoken])
      expect(text).not.toMatch(/[\u202e\u001b]/);
  });
});

test('a time is told as people do', () => {
  const told = (past: number): string => ago(now - past, now, 'en');
  expect([0, -5000, 59_000, 60_000, 3_599_000, 7_200_000, 86_400_000, 3 * 86_400_000].map(told)).toEqual([
    'now',
    'now',
    '59 seconds ago',
    '1 minute ago',
    '59 minutes ago',
    '2 hours ago',
    'yesterday',
    '3 days ago',
  ]);
  expect(told(30 * 86_400_000)).toMatch(/Dec \d+, 2026/);
});
