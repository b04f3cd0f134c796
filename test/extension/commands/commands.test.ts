// The pure parts of the commands: what they are called with, what they say, what they write.
import { describe, expect, test } from 'vitest';
import { agentAdvice } from '../../../src/extension/commands/agentAdvice.ts';
import { textOf, uriOf } from '../../../src/extension/commands/argument.ts';
import { sumUp } from '../../../src/extension/commands/check/sumUp.ts';
import { newRunbookPath } from '../../../src/extension/commands/newRunbook/newRunbookPath.ts';
import { templateNames, templates } from '../../../src/extension/commands/newRunbook/templates.ts';
import { readRunbook, thisMachine } from '../../../src/runbooks/index.ts';
import { textsIn } from '../texts.ts';

describe('an argument', () => {
  const uri = { scheme: 'file', path: '/a.yaml' };

  test.each([
    ['a URI', uri, uri],
    ['a row of the tree', { label: 'x', resourceUri: uri }, uri],
    ['a row without one', { label: 'x' }, undefined],
    ['a text', 'file:///a.yaml', undefined],
    ['nothing', undefined, undefined],
    ['null', null, undefined],
  ])('%s', (_, argument, expected) => expect(uriOf(argument)).toBe(expected));

  test.each([
    ['a text', 'web1', 'web1'],
    ['a row', { host: 'web1' }, 'web1'],
    ['a row of another kind', { runId: 'web1' }, undefined],
    ['a part of another type', { host: 1 }, undefined],
    ['nothing', undefined, undefined],
  ])('names a host: %s', (_, argument, expected) => expect(textOf(argument, 'host')).toBe(expected));
});

describe('a check of all runbooks', () => {
  const sound = { errors: 0, warnings: 0 };

  test.each([
    [
      'none',
      [],
      'warning',
      'There are no runbooks in this workspace. They are looked for in a, b; New Runbook… makes one.',
    ],
    ['sound ones', [sound, sound], 'good', 'All 2 runbooks are sound.'],
    [
      'a warning',
      [sound, { errors: 0, warnings: 1 }],
      'warning',
      '2 runbooks checked: 0 errors and 1 warnings in 1 of them.',
    ],
    [
      'errors',
      [
        { errors: 2, warnings: 1 },
        { errors: 1, warnings: 0 },
      ],
      'bad',
      '2 runbooks checked: 3 errors and 1 warnings in 2 of them.',
    ],
  ])('finds %s', (_, counts, severity, sentence) => {
    const summary = sumUp(counts, ['a', 'b', 'a']);
    expect(summary.severity).toBe(severity);
    expect(textsIn('en').say(summary.code, summary.args)).toBe(sentence);
  });
});

describe('a new runbook', () => {
  test.each([
    ['recover-database', 'recover-database.yaml'],
    [' db/recover.yaml ', 'db/recover.yaml'],
    ['db/2nd.yml', 'db/2nd.yaml'],
    ['../outside', undefined],
    ['/etc/x', undefined],
    ['a//b', undefined],
    ['a/', undefined],
    ['Upper', undefined],
    ['a b', undefined],
    ['a\\b', undefined],
    ['-x', undefined],
    ['', undefined],
  ])('%j goes to %s', (typed, path) => expect(newRunbookPath(typed)).toBe(path));

  /** What the editor makes of a snippet when nothing is typed into it. */
  const inserted = (snippet: string): string =>
    snippet.replace(
      /\$\{\d+:((?:\\.|[^}\\])*)\}|\\([$}\\])/g,
      (_, text: string | undefined, escaped: string) => text ?? escaped,
    );

  test.each(templateNames)('from the template %s has no error and no warning', (name) => {
    const text = inserted(templates[name]);
    expect(text).not.toMatch(/\$\{|\\\$/);
    const { value, diagnostics } = readRunbook({ uri: `${name}.yaml`, text });
    expect(diagnostics.map(({ code, range }) => [code, range.start.line + 1])).toEqual([]);
    expect(value?.steps.length).toBeGreaterThan(0);
  });

  test.each(templateNames)('from the template %s is about something that can be changed at once', (name) => {
    expect(templates[name].match(/\$\{1:/g)).toHaveLength(1);
  });
});

describe('where the agent gives no keys', () => {
  const machine = (platform: NodeJS.Platform): ReturnType<typeof thisMachine> => ({
    ...thisMachine(),
    platform,
    home: '/home/me',
  });
  const advice = (
    code: 'hosts.agentAbsent' | 'hosts.agentAbsentMac' | 'hosts.agentEmpty',
    platform: NodeJS.Platform,
    inBrowser = false,
  ): string => agentAdvice({ code }, machine(platform), inBrowser, textsIn('en')).join('\n');

  test('absent: the editor may not see it', () => {
    expect(advice('hosts.agentAbsent', 'linux')).toMatch(
      /dock or launcher.*SSH_AUTH_SOCK.*\n.*\/home\/me\/\.1password\/agent\.sock/,
    );
    expect(advice('hosts.agentAbsentMac', 'darwin')).toMatch(/Secretive: \/home\/me\/Library\/Containers/);
  });

  test('there but without keys: other agents are named, and nothing is said of the launcher', () => {
    expect(advice('hosts.agentEmpty', 'linux')).toMatch(/1Password.*Secretive.*gpg-agent/);
    expect(advice('hosts.agentEmpty', 'linux')).not.toContain('launcher');
  });

  test('on Windows its service is named', () => {
    expect(advice('hosts.agentEmpty', 'win32')).toContain('OpenSSH Authentication Agent');
  });

  test('in a browser there is none to be had', () => {
    expect(advice('hosts.agentAbsent', 'linux', true)).toMatch(/^This editor runs in a browser/);
    expect(advice('hosts.agentEmpty', 'linux', true)).toContain('1Password');
  });
});
