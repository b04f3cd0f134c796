// package.json as the editor reads it: complete in both languages, and of one mind with the code about every id.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as ids from '../../../src/extension/ids.ts';

interface Manifest {
  readonly main: string;
  readonly icon: string;
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly activationEvents: readonly string[];
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category: string; readonly title: string }[];
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string; readonly icon: string }[] };
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when: string }[]>>;
    readonly keybindings: readonly { readonly command: string; readonly when: string }[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly scope: string; readonly default: unknown }>>;
    };
    readonly yamlValidation: readonly { readonly url: string }[];
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string }[];
    readonly walkthroughs: readonly {
      readonly steps: readonly { readonly id: string; readonly media: { readonly markdown: string } }[];
    }[];
  };
}

const text = readFileSync('package.json', 'utf8');
const manifest = JSON.parse(text) as Manifest;
const { contributes } = manifest;
const nls = (name: string): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(name, 'utf8')) as Readonly<Record<string, string>>;
const languages = { en: nls('package.nls.json'), 'zh-cn': nls('package.nls.zh-cn.json') };
const sorted = (list: Iterable<string>): readonly string[] => [...list].sort();

describe('texts', () => {
  const used = [...new Set([...text.matchAll(/"%([\w.]+)%"/g)].map(([, key = '']) => key))];

  it.each(Object.entries(languages))('in %s are those that are used', (_, texts) => {
    expect(used.length).toBeGreaterThan(40);
    expect(sorted(Object.keys(texts))).toEqual(sorted(used));
  });

  it('are translated, with the same links in them', () => {
    const links = (words = ''): readonly string[] => words.match(/\(command:[^)]*\)|`[^`]*`/g) ?? [];
    for (const [key, english] of Object.entries(languages.en)) {
      expect(sorted(links(languages['zh-cn'][key])), key).toEqual(sorted(links(english)));
      if (key !== 'extension.displayName') expect(languages['zh-cn'][key], key).toMatch(/\p{Script=Han}/u);
    }
  });

  it('stand in for every sentence', () => {
    // A value that is no key but has words would be shown untranslated.
    const plain = [...text.matchAll(/"(?:title|description|markdownDescription|contents|name)": "([^%"][^"]*)"/g)];
    expect(plain.map(([, words]) => words)).toEqual(['gated-runbooks']);
  });

  it('link to commands that there are', () => {
    const linked = Object.values(languages.en).flatMap((words) =>
      [...words.matchAll(/\(command:(gatedRunbooks[\w.]+)/g)].map(([, id = '']) => id),
    );
    expect(linked.length).toBeGreaterThan(5);
    for (const id of linked) expect(Object.values<string>(ids.commands)).toContain(id);
  });
});

describe('ids', () => {
  it('of commands are those of the code', () => {
    expect(sorted(contributes.commands.map(({ command }) => command))).toEqual(sorted(Object.values(ids.commands)));
  });

  it('of views and their container are those of the code', () => {
    const containers = contributes.viewsContainers.activitybar.map(({ id }) => id);
    const views = Object.values(contributes.views).flatMap((list) => list.map(({ id }) => id));
    expect(sorted([...containers, ...views])).toEqual(sorted(Object.values(ids.views)));
    expect(Object.keys(contributes.views)).toEqual(containers);
  });

  it('of settings are those of the code', () => {
    expect(sorted(Object.keys(contributes.configuration.properties))).toEqual(sorted(Object.values(ids.settings)));
  });

  it('of context keys are known, and each is used', () => {
    const whens = [...text.matchAll(/"(?:when|enablement)": "([^"]*)"/g)].map(([, when = '']) => when).join(' ');
    const own = new Set(
      [...`${whens} ${text}`.matchAll(/(?<![\w.:])!?(gatedRunbooks\.\w+)/g)].map(([, key = '']) => key),
    );
    const keys = Object.values<string>(ids.contextKeys);
    for (const key of keys) expect(whens, key).toContain(key);
    const known = [ids.commands, ids.views, ids.settings, ids.contextKeys, ids.viewTypes].flatMap((group) =>
      Object.values<string>(group),
    );
    expect([...own].filter((key) => !known.includes(key))).toEqual([]);
  });

  it('of panels wake the extension', () => {
    for (const type of Object.values(ids.viewTypes))
      expect(manifest.activationEvents).toContain(`onWebviewPanel:${type}`);
  });
});

describe('commands', () => {
  it('have the category', () => {
    expect(new Set(contributes.commands.map(({ category }) => category))).toEqual(new Set(['%category%']));
  });

  it('in menus and keybindings are contributed', () => {
    const known = contributes.commands.map(({ command }) => command);
    const placed = [...Object.values(contributes.menus).flat(), ...contributes.keybindings];
    expect(placed.map(({ command }) => command).filter((command) => !known.includes(command))).toEqual([]);
  });

  it('that a person asks for by name are in the palette', () => {
    const hidden = contributes.menus['commandPalette']!.filter(({ when }) => when === 'false');
    const { refreshRunbooks, refreshHosts, refreshRuns, deleteRun } = ids.commands;
    expect(sorted(hidden.map(({ command }) => command))).toEqual(
      sorted([refreshRunbooks, refreshHosts, refreshRuns, deleteRun]),
    );
  });
});

describe('trust', () => {
  const { properties } = contributes.configuration;

  it('lets no workspace say where to connect, with which agent, or where runs are kept', () => {
    const { agentSocket, sshConfig, runsFolder } = ids.settings;
    for (const id of [agentSocket, sshConfig, runsFolder]) expect(properties[id]?.scope, id).toBe('machine');
    expect(sorted(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations)).toEqual(
      sorted([agentSocket, sshConfig, runsFolder]),
    );
  });

  it.each(['run', 'plan', 'resume', 'testConnection'] as const)('%s is not to be had in Restricted Mode', (name) => {
    const command = contributes.commands.find((one) => one.command === ids.commands[name]);
    expect(command).toMatchObject({ enablement: 'isWorkspaceTrusted' });
  });
});

describe('files', () => {
  const walkthroughs = contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.markdown));

  it.each([
    manifest.icon,
    ...contributes.viewsContainers.activitybar.map(({ icon }) => icon),
    ...contributes.yamlValidation.map(({ url }) => url),
    ...walkthroughs,
    ...walkthroughs.map((path) => path.replace(/\.md$/, '.nls.zh-cn.md')),
  ])('%s is there', (path) => {
    expect(existsSync(path)).toBe(true);
  });

  it('of the walkthrough are all used', () => {
    const pages = readdirSync('walkthrough').filter((name) => !name.includes('.nls.'));
    expect(sorted(pages.map((name) => `walkthrough/${name}`))).toEqual(sorted(walkthroughs));
  });

  it('ask for no newer editor than the types are of', () => {
    expect(manifest.engines.vscode).toBe(`^${manifest.devDependencies['@types/vscode']}`);
  });
});
