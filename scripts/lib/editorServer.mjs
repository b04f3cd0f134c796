// How the browser editor is started: with a home of its own, no gallery, no telemetry, and the extension that is given.
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

/** @typedef {import('./browserEditor.mjs').BrowserEditor} BrowserEditor */

/**
 * @typedef {{
 *   port: number,
 *   folder?: string,
 *   trust: boolean,
 *   password?: string,
 *   locale?: string,
 *   extensions?: string,
 * }} ServerOptions
 * `port` 0 takes a free one. Without `folder` the window is empty. `trust`: whether Workspace Trust is on, which asks about folders. Without `password` everybody on
 * this machine may come in. `extensions`: where they are installed, if not in the home.
 */

/** Settings that keep the editor to itself. */
const quietSettings = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'git.enabled': false,
};

/** @param {string} home */
const dataFolder = (home) => path.join(home, 'data');
/** @param {string} home */
export const extensionsFolder = (home) => path.join(home, 'extensions');
/** @param {string} home */
const configFile = (home) => path.join(home, 'code-server.yaml');

/**
 * Lays out a home: settings and an empty configuration, which code-server writes elsewhere otherwise.
 * @param {string} home
 * @param {{ user?: Readonly<Record<string, unknown>>, machine?: Readonly<Record<string, unknown>> }} settings
 */
export function layOutHome(home, settings = {}) {
  /** @type {readonly [string, Readonly<Record<string, unknown>>][]} */
  const files = [
    ['User', { ...quietSettings, ...settings.user }],
    ['Machine', { ...settings.machine }],
  ];
  for (const [name, values] of files) {
    mkdirSync(path.join(dataFolder(home), name), { recursive: true });
    writeFileSync(path.join(dataFolder(home), name, 'settings.json'), JSON.stringify(values, undefined, 2));
  }
  mkdirSync(extensionsFolder(home), { recursive: true });
  writeFileSync(configFile(home), '{}\n');
}

/**
 * Installs .vsix files into a home that was laid out. Rejects with what code-server says.
 * @param {BrowserEditor} editor
 * @param {string} home
 * @param {readonly string[]} files
 */
export async function installExtensions(editor, home, files) {
  const words = [...places(home), ...files.flatMap((file) => ['--install-extension', file]), '--force'];
  await promisify(execFile)(editor.node, [editor.entry, ...words], { env: environment(home), timeout: 120_000 });
}

/**
 * The command that starts the editor. It serves loopback only, and says `HTTP server listening on URL` when it does.
 * @param {BrowserEditor} editor
 * @param {string} home
 * @param {ServerOptions} options
 * @returns {{ file: string, words: readonly string[], env: NodeJS.ProcessEnv }}
 */
export function serverCommand(editor, home, options) {
  const words = [
    ...places(home, options.extensions),
    ...['--bind-addr', `127.0.0.1:${String(options.port)}`],
    ...['--auth', options.password === undefined ? 'none' : 'password'],
    ...(options.locale === undefined ? [] : ['--locale', options.locale]),
    ...(options.trust ? [] : ['--disable-workspace-trust']),
    ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override', '--disable-proxy'],
    ...(options.folder === undefined ? ['--ignore-last-opened'] : [options.folder]),
  ];
  const env = {
    ...environment(home),
    ...(options.password === undefined ? {} : { PASSWORD: options.password }),
  };
  return { file: editor.node, words: [editor.entry, ...words], env };
}

/**
 * @param {string} home
 * @param {string} extensions
 */
function places(home, extensions = extensionsFolder(home)) {
  return ['--config', configFile(home), '--user-data-dir', dataFolder(home), '--extensions-dir', extensions];
}

/**
 * Everything is below `home`, nothing of the person's or of a test runner's is seen.
 * @param {string} home
 * @returns {NodeJS.ProcessEnv}
 */
function environment(home) {
  const foreign = /^(XDG_|VITEST|VSCODE_|npm_|NODE_|INIT_CWD$|PASSWORD$)/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    // No gallery: nothing is looked for or fetched.
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
  };
}
