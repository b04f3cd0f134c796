// The rooms' import rules, as the linter applies them, and no circles among the modules.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';
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

describe('the modules', () => {
  // Every source is parsed, which takes its time on a busy machine.
  it('import each other without circles', { timeout: 60_000 }, () => {
    const graph = new Map(sources('src').map((file) => [file, importsOf(file)]));
    expect(graph.size).toBeGreaterThan(50);
    expect(circleIn(graph)).toBeUndefined();
  });

  it('would be caught in a circle', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['b']],
    ]);
    expect(circleIn(graph)).toEqual(['b', 'c', 'b']);
  });
});

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return path.endsWith('.ts') ? [path] : [];
  });
}

/** What `file` imports at run time; types alone can't make a circle that matters. */
function importsOf(file: string): string[] {
  const tree = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return tree.statements.flatMap((statement) => {
    if (ts.isImportDeclaration(statement) ? statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword : false)
      return [];
    if (ts.isExportDeclaration(statement) && statement.isTypeOnly) return [];
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const specifier = statement.moduleSpecifier;
    if (specifier === undefined || !ts.isStringLiteral(specifier) || !specifier.text.startsWith('.')) return [];
    return [posix.join(posix.dirname(file), specifier.text)];
  });
}

function circleIn(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const settled = new Set<string>();
  const visit = (module: string, trail: readonly string[]): string[] | undefined => {
    if (trail.includes(module)) return [...trail.slice(trail.indexOf(module)), module];
    if (settled.has(module)) return undefined;
    for (const next of graph.get(module) ?? []) {
      const circle = visit(next, [...trail, module]);
      if (circle !== undefined) return circle;
    }
    settled.add(module);
    return undefined;
  };
  for (const module of graph.keys()) {
    const circle = visit(module, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}
