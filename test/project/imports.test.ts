// The rooms' import rules, as the linter applies them.
import { describe, expect, it } from 'vitest';
import { importRefused } from '../../scripts/lint/house.mjs';

describe('a room may import', () => {
  it.each([
    ['src/runbooks/language/readRunbook.ts', 'yaml'],
    ['src/runbooks/language/schema.ts', 'zod'],
    ['src/runbooks/language/cel/evaluate.ts', '@marcbachmann/cel-js'],
    ['src/runbooks/views/markdown/renderMarkdown.ts', 'markdown-it'],
    ['src/runbooks/hosts/ssh/connection/connect.ts', 'ssh2'],
    ['src/runbooks/hosts/practice/startPractice.ts', 'ssh2'],
    ['src/runbooks/hosts/practice/startPractice.ts', '../../texts/Message.ts'],
    ['src/runbooks/journal/fileJournal.ts', 'node:fs/promises'],
    ['src/runbooks/run/startRun.ts', 'node:crypto'],
    ['src/cli/commands/run.ts', '../../runbooks/index.ts'],
    ['src/extension/activate.ts', 'vscode'],
    ['src/extension/panel/createPageHost.ts', '../../../webview/protocol.ts'],
    ['src/extension/engine/loadEngine.ts', '../../runbooks/index.ts'],
    ['webview/ui/elements.ts', '@vscode/webview-ui-toolkit'],
  ])('%s: %s', (file, specifier) => {
    expect(importRefused(file, specifier)).toBeUndefined();
  });
});

describe('a room must not import', () => {
  it.each([
    ['src/runbooks/run/startRun.ts', 'ssh2'],
    ['src/runbooks/run/startRun.ts', 'vscode'],
    ['src/runbooks/run/evolve.ts', 'node:fs'],
    ['src/runbooks/run/decide/decide.ts', 'node:timers'],
    ['src/runbooks/language/readRunbook.ts', 'node:fs'],
    ['src/runbooks/gates/judge.ts', 'node:crypto'],
    ['src/runbooks/views/foldRun.ts', 'markdown-it'],
    ['src/runbooks/views/html/htmlReport.ts', '../../../cli/main.ts'],
    ['src/runbooks/hosts/practice/startPractice.ts', '../Host.ts'],
    ['src/runbooks/run/startRun.ts', '../hosts/practice/startPractice.ts'],
    ['src/runbooks/journal/fileJournal.ts', 'fs'],
    ['src/cli/commands/run.ts', '../../runbooks/run/startRun.ts'],
    ['src/cli/commands/run.ts', 'yaml'],
    ['src/extension/runs/createRuns.ts', '../../runbooks/run/startRun.ts'],
    ['src/extension/runs/createRuns.ts', '../../cli/main.ts'],
    ['src/extension/panel/createPageHost.ts', '../../../webview/page/Page.ts'],
    ['src/extension/activate.ts', 'ssh2'],
    ['webview/page/Page.ts', 'vscode'],
    ['webview/page/Page.ts', 'node:fs'],
    ['webview/page/Page.ts', '../../src/extension/activate.ts'],
  ])('%s: %s', (file, specifier) => {
    expect(importRefused(file, specifier)).toBeTypeOf('string');
  });
});
