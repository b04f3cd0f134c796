// The package that people install: what is in it, how large it is, and that its engine and practice host work from it.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWhenChanged } from '../../../scripts/build.mjs';
import { mostBytes, packageExtension } from '../../../scripts/package.mjs';
import type * as Engine from '../../../src/runbooks/index.ts';
import { tempFolder, type TempFolder } from '../../support/tempFolder.ts';

interface Entry {
  readonly mode: number;
  readonly content: Buffer;
}

/** The files of a zip archive, by its central directory. */
function unzip(archive: Buffer): ReadonlyMap<string, Entry> {
  const end = archive.lastIndexOf(Buffer.from('PK\u0005\u0006'));
  const entries = new Map<string, Entry>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength!);
    const local = archive.readUInt32LE(at + 42);
    const data = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const packed = archive.subarray(data, data + archive.readUInt32LE(at + 20));
    const content = archive.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed);
    entries.set(name, { mode: archive.readUInt16LE(at + 40), content });
    at += 46 + nameLength! + extra! + comment!;
  }
  return entries;
}

let folder: TempFolder;
let entries: ReadonlyMap<string, Entry>;
let size = 0;

beforeAll(async () => {
  folder = await tempFolder('package');
  const file = join(folder.path, 'extension.vsix');
  await buildWhenChanged();
  size = await packageExtension(file);
  entries = unzip(readFileSync(file));
  for (const [name, { content, mode }] of entries) {
    const path = join(folder.path, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content, { mode: mode & 0o777 });
  }
}, 180_000);
afterAll(() => folder.remove());

const inside = (): readonly string[] =>
  [...entries.keys()].filter((name) => name.startsWith('extension/')).map((name) => name.slice('extension/'.length));

describe('the package', () => {
  it('is small', () => {
    expect(size).toBeLessThanOrEqual(mostBytes);
    expect(size).toBeGreaterThan(100_000);
  });

  it('holds what it needs and nothing else', () => {
    const kinds = new Set(inside().map((name) => name.replace(/[^/]+$/, (base) => base.replace(/^.*?(?=\.|$)/, '*'))));
    expect([...kinds].sort()).toEqual([
      '*.json',
      '*.md',
      '*.nls.json',
      '*.nls.zh-cn.json',
      '*.txt',
      'dist/extension/*.cjs',
      'dist/extension/*.cjs.LEGAL.txt',
      'dist/guest/*.mjs',
      'dist/guest/*.sh',
      'dist/guest/bin/*',
      'dist/guest/vernemq/*.mjs',
      'dist/guest/vernemq/bin/*',
      'dist/webview/*.css',
      'dist/webview/*.js',
      'dist/webview/*.ttf',
      'media/*.png',
      'media/*.svg',
      'runbooks/linux/*.yaml',
      'runbooks/mcsmanager/*.recording.jsonl',
      'runbooks/mcsmanager/*.yaml',
      'runbooks/vernemq/*.yaml',
      'schema/*.v1.json',
      'walkthrough/*.md',
      'walkthrough/*.nls.zh-cn.md',
    ]);
  });

  it('has every file that package.json names', () => {
    const manifest = entries.get('extension/package.json')!.content.toString();
    const named = [...manifest.matchAll(/"(?:\.\/)?((?:dist|media|schema|walkthrough)\/[^"]+)"/g)];
    expect(named.length).toBeGreaterThan(8);
    const missing = named.map(([, path = '']) => path).filter((path) => !inside().includes(path));
    // The command is for those who have the checkout.
    expect(missing).toEqual(['dist/cli/runbook.cjs']);
  });

  it('has a licence, a changelog, and a README whose pictures are in it', () => {
    expect(inside()).toEqual(expect.arrayContaining(['LICENSE.txt', 'changelog.md', 'readme.md']));
    const readme = entries.get('extension/readme.md')!.content.toString();
    const pictures = [...readme.matchAll(/!\[[^\]]*\]\(([^)]*)\)/g)].map(([, source = '']) => source);
    expect(pictures.filter((source) => !source.startsWith('data:image/png;base64,'))).toEqual([]);
    // The editor shows none of our files for a relative link.
    expect(readme).not.toMatch(/\]\((?!https:|data:|#)/);
  });

  it('names no place of the machine that made it', () => {
    for (const [name, { content }] of entries) {
      const text = content.toString('latin1');
      expect(text.includes(process.cwd()) || text.includes(folder.path), name).toBe(false);
    }
  });

  it('has an engine that loads, reads its own runbooks, and speaks Chinese', () => {
    const require = createRequire(join(folder.path, 'extension/dist/extension/extension.cjs'));
    const engine = require('./engine.cjs') as typeof Engine;
    const runbooks = inside().filter((name) => /^runbooks\/.*\.yaml$/.test(name));
    for (const name of runbooks) {
      const text = entries.get(`extension/${name}`)!.content.toString();
      expect(engine.readRunbook({ uri: name, text }).value, name).toBeDefined();
    }
    expect(engine.say('zh-cn', { code: 'views.outcome.succeeded' })).toBe('成功');
  });

  it('has a practice host that comes up from it', async () => {
    const require = createRequire(join(folder.path, 'extension/dist/extension/extension.cjs'));
    const engine = require('./engine.cjs') as typeof Engine;
    if (engine.practiceAvailability().kind !== 'full') return;
    const practice = await engine.startPractice({ scenario: 'healthy' });
    try {
      // Not the blocking form: the host answers from this process.
      const command = `${engine.reachCommand(practice)} systemctl is-active mcsm-daemon.service </dev/null`;
      const said = await promisify(execFile)('sh', ['-c', command], { timeout: 30_000 });
      expect(said.stdout.trim()).toBe('active');
    } finally {
      await practice.close();
    }
  });
});
