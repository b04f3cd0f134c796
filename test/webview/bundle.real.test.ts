// What is shipped of the page: three files under fixed names, small, and with nothing in them that the policy forbids.
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildPage } from './harness/buildPage.ts';

let folder = '';
beforeAll(async () => {
  folder = await buildPage();
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('is page.js, page.css and the icons’ font, 250 kB without the font', () => {
  expect(readdirSync(folder).sort()).toEqual(['codicon.ttf', 'page.css', 'page.js']);
  const size = ['page.js', 'page.css'].reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
  expect(size).toBeLessThan(250_000);
});

it('carries no catalogue of its own, and no eval', () => {
  const script = readFileSync(path.join(folder, 'page.js'), 'utf8');
  expect(script).not.toContain('Waiting for the run');
  expect(script).not.toMatch(/\beval\(|new Function\(/);
});
