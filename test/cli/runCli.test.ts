// What the command says when it is used in a wrong way, and its help: in both languages, with exit code 4 for what is wrong.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands/commands.ts';
import { tempFolder } from '../support/tempFolder.ts';
import { typeCommand } from './support/typeCommand.ts';

const languages = [
  { lang: 'en', hint: 'Did you mean', usage: 'Usage:' },
  { lang: 'zh-cn', hint: '是否想输入', usage: '用法：' },
] as const;

describe.each(languages)('in $lang', ({ lang, hint, usage }) => {
  it('help lists every command', async () => {
    const { code, out } = await typeCommand(['--help', '--lang', lang]);
    expect(code).toBe(0);
    for (const { name } of commands) expect(out).toContain(`  ${name}`);
    expect(out).not.toMatch(/cli\.\w+\.\w+/);
  });

  it.each(commands.map(({ name }) => name))('help of %s tells usage, options and exit codes', async (name) => {
    const { code, out } = await typeCommand([name, '--help', '--lang', lang]);
    expect(code).toBe(0);
    expect(out).toContain(`${usage} runbook ${name}`);
    for (const option of Object.keys(commands.find((one) => one.name === name)?.options ?? {})) {
      expect(out).toContain(`--${option}`);
    }
    expect(out).not.toMatch(/cli\.\w+\.\w+|\{\w+\}/);
  });

  it.each([
    { words: ['runn'], says: 'run' },
    { words: ['list', '--langg', 'en'], says: '--lang' },
    { words: ['run', 'mcsmanager/recover-deamon', '--on', 'practice'], says: 'mcsmanager/recover-daemon' },
    { words: ['check', 'x.yaml', '--format', 'sariff'], says: 'sarif' },
    { words: ['practice', '--scenario', 'daemon-hang'], says: 'daemon-hung' },
    { words: ['run', 'mcsmanager/recover-daemon', '--on', 'practice', '--confirm', 'restrt=x'], says: 'restart' },
    { words: ['run', 'mcsmanager/recover-daemon', '--on', 'practice', '--input', 'setle=5s'], says: 'settle' },
  ])('$words: what was meant is said', async ({ words, says }) => {
    const { code, err } = await typeCommand([...words, '--lang', lang]);
    expect(code).toBe(4);
    expect(err).toContain(hint);
    expect(err).toContain(says);
  });
});

describe('a command line', () => {
  it.each([
    { words: [], code: 4, on: 'out', says: 'runbook: runs declarative runbooks' },
    { words: ['help', 'plan'], code: 0, on: 'out', says: 'Usage: runbook plan' },
    { words: ['--version'], code: 0, on: 'out', says: 'gated-runbooks ' },
    { words: ['zzzzzzzz'], code: 4, on: 'err', says: 'There is no command zzzzzzzz.' },
    { words: ['run'], code: 4, on: 'err', says: 'Something is missing: runbook run RUNBOOK' },
    { words: ['run', 'nowhere.yaml', '--on', 'x'], code: 4, on: 'err', says: 'There is no runbook nowhere.yaml' },
    {
      words: ['run', 'package.json', '--on', 'x', '--report', 'x.pdf'],
      code: 4,
      on: 'err',
      says: '.html, .md, .json, .xml',
    },
    {
      words: ['run', 'package.json', '--on', 'x', '--confirm', 'restart'],
      code: 4,
      on: 'err',
      says: '--confirm NAME=VALUE',
    },
    { words: ['list', '--lang', 'fr'], code: 4, on: 'err', says: '--lang cannot be fr; it can be en, zh-cn.' },
    { words: ['list', '--lang', 'zh_CN'], code: 0, on: 'out', says: '恢复崩溃的' },
    { words: ['report', 'x', '--runs', '/nonexistent'], code: 4, on: 'err', says: 'There is no run x' },
  ] as const)('$words', async ({ words, code, on, says }) => {
    const typed = await typeCommand(words);
    expect(typed.code).toBe(code);
    expect(typed[on]).toContain(says);
  });

  it.each([
    { environment: { LANG: 'zh_CN.UTF-8' }, says: '没有命令' },
    { environment: { LANG: 'zh_CN.UTF-8', LC_ALL: 'de_DE.UTF-8' }, says: 'There is no command' },
    { environment: { LANG: 'en_US.UTF-8', LC_MESSAGES: 'zh_CN' }, says: '没有命令' },
    { environment: { LANG: '' }, says: 'There is no command' },
  ])('takes its language from $environment', async ({ environment, says }) => {
    expect((await typeCommand(['zzzzzzzz'], { environment })).err).toContain(says);
  });

  it.each(['text', 'json', 'github', 'sarif'])(
    'checks all files of a folder though one of them cannot be read, in the format %s',
    async (format) => {
      const place = await tempFolder('check');
      await writeFile(join(place.path, 'latin.yaml'), Buffer.from([0x73, 0xe9, 0x0a]));
      await writeFile(
        join(place.path, 'using.yaml'),
        'schema: runbook/v1\ntitle: X\ntargets: { a: {} }\nsteps: [{ id: s, use: ./latin.yaml }]\n',
      );
      await writeFile(join(place.path, 'other.yaml'), 'schema: runbook/v1\ntitel: X\n');
      const { code, out, err } = await typeCommand(['check', '.', '--format', format], { folder: place.path });
      await place.remove();
      expect({ code, err }).toEqual({ code: 4, err: '' });
      expect(out).toContain('latin.yaml is not UTF-8. Save it as UTF-8.');
      expect(out).toContain('titel');
      expect(out).toContain('using.yaml');
      if (format === 'json' || format === 'sarif') expect(() => JSON.parse(out) as unknown).not.toThrow();
    },
  );
});
