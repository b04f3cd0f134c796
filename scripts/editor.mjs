// `npm start -- --editor`: the extension in VS Code's workbench in a browser, with the practice host up and its run page open.
import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { editorSize, findBrowserEditor, installBrowserEditor, whyNoBrowserEditor } from './lib/browserEditor.mjs';
import { installExtensions, layOutHome, serverCommand } from './lib/editorServer.mjs';
import { packageFolder } from './lib/packageFolder.mjs';
import { root } from './lib/root.mjs';
import { SetupError } from './setup.mjs';

/**
 * Asks before the download, unless `yes` is the answer already. Throws a SetupError where it can't be had or isn't wanted.
 * @param {boolean} yes
 */
async function agreed(yes) {
  if (findBrowserEditor() !== undefined) return;
  const never = whyNoBrowserEditor();
  if (never !== undefined) {
    throw new SetupError(`There is no browser editor here: ${never}. With VS Code installed, npm start opens that.`);
  }
  const size = `${editorSize.download} to download, ${editorSize.disk} on disk, in your cache folder`;
  console.log(`VS Code's workbench for the browser (code-server) is installed once from npm: ${size}.`);
  if (yes) return;
  if (!process.stdin.isTTY) throw new SetupError('To agree to that: npm start -- --editor --yes');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question('Download it? [y/N] ');
  terminal.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new SetupError('Nothing was downloaded.');
}

/**
 * Runs the browser editor until it is ended with Ctrl-C; everything of it is in a folder that goes away then.
 * @param {boolean} yes whether the download was agreed to
 * @returns {Promise<number>} the exit code
 */
export async function showInBrowser(yes) {
  await agreed(yes);
  const editor = installBrowserEditor(console.log);
  const home = mkdtempSync(path.join(tmpdir(), 'runbooks-'));
  try {
    const starter = path.join(home, 'starter.vsix');
    // A process of its own, since it lists all it packs, which is nothing to read here.
    await promisify(execFile)(process.execPath, [path.join(root, 'scripts/package.mjs')]);
    await packageFolder(path.join(root, 'scripts/editor'), starter);
    layOutHome(home);
    await installExtensions(editor, home, [path.join(root, 'dist/gated-runbooks.vsix'), starter]);
    const password = randomBytes(12).toString('base64url');
    const { file, words, env } = serverCommand(editor, home, { port: 0, trust: true, password });
    // What the editor leaves among temporary files goes away with the rest. The name is short: sockets have a longest path.
    const scratch = path.join(home, 'tmp');
    mkdirSync(scratch);
    const server = spawn(file, words, {
      cwd: home,
      env: { ...env, TMPDIR: scratch },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, by which its extension hosts are found when it has ended.
      detached: true,
    });
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGHUP', 'SIGTERM'])) {
      process.on(signal, () => server.kill('SIGTERM'));
    }
    let log = '';
    /** @param {Buffer} chunk */
    const read = (chunk) => {
      const url = /HTTP server listening on (\S+)/;
      const before = url.test(log);
      log += chunk.toString();
      const [, address] = url.exec(log) ?? [];
      if (!before && address !== undefined) welcome(address, password);
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    const [code, signal] = /** @type {[number | null, NodeJS.Signals | null]} */ (await once(server, 'exit'));
    if (code !== 0 && signal === null) console.error(log.slice(-2000));
    await groupEnded(server.pid ?? 0);
    return signal === null ? (code ?? 1) : 0;
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

/**
 * An extension host ends a moment after its server, and writes until then. One that does not within ten seconds is killed.
 * @param {number} group
 */
async function groupEnded(group) {
  for (let tries = 0; tries < 200 && lives(group); tries++) {
    if (tries === 100) process.kill(-group, 'SIGKILL');
    await setTimeout(100);
  }
}

/** @param {number} group a process group */
function lives(group) {
  try {
    return process.kill(-group, 0);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}

/**
 * @param {string} address
 * @param {string} password
 */
function welcome(address, password) {
  // An empty window: it has nothing to distrust, while every folder that is opened in it begins restricted.
  console.log(`
Open      ${new URL('?ew=true', address).href}
Password  ${password}

The practice host comes up with the window, and the run page opens on it. Ctrl-C ends all of it and leaves nothing behind.`);
}
