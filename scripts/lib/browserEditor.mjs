// The browser editor, code-server: VS Code's own workbench and extension host, from npm packages, kept in the person's cache.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';

/** The versions that belong together: this code-server needs that Node. */
const versions = { codeServer: '4.139.1', node: '24.21.0' };

/** What an installation takes, for people who are asked. */
export const editorSize = { download: '250 MB', disk: '0.8 GB', minutes: 2 };

/**
 * @typedef {{ node: string, entry: string }} BrowserEditor the Node that runs it, and its program
 * @typedef {{ cwd: string, words: readonly string[] }} Step
 */

/** Why it can't be had on this machine at all; undefined where it can. */
export function whyNoBrowserEditor() {
  const here = `${process.platform}-${process.arch}`;
  return ['linux-x64', 'linux-arm64'].includes(here)
    ? undefined
    : `its Node comes as a package for Linux on x64 and arm64 only, and this is ${here}`;
}

/** Where this version is or would be. Not below $HOME: tests run with a clean one, and the cache has to outlive them. */
function folder() {
  const cache = process.env['XDG_CACHE_HOME'] || path.join(userInfo().homedir, '.cache');
  const name = `code-server-${versions.codeServer}-node-${versions.node}-${process.arch}`;
  return path.join(cache, 'gated-runbooks', 'editor', name);
}

/**
 * The editor in the cache; undefined where this version is not there.
 * @returns {BrowserEditor | undefined}
 */
export function findBrowserEditor() {
  return existsSync(folder()) ? programs(folder()) : undefined;
}

/**
 * @param {string} place
 * @returns {BrowserEditor}
 */
function programs(place) {
  return {
    node: path.join(place, `node/node_modules/node-linux-${process.arch}/bin/node`),
    entry: path.join(place, 'server/node_modules/code-server/out/node/entry.js'),
  };
}

/**
 * The editor, downloaded first where the cache has none of this version. It appears in the cache whole or not at all.
 * Throws with npm's own words where it can't be had.
 * @param {(line: string) => void} say what is going on
 * @returns {BrowserEditor}
 */
export function installBrowserEditor(say) {
  const found = findBrowserEditor();
  if (found !== undefined) return found;
  const reason = whyNoBrowserEditor();
  if (reason !== undefined) throw new Error(reason);
  mkdirSync(path.dirname(folder()), { recursive: true });
  const unlock = lock(say);
  try {
    if (!existsSync(folder())) {
      say(
        `Downloading the browser editor (${editorSize.download}, about ${String(editorSize.minutes)} minutes, once) …`,
      );
      download();
    }
    return programs(folder());
  } finally {
    unlock();
  }
}

function download() {
  for (const name of readdirSync(path.dirname(folder()))) {
    const pid = /\.new-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && isGone(Number(pid))) {
      rmSync(path.join(path.dirname(folder()), name), { recursive: true, force: true });
    }
  }
  const fresh = `${folder()}.new-${String(process.pid)}`;
  try {
    const vscode = path.join(fresh, 'server/node_modules/code-server/lib/vscode');
    /** @type {readonly Step[]} */
    const steps = [
      { cwd: path.join(fresh, 'node'), words: [`node-linux-${process.arch}@${versions.node}`] },
      { cwd: path.join(fresh, 'server'), words: [`code-server@${versions.codeServer}`] },
      { cwd: vscode, words: ['--omit=dev'] },
      { cwd: path.join(vscode, 'extensions'), words: ['--omit=dev'] },
    ];
    for (const step of steps) install(step);
    // Its own installer, a script that is not run, would have made these.
    link(vscode, 'code-linux.sh', 'bin/remote-cli/code-server');
    link(vscode, 'browser-linux.sh', 'bin/helpers/browser.sh');
    renameSync(fresh, folder());
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** @param {Step} step */
function install({ cwd, words }) {
  mkdirSync(cwd, { recursive: true });
  const manifest = path.join(cwd, 'package.json');
  if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true }\n');
  // No package's scripts run: what this editor does here needs nothing that they would build.
  const always = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  const { status, stdout, stderr, error } = spawnSync('npm', ['install', ...words, ...always, '--prefix', cwd], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 20 * 60_000,
  });
  if (error !== undefined) throw new Error(`npm could not be run: ${error.message}`, { cause: error });
  if (status !== 0) throw new Error(`npm could not install ${words.join(' ')}:\n${(stderr || stdout).slice(-2000)}`);
}

/**
 * @param {string} place
 * @param {string} target
 * @param {string} name
 */
function link(place, target, name) {
  const file = path.join(place, name);
  rmSync(file, { force: true });
  symlinkSync(target, file);
}

/**
 * Waits for whoever downloads the same at this moment. A lock whose process is gone is taken over.
 * @param {(line: string) => void} say
 * @returns {() => void} gives the lock back
 */
function lock(say) {
  const file = `${folder()}.lock`;
  const mine = `${file}-${String(process.pid)}`;
  writeFileSync(mine, String(process.pid));
  try {
    for (let told = false; !linked(mine, file); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500)) {
      const owner = existsSync(file) ? Number(readFileSync(file, 'utf8')) : process.pid;
      if (isGone(owner)) rmSync(file, { force: true });
      else if (!told) say('Another process downloads the browser editor; waiting for it …');
      told = true;
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return () => rmSync(file, { force: true });
}

/**
 * Gives `file` a second name, which must be new: never is there a lock without its owner in it.
 * @param {string} file
 * @param {string} name
 */
function linked(file, name) {
  try {
    linkSync(file, name);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/** @param {number} pid */
function isGone(pid) {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH';
  }
}
