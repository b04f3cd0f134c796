// The built engine and command run in plain node, far from the checkout and its node_modules.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from '../../scripts/build.mjs';

const execute = promisify(execFile);
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gated-runbooks-built-'));
  await build(join(folder, 'dist'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the build', () => {
  it('has an engine that loads and reads a runbook', async () => {
    const script = `
      const engine = require('./dist/runbooks/index.cjs');
      const { value, diagnostics } = engine.readRunbook({ uri: 'x.yaml', text: 'title: x' });
      console.log(JSON.stringify({ value: value ?? null, found: diagnostics.length > 0 }));`;
    const { stdout } = await execute(process.execPath, ['-e', script], { cwd: folder });
    expect(JSON.parse(stdout)).toEqual({ value: null, found: true });
  });

  it('has an engine that knows no editor and no page', async () => {
    const script = `
      const Module = require('node:module');
      const load = Module._load;
      const asked = [];
      Module._load = (name, ...rest) => { asked.push(name); return load(name, ...rest); };
      require('./dist/runbooks/index.cjs');
      console.log(JSON.stringify(asked));`;
    const { stdout } = await execute(process.execPath, ['-e', script], { cwd: folder });
    const outside = (JSON.parse(stdout) as string[]).filter((name) => !/^(node:|\.)/.test(name));
    expect(outside).not.toContain('vscode');
    expect(outside).not.toContain('jsdom');
  });

  it('has a command that can be run by itself', async () => {
    const { stdout } = await execute(join(folder, 'dist/cli/runbook.cjs'), ['version'], { cwd: folder });
    expect(stdout).toMatch(/^gated-runbooks \d+\.\d+\.\d+ /);
  });
});
